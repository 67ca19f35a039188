import type { CaseMetric } from "./target-model.js";

/** What can be measured, in the order in which a case meets it. */
export const caseMetrics: readonly CaseMetric[] = [
  "acknowledge",
  "first_response",
  "next_response",
  "periodic_update",
  "resolution",
  "follow_up",
  "internal",
  "custom",
];
