import { caseKind } from "../cases/records.js";
import { applyPointsEvent } from "../points/apply.js";
import type { PointsEvent } from "../points/model.js";
import { pointsAccountKind } from "../points/records.js";
import { surveyResponseKind } from "../satisfaction/records.js";
import type { EventEnvelope } from "../shared/envelope.js";
import type { TierEvent } from "../tiers/model.js";
import { standingKind } from "../tiers/records.js";
import { addCounts, countsOf } from "./report-points.js";
import type { TierMoves, Totals } from "./roll-up-model.js";

/** Before anything is counted. */
export const noTotals: Totals = { points: {}, tiers: {}, events: {} };

/** What one event adds to the totals; undefined for what is not counted: orders, customers, the bridge's own notes. */
export function totalsOf(kind: string, event: EventEnvelope): Totals | undefined {
  switch (kind) {
    case pointsAccountKind.kind:
      return { ...noTotals, points: pointsOf(event as PointsEvent), events: { [event.type]: 1 } };
    case standingKind.kind:
      return { ...noTotals, tiers: movesOf(event as TierEvent), events: { [event.type]: 1 } };
    case caseKind.kind:
    case surveyResponseKind.kind:
      return { ...noTotals, events: { [event.type]: 1 } };
    default:
      return undefined;
  }
}

/** The sums of two, name by name. */
export function addTotals(left: Totals, right: Totals): Totals {
  const sets = [...new Set([...Object.keys(left.tiers), ...Object.keys(right.tiers)])].sort();
  return {
    points: addCounts(left.points, right.points),
    tiers: Object.fromEntries(
      sets.map((set) => [set, addCounts<TierMoves>(left.tiers[set] ?? {}, right.tiers[set] ?? {})]),
    ),
    events: addNumbers(left.events, right.events),
  };
}

/** What an event moves in an account is what it makes of an empty one: the account itself says how it counts. */
function pointsOf(event: PointsEvent): Totals["points"] {
  if (event.opened !== undefined) return {};
  const { [event.pointsType]: counts } = countsOf(applyPointsEvent(undefined, event));
  return counts === undefined || Object.values(counts).every((count) => count === 0)
    ? {}
    : { [event.pointsType]: counts };
}

function movesOf({ type, tierSet, tier, from }: TierEvent): Totals["tiers"] {
  if (type === "tier.started") return { [tierSet]: { [tier]: { entered: 1, left: 0 } } };
  if (from === undefined || from === tier) return {};
  return { [tierSet]: { [tier]: { entered: 1, left: 0 }, [from]: { entered: 0, left: 1 } } };
}

function addNumbers(
  left: Readonly<Record<string, number>>,
  right: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return Object.fromEntries(names.map((name) => [name, (left[name] ?? 0) + (right[name] ?? 0)]));
}
