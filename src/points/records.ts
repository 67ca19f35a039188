import { recordKind, type RecordKind } from "../shared/record-kind.js";
import type { PointsAccount } from "./model.js";

/** How a storage keeps points accounts. */
export const pointsAccountKind: RecordKind<PointsAccount> = recordKind<PointsAccount>({
  kind: "points_account",
  format: 1,
  project: ({ customerId, types }) => {
    const sum = (of: (totals: PointsAccount["types"][string]) => number): number =>
      Object.values(types).reduce((points, totals) => points + of(totals), 0);
    return { customerId, issued: sum((totals) => totals.issued), shortfall: sum((totals) => totals.shortfall) };
  },
  checks: [
    { name: "issued_not_negative", holds: ({ issued = 0 }) => Number.isSafeInteger(issued) && Number(issued) >= 0 },
    { name: "shortfall_not_negative", holds: ({ shortfall = 0 }) => Number(shortfall) >= 0 },
  ],
});
