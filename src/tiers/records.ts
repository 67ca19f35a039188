import { recordKind, type RecordKind } from "../shared/record-kind.js";
import type { Standing } from "./model.js";

/** How a storage keeps standings. */
export const standingKind: RecordKind<Standing> = recordKind<Standing>({
  kind: "tier_standing",
  format: 1,
  project: ({ customerId, tierSet, tier }) => ({ customerId, tierSet, tier }),
  checks: [{ name: "tier_not_empty", holds: ({ tierSet = "", tier = "" }) => tierSet !== "" && tier !== "" }],
});
