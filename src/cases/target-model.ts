import type { Condition } from "../conditions/model.js";
import type { DecimalText } from "../shared/decimal.js";
import type { Duration } from "../shared/durations.js";
import type { AppointmentState } from "./appointment-model.js";
import type { StatusClock } from "./sections.js";

/**
 * What is measured. `acknowledge` from the opening to the word that it was received; `first_response` from the opening
 * to the first answer; `next_response` from the oldest message of the customer that is not answered;
 * `periodic_update` from one answer to the next; `resolution` from the first status whose clock runs to a status that
 * stops it; `follow_up` from the resolution to the call that asks whether all is well. `internal` (what one team
 * promises another) and `custom` say themselves when they start and stop.
 */
export type CaseMetric =
  | "acknowledge"
  | "first_response"
  | "next_response"
  | "periodic_update"
  | "resolution"
  | "follow_up"
  | "internal"
  | "custom";

/**
 * How fast something has to be done. `business` counts the open time of a calendar (`PT4H`), `business_days` ends with
 * the n-th business day after that of the start (`P3D`), `calendar` counts all time (`PT24H`, `P7D`).
 */
export interface CaseTarget {
  readonly metric: CaseMetric;
  /** Tells targets of one metric apart. Targets of different names run beside each other. */
  readonly name?: string;
  readonly within: Duration;
  readonly time: "business" | "calendar" | "business_days";
  readonly calendar?: string;
  /** When the last business day ends: with the close of business, or with the day. The close, when left out. */
  readonly dayEnd?: "close" | "midnight";
  /** Where a deadline in open time lies that falls on closing time: there, or at the next opening. There, when left out. */
  readonly boundary?: "close" | "next_open";
  /** Only for cases of this priority; one without stands for all other cases. */
  readonly priority?: string;
  /** Only for cases of which this holds when the policy is chosen. */
  readonly when?: Condition;
  readonly start?: readonly CaseMoment[];
  readonly stop?: readonly CaseMoment[];
  /** What ends one round and begins the next. */
  readonly reset?: readonly CaseMoment[];
  /** What ends it without a verdict. */
  readonly cancel?: readonly CaseMoment[];
  readonly pause?: readonly PauseSelector[];
  readonly reopen?: ReopenPolicy;
}

/** Something that happens to a case, by which clocks start and stop. */
export type CaseMoment =
  | { readonly kind: "opened" | "acknowledged" | "responded" | "message_received" }
  | { readonly kind: "ended" | "reopened" | "follow_up_owed" | "followed_up" }
  | { readonly kind: "status_entered" | "status_left"; readonly status: string }
  | { readonly kind: "clock_became"; readonly clock: StatusClock }
  | { readonly kind: "assigned"; readonly to?: string }
  | { readonly kind: "marked"; readonly mark: string }
  | { readonly kind: "appointment"; readonly state: AppointmentState };

/** While what a clock stands still: in statuses of a kind, in one status, or until the window of an appointment opens. */
export type PauseSelector =
  | { readonly kind: "clock"; readonly clock: "paused" | "stopped" }
  | { readonly kind: "status"; readonly status: string }
  | { readonly kind: "appointment" };

/**
 * What a clock that ended with the case does when the case is reopened: go on with what was left, begin anew, or keep
 * the verdict and never run again.
 */
export type ReopenPolicy = "continue" | "restart" | "keep";

/** Who is told that a target is near or missed, and when. */
export interface EscalationStep {
  readonly metric: CaseMetric;
  /** The target of this name; that without a name, when left out. */
  readonly name?: string;
  readonly at: EscalationPoint;
  /** A role. */
  readonly to: string;
  readonly level?: EscalationLevel;
  /** Told at once, also in quiet hours. */
  readonly urgent?: boolean;
}

/** How high up it goes: the agent, the shop, the region, the head office. */
export type EscalationLevel = "agent" | "shop" | "region" | "head_office";

/**
 * A point on a clock: when this share of the time has been used up, so long before or after it is, or when it is. It is
 * counted in the time of the target and stands still with the clock (`P1D` before so many business days is one business
 * day less of them); lengths with `time` count from the due instant in all time, or in the open time of the target's
 * calendar or of another.
 */
export type EscalationPoint =
  | { readonly kind: "share"; readonly share: DecimalText }
  | { readonly kind: "breach" }
  | {
      readonly kind: "before" | "after";
      readonly by: Duration;
      readonly time?: "calendar" | "business";
      readonly calendar?: string;
    };

/** Local times between which nobody is told anything that can wait: `{ from: "22:00", to: "08:00" }`. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}
