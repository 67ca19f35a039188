import { recordKind, type RecordKind } from "../shared/record-kind.js";
import type { BenefitUses } from "./model.js";

/** How a storage keeps the uses of benefits. */
export const benefitUsesKind: RecordKind<BenefitUses> = recordKind<BenefitUses>({
  kind: "benefit_uses",
  format: 1,
  project: ({ customerId, benefits }) => {
    const used = Object.values(benefits).reduce((sum, { total }) => sum + total, 0);
    return { customerId, used };
  },
  checks: [{ name: "used_not_negative", holds: ({ used = 0 }) => Number.isSafeInteger(used) && Number(used) >= 0 }],
});
