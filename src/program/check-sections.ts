import { checkBenefits } from "../benefits/rules.js";
import { checkCalendars } from "../calendar/rules.js";
import { checkCaseRules } from "../cases/rules.js";
import { checkIntake, checkPurposes, checkRoles, checkVerification, intakeIssues } from "../customers/rules.js";
import { checkSpend } from "../orders/rules.js";
import { checkPointsRules } from "../points/rules.js";
import { checkQuestionnaires, checkSurveys } from "../satisfaction/rules.js";
import { checkSegments } from "../segments/rules.js";
import type { Checked } from "../shared/issues.js";
import { checkTierSets } from "../tiers/rules.js";
import type { Program, SectionName } from "./document.js";
import type { ProgramScope } from "./scope.js";
import { checkActivities } from "./sections/activities-rules.js";
import { checkContactRules } from "./sections/contact-rules.js";
import { checkCoupons } from "./sections/coupons-rules.js";
import { checkDraws } from "./sections/draws-rules.js";
import { checkCustomEvents } from "./sections/events-rules.js";
import { checkFacts, type FactDeclarations } from "./sections/facts-rules.js";
import { checkOutreach } from "./sections/outreach-rules.js";
import { checkReferrals } from "./sections/referrals-rules.js";
import { checkRetention } from "./sections/retention-rules.js";
import { checkRewards } from "./sections/rewards-rules.js";
import { checkScorecard } from "./sections/scorecard-rules.js";

/** Each section as its checker answers it. */
export type CheckedSections = {
  readonly [Name in Exclude<SectionName, "facts">]-?: Exclude<Program[Name], undefined>;
} & { readonly facts: FactDeclarations };

/** The checker of each section: its module's, told what the rest of the document declares. */
export const sectionCheckers: {
  readonly [Name in SectionName]: (value: unknown, scope: ProgramScope) => Checked<CheckedSections[Name]>;
} = {
  spend: checkSpend,
  calendars: checkCalendars,
  roles: checkRoles,
  intake: checkForms,
  verification: checkVerification,
  purposes: checkPurposes,
  events: checkCustomEvents,
  facts: checkFacts,
  segments: (value, { of, conditions }) => checkSegments(value, { ...conditions, of }),
  tierSets: (value, { of, allow, benefits, pointsTypes }) =>
    checkTierSets(value, { of, allow, benefits, pointsTypes: pointsTypes.qualifying }),
  benefits: checkBenefitList,
  points: (value, { of, allow, tierSets }) => checkPointsRules(value, { of, allow, tierSets }),
  rewards: checkRewards,
  coupons: checkCoupons,
  referrals: checkReferrals,
  draws: checkDraws,
  cases: (value, { of, calendars, roles, conditions }) =>
    checkCaseRules(value, { of, calendars, conditions, ...(roles !== undefined && { roles }) }),
  questionnaires: (value, { of, conditions }) => checkQuestionnaires(value, { of, conditions }),
  surveys: (value, { of, questionnaires, casePolicies, events }) =>
    checkSurveys(value, { of, questionnaires, casePolicies, events }),
  outreach: checkOutreach,
  contactRules: checkContactRules,
  activities: checkActivities,
  scorecard: checkScorecard,
  retention: checkRetention,
};

/** What a form offers is a purpose that people are asked about. */
function checkForms(value: unknown, { purposes }: ProgramScope): Checked<Program["intake"]> {
  const checked = checkIntake(value);
  const issues = checked.ok && purposes !== undefined ? intakeIssues(checked.value, purposes) : [];
  return issues.length === 0 ? checked : { ok: false, issues };
}

/** What is fair is judged by the guards of the program, which know what a segment reads. */
function checkBenefitList(value: unknown, scope: ProgramScope): Checked<Program["benefits"]> {
  const { of, conditions, tierSets, roles, purposes, activities } = scope;
  return checkBenefits(value, {
    ...conditions,
    of,
    allow: ["personalised_price", "fact_not_allowed"],
    tiers: Object.fromEntries(Object.entries(tierSets).map(([id, { tiers }]) => [id, tiers])),
    activities,
    ...(roles !== undefined && { roles }),
    ...(purposes !== undefined && { purposes: Object.keys(purposes) }),
  });
}
