import { recordKind, type RecordKind } from "../shared/record-kind.js";
import type { ServiceCase } from "./model.js";
import type { CaseTexts } from "./texts.js";
import { upgradedToClocks } from "./upgrade.js";

/** How a case is stored. */
export const caseKind: RecordKind<ServiceCase> = recordKind<ServiceCase>({
  kind: "case",
  format: 2,
  upgrades: { 1: upgradedToClocks },
  project: ({
    customerId,
    type,
    status,
    priority,
    openedAt,
    endedAt,
    intervals,
    fired,
    nextDueOn,
    agentId,
    about,
  }) => ({
    ...(customerId !== undefined && { customerId }),
    type,
    status,
    priority,
    openedAt,
    open: endedAt === undefined ? 1 : 0,
    ...(agentId !== undefined && { agentId }),
    ...(about.shopId !== undefined && { shopId: about.shopId }),
    ...(nextDueOn !== undefined && { nextDueOn }),
    intervals: intervals.length,
    fired: fired.length,
  }),
  checks: [
    { name: "has_a_status", holds: ({ intervals = 0 }) => Number(intervals) >= 1 && Number(intervals) <= 501 },
    { name: "fired_bounded", holds: ({ fired = 0 }) => Number(fired) <= 200 },
  ],
});

/** How the texts of a case are stored: without a column of what they say. */
export const caseTextsKind: RecordKind<CaseTexts> = recordKind<CaseTexts>({
  kind: "case_texts",
  format: 1,
  project: ({ owner, texts }) => ({ owner, texts: texts.length }),
  checks: [{ name: "texts_bounded", holds: ({ texts = 0 }) => Number(texts) <= 200 }],
});
