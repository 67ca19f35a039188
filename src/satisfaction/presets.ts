import type { ScaleInput } from "./scales.js";

/**
 * The scales that a question can name: `"preset:satisfaction_5"`. More is better on all of them.
 *
 * Source: the levels that count as satisfied are those of Formbricks; for effort (1 hard, 7 easy) those who agree.
 */
export const scalePresets: Readonly<Record<string, ScaleInput>> = {
  satisfaction_3: { min: 1, max: 3, better: "higher", satisfied: [3] },
  satisfaction_4: { min: 1, max: 4, better: "higher", satisfied: [3, 4] },
  satisfaction_5: { min: 1, max: 5, better: "higher", satisfied: [4, 5] },
  satisfaction_6: { min: 1, max: 6, better: "higher", satisfied: [5, 6] },
  satisfaction_7: { min: 1, max: 7, better: "higher", satisfied: [6, 7] },
  satisfaction_10: { min: 1, max: 10, better: "higher", satisfied: [8, 9, 10] },
  effort_7: { min: 1, max: 7, better: "higher", satisfied: [5, 6, 7] },
};
