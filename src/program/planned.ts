/** The sections of a document that are read and checked, and whose module is still to come. */
export const plannedSections = [
  "roles",
  "verification",
  "rewards",
  "coupons",
  "referrals",
  "draws",
  "outreach",
  "contactRules",
  "activities",
  "scorecard",
  "retention",
] as const;

/** A section whose module is still to come. */
export type PlannedSection = (typeof plannedSections)[number];

/**
 * What to tell somebody who relies on a section whose module is still to come.
 *
 * @example
 * ```ts
 * import { notYet } from "clientele";
 *
 * notYet("rewards"); // => 'The section "rewards" is read and checked, and not yet acted on.'
 * ```
 */
export function notYet(section: PlannedSection): string {
  return `The section "${section}" is read and checked, and not yet acted on.`;
}
