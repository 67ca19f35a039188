import { caseTextsKind } from "../cases/records.js";
import { customerPersonalKind } from "../customers/records.js";
import { responseTextsKind } from "../satisfaction/records.js";
import type { CustomerFile } from "./customer-file.js";

/** The kinds of record that hold personal values and free texts: all that there is of them. */
export const personalKinds: readonly string[] = [customerPersonalKind, caseTextsKind, responseTextsKind].map(
  ({ kind }) => kind,
);

/** Deletes what personal values and free texts a customer's file holds; the commit that erases takes them along. */
export function forgetPersonal(file: CustomerFile): void {
  for (const kind of personalKinds) file.erase(kind);
}
