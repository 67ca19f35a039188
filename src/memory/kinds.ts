import { customerKind, customerPersonalKind } from "../customers/records.js";
import { orderKind, purchasesKind } from "../orders/records.js";
import { pointsAccountKind } from "../points/records.js";
import type { RecordKind } from "../shared/record-kind.js";

/** Every kind of record that the library's own modules store. All storages read this one list. */
export const recordKinds: readonly RecordKind[] = [
  customerKind,
  customerPersonalKind,
  orderKind,
  purchasesKind,
  pointsAccountKind,
];
