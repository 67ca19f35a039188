import { caseTextsKind } from "../cases/records.js";
import { customerKind, customerPersonalKind } from "../customers/records.js";
import { responseTextsKind } from "../satisfaction/records.js";
import type { RecordKind } from "../shared/record-kind.js";
import type { CustomerFile } from "./customer-file.js";

/** The kinds of record that hold personal values and free texts: all that there is of them. */
const personalKinds: readonly RecordKind[] = [customerPersonalKind, caseTextsKind, responseTextsKind];

/** Whether a kind of record holds personal values or free texts. */
export function isPersonal(kind: string): boolean {
  return personalKinds.some((personal) => personal.kind === kind);
}

/** Whether a customer was erased: what is told of somebody who was forgotten leaves nothing personal behind either. */
export function isForgotten(file: CustomerFile): boolean {
  return file.read(customerKind, file.owner)?.status === "erased";
}

/** Whether there is something personal in a customer's file. */
export function hasPersonal(file: CustomerFile): boolean {
  return personalKinds.some((kind) => file.all(kind).length > 0);
}

/** Deletes what personal values and free texts a customer's file holds; the commit that erases takes them along. */
export function forgetPersonal(file: CustomerFile): void {
  for (const { kind } of personalKinds) file.erase(kind);
}
