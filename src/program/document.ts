import type { BenefitInput } from "../benefits/rules.js";
import type { Benefits } from "../benefits/model.js";
import type { Calendars } from "../calendar/model.js";
import type { CaseRulesInput } from "../cases/rules.js";
import type { CaseRules } from "../cases/sections.js";
import type { FactSpec } from "../conditions/fact-spec.js";
import type { MissingFacts } from "../conditions/model.js";
import type { Intake, Purposes, Roles, Verification } from "../customers/sections.js";
import type { SpendRules } from "../orders/model.js";
import type { PointsRules } from "../points/rules-model.js";
import type { PointsRulesInput } from "../points/rules.js";
import type { QuestionnaireInput, SurveyInput } from "../satisfaction/rules.js";
import type { Questionnaires, Surveys } from "../satisfaction/sections.js";
import type { Segments } from "../segments/model.js";
import type { SegmentInput } from "../segments/rules.js";
import type { ProgramRef } from "../shared/envelope.js";
import type { Label, Locale } from "../shared/locale.js";
import type { TierSets } from "../tiers/model.js";
import type { TierSetInput } from "../tiers/rules.js";
import type { GuardCode } from "./fair.js";
import type { Activity } from "./sections/activities-rules.js";
import type { ContactRules } from "./sections/contact-rules.js";
import type { Coupon } from "./sections/coupons-rules.js";
import type { Draw } from "./sections/draws-rules.js";
import type { CustomEvents } from "./sections/events-rules.js";
import type { FactDeclarations } from "./sections/facts-rules.js";
import type { OutreachPlan } from "./sections/outreach-rules.js";
import type { Referrals } from "./sections/referrals-rules.js";
import type { Retention } from "./sections/retention-rules.js";
import type { Reward } from "./sections/rewards-rules.js";
import type { Scorecard } from "./sections/scorecard-rules.js";
import type { Stamped } from "./sections/stamped.js";

export type { GuardCode } from "./fair.js";
export type { Activity } from "./sections/activities-rules.js";
export type { ContactCap, ContactRules } from "./sections/contact-rules.js";
export type { Coupon } from "./sections/coupons-rules.js";
export type { Draw, Prize } from "./sections/draws-rules.js";
export type { CustomEvents } from "./sections/events-rules.js";
export type { DerivedFact, FactDeclarations, HostFact } from "./sections/facts-rules.js";
export type { ContactClass } from "./sections/contact-class.js";
export type { OutreachPlan, OutreachTrigger } from "./sections/outreach-rules.js";
export type { Referrals } from "./sections/referrals-rules.js";
export type { Retention } from "./sections/retention-rules.js";
export type { Limit, Off } from "./sections/reward-parts.js";
export type { CouponReward, Reward, ThingReward } from "./sections/rewards-rules.js";
export type { Scorecard, ScorecardTarget } from "./sections/scorecard-rules.js";
export type { Stamped } from "./sections/stamped.js";
export type { Terms } from "./sections/terms.js";

/** The sections of a document, as they are written down. All of them may be left out. */
export interface DocumentSections {
  readonly spend?: SpendRules;
  readonly calendars?: Calendars;
  readonly roles?: Roles;
  readonly intake?: Intake;
  readonly verification?: Verification;
  readonly purposes?: Purposes;
  readonly events?: CustomEvents;
  readonly facts?: FactDeclarations;
  readonly segments?: readonly SegmentInput[];
  readonly tierSets?: readonly TierSetInput[];
  readonly benefits?: readonly BenefitInput[];
  readonly points?: PointsRulesInput;
  readonly rewards?: readonly Reward[];
  readonly coupons?: readonly Coupon[];
  readonly referrals?: Referrals;
  readonly draws?: readonly Draw[];
  readonly cases?: CaseRulesInput;
  readonly questionnaires?: readonly QuestionnaireInput[];
  readonly surveys?: readonly SurveyInput[];
  readonly outreach?: readonly OutreachPlan[];
  readonly contactRules?: ContactRules;
  readonly activities?: readonly Activity[];
  readonly scorecard?: Scorecard;
  readonly retention?: Retention;
}

/** The name of a section. */
export type SectionName = keyof DocumentSections;

/** What a document says before its sections. */
export interface ProgramHead {
  readonly format: "clientele/program";
  /** 1, which is also meant when it is left out. */
  readonly formatVersion?: 1;
  readonly id: string;
  /** A changed document is a new version: 1, 2, 3 … */
  readonly version: number;
  readonly label: Label;
  /** Where the rules come from: a policy, a contract, a meeting. */
  readonly source?: string;
  /** The language in which labels are written that are plain texts. */
  readonly locale: Locale;
  /** The IANA zone in which days, months and years are counted. */
  readonly zone: string;
  /** The currency of all money that names none. */
  readonly currency: string;
  /** What a condition answers when its fact is missing: `unknown`, when left out. */
  readonly missing?: MissingFacts;
  /** The guards that are switched off, each with the reason. */
  readonly allow?: readonly Allowance[];
}

/** A guard that a document switches off. */
export interface Allowance {
  readonly code: GuardCode;
  readonly reason: string;
}

/** A program as it is written down: one JSON document. */
export interface ProgramDocument extends ProgramHead, DocumentSections {}

/**
 * A program that is known to be right, deeply frozen. A section that is left out is an empty one, so that
 * `{ ...program, now }` is a context for every function; `sections` tells which the document has.
 *
 * Presets are put in their place, every section, or every element of a list, carries the version it belongs to, and the
 * points section has the document's `spend` and `currency`. The document's `facts` declare facts; here they are
 * `factSpecs`, because `facts` in a context are the values of one customer.
 */
export interface Program extends ProgramHead {
  readonly formatVersion: 1;
  readonly of: ProgramRef;
  readonly sections: readonly SectionName[];
  readonly allow: readonly Allowance[];
  readonly spend: SpendRules;
  readonly calendars: Calendars;
  readonly roles: Roles;
  readonly intake: Intake;
  readonly verification?: Verification;
  readonly purposes: Purposes;
  readonly events: CustomEvents;
  readonly factSpecs: readonly FactSpec[];
  readonly segments: Segments;
  readonly tierSets: TierSets;
  readonly benefits: Benefits;
  readonly points: PointsRules;
  readonly rewards: readonly Stamped<Reward>[];
  readonly coupons: readonly Stamped<Coupon>[];
  readonly referrals?: Stamped<Referrals>;
  readonly draws: readonly Stamped<Draw>[];
  readonly cases: CaseRules;
  readonly questionnaires: Questionnaires;
  readonly surveys: Surveys;
  readonly outreach: readonly Stamped<OutreachPlan>[];
  readonly contactRules: Stamped<ContactRules>;
  readonly activities: readonly Stamped<Activity>[];
  readonly scorecard?: Stamped<Scorecard>;
  readonly retention: Stamped<Retention>;
}
