import type { Ref } from "../shared/repository.js";
import type { Agenda } from "./agenda.js";
import type { Island } from "./island.js";
import { caseRef, casesIsland } from "./islands/cases.js";
import { customersIsland } from "./islands/customers.js";
import { ordersIsland } from "./islands/orders.js";
import { pointsIsland } from "./islands/points.js";
import { satisfactionIsland } from "./islands/satisfaction.js";
import { segmentsIsland } from "./islands/segments.js";
import { tiersIsland } from "./islands/tiers.js";

/**
 * The islands in the order in which they hear of a host event, and settle at an instant. Segments come after all whose
 * facts they may ask for, open cases among them.
 */
export const islands: readonly Island[] = [
  customersIsland,
  ordersIsland,
  pointsIsland,
  tiersIsland,
  casesIsland,
  segmentsIsland,
  satisfactionIsland,
];

/** The islands in the order in which their answers to a host event are listed. */
export const listedIslands: readonly Island[] = [
  customersIsland,
  ordersIsland,
  pointsIsland,
  tiersIsland,
  segmentsIsland,
  casesIsland,
  satisfactionIsland,
];

/** The cases that are watched for a customer and were not among the records asked for. */
export function watchedOf(agenda: Agenda | undefined, asked: readonly Ref[]): readonly Ref[] {
  const refs = (agenda?.watchedCases ?? []).map((id) => caseRef(agenda?.owner ?? "", id));
  return refs.filter((ref) => !asked.some(({ kind, id }) => kind === ref.kind && id === ref.id));
}
