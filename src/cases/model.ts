import type { Calendars, HolidayData } from "../calendar/model.js";
import type { Facts } from "../conditions/fact-spec.js";
import type { Command, RecordEnvelope } from "../shared/envelope.js";
import type { Day } from "../shared/days.js";
import type { Instant } from "../shared/instants.js";
import type { Agent } from "./agent-model.js";
import type { CaseAppointment, AppointmentState } from "./appointment-model.js";
import type { CaseRules, CaseType, PinnedPolicy, StatusClock } from "./sections.js";
import type { CaseMetric, CaseTarget, EscalationLevel } from "./target-model.js";

/** What every write and read of cases takes: sections of the program under their names, and `now`. */
export interface CasesContext {
  readonly cases: CaseRules;
  /** The business calendars that targets name. */
  readonly calendars?: Calendars;
  /** Holiday data by name. Where a calendar names data that is not here, no holidays are known. */
  readonly holidays?: Readonly<Record<string, HolidayData>>;
  /** The IANA zone of the program. */
  readonly zone: string;
  readonly now: Date;
  /** What conditions ask about beside the case itself: which policy, which priority, whether a way is open. */
  readonly facts?: Facts;
  /** Who works on cases. Where it is given, only they can be assigned. */
  readonly agents?: readonly Agent[];
}

/**
 * Something that a customer turned to the shop with: a complaint, an enquiry, an after-sales request, a suggestion. The
 * record holds codes and times; what people wrote lies in the texts beside it.
 */
export interface ServiceCase extends RecordEnvelope {
  readonly type: CaseType;
  /** Absent when nobody is known; the case is its own owner then. */
  readonly customerId?: string;
  readonly policy: PinnedPolicy;
  /** Set when the policy was asked for by name: it stays until another is. */
  readonly isPolicyNamed?: true;
  /** How often another policy was put in the place of the first. */
  readonly repinned: number;
  readonly priority: string;
  /** Set when somebody decided the priority, and not the rules. */
  readonly isPrioritySet?: true;
  readonly severity?: string;
  readonly channel?: string;
  readonly category?: string;
  readonly kind?: string;
  readonly about: CaseAbout;
  /** A role. */
  readonly assignedTo?: string;
  /** Who works on it. */
  readonly agentId?: string;
  /** The role that was told last that a target is near or missed, and how high up that was. */
  readonly escalatedTo?: string;
  readonly escalatedLevel?: EscalationLevel;
  readonly openedAt: Instant;
  readonly status: string;
  /** Every status the case has been in, each until the next begins; at most 500. */
  readonly intervals: readonly StatusInterval[];
  /** How often the shop has taken the case on: 1, and one more with every reopening. */
  readonly cycle: number;
  readonly cycleFrom: Instant;
  /** When the customer was told that the case was received. */
  readonly acknowledgedAt?: Instant;
  /** When the customer was first answered, by a message or by the end of the case. */
  readonly answeredAt?: Instant;
  /** When the shop answered last. */
  readonly respondedAt?: Instant;
  /** The oldest message of the customer that is not answered. */
  readonly waitingSince?: Instant;
  /** How often the customer has waited for a further answer. */
  readonly waits: number;
  readonly responses: number;
  /** What the customer asks for. */
  readonly remedySought?: string;
  readonly resolution?: CaseResolution;
  readonly rootCause?: string;
  /** What of the checklist of this status was done. */
  readonly checked: readonly string[];
  readonly appointment?: CaseAppointment;
  readonly appointments: number;
  /** When the work of this cycle was done. Absent while the case is open. */
  readonly endedAt?: Instant;
  /** Since when a follow-up is owed. */
  readonly followUpFrom?: Instant;
  /** When to try again to reach the customer. */
  readonly followUpAgainAt?: Instant;
  /** Attempts at the follow-up that is owed. */
  readonly attempts: number;
  readonly followUps: number;
  /** The clocks that have started, one for every target and for every metric of the house. */
  readonly clocks: readonly ClockState[];
  /** What happened by which clocks start and stop, in the order in which it became known: the first, and the last 400. */
  readonly moments: readonly Moment[];
  /** Clocks that have ended, each with its verdict, which nothing changes any more; the last 200. */
  readonly ended: readonly EndedClock[];
  /** How clocks that had ended were measured when the case got other targets; the last 200. */
  readonly measured?: readonly MeasuredClock[];
  /** Breaches and escalation steps that have happened, the last 200; each happens once. */
  readonly fired: readonly FiredStep[];
  readonly links: CaseLinks;
  /** How many texts lie in the document beside the case. */
  readonly texts: number;
  /** How many events time alone has caused so far. */
  readonly settled: number;
  /** The local day on which time alone changes the case next, as it looked when it was written. */
  readonly nextDueOn?: Day;
}

/** What in the host's world a case is about. */
export interface CaseAbout {
  readonly orderId?: string;
  readonly lineId?: string;
  readonly sku?: string;
  readonly shopId?: string;
  /** The agent whom it is about, not the one who works on it. */
  readonly agentId?: string;
  readonly businessLine?: string;
}

/** Other cases that a case has to do with. */
export interface CaseLinks {
  /** The case in which this one goes on. */
  readonly mergedInto?: string;
  /** The cases that go on in this one. */
  readonly merged?: readonly string[];
  readonly splitFrom?: string;
  readonly split?: readonly string[];
}

/** From when on a case was in a status. */
export interface StatusInterval {
  readonly status: string;
  readonly clock: StatusClock;
  readonly from: Instant;
}

/** A clock of a case as far as its own history tells: when it ran. The target says how long it may. */
export interface ClockState {
  readonly metric: CaseMetric;
  readonly name?: string;
  /** How often it has started. */
  readonly cycle: number;
  /** When this cycle began; absent while it is not on. */
  readonly from?: Instant;
  /** When it ran; the last span is open while it does. A clock that goes on after a reopening keeps its earlier ones. */
  readonly spans: readonly ClockSpan[];
  /** When it last stopped, and whether the end of the case did it. */
  readonly stoppedAt?: Instant;
  readonly stoppedByEnd?: boolean;
}

/** From when to when a clock ran. One that waits for an appointment begins in the future. */
export interface ClockSpan {
  readonly from: Instant;
  readonly to?: Instant;
}

/** Something that happened, as clocks see it. */
export interface Moment {
  readonly kind:
    | "opened"
    | "moved"
    | "acknowledged"
    | "responded"
    | "message_received"
    | "followed_up"
    | "assigned"
    | "marked"
    | "appointment"
    | "merged";
  readonly at: Instant;
  /** The status that was left and the one that was entered. */
  readonly left?: string;
  readonly entered?: string;
  readonly clock?: StatusClock;
  readonly work?: "ended" | "reopened";
  readonly acknowledges?: true;
  /** It was written to a duplicate: no answer of this case before it was absorbed answers it. */
  readonly isUnanswered?: true;
  readonly followUp?: true;
  readonly to?: string;
  readonly mark?: string;
  readonly appointment?: AppointmentState;
  /** Until when an appointment is waited for. */
  readonly until?: Instant;
}

/** How a case was resolved. */
export interface CaseResolution {
  /** A code: replace, refund, repair, compensation, apology, training, or one of the shop's own. */
  readonly kind: string;
  /** What the customer got, where it can be counted. */
  readonly remedy?: Remedy;
  /** Whether the customer accepted it, where that is known. */
  readonly accepted?: boolean;
}

/** What was given: an amount of money as a decimal text, points, or a coupon. */
export type Remedy =
  | { readonly kind: "money"; readonly amount: string; readonly currency?: string }
  | { readonly kind: "points"; readonly points: number; readonly type?: string }
  | { readonly kind: "coupon"; readonly coupon: string };

/** A clock that has ended. It is `met` when it ended at its due instant or before. */
export interface EndedClock {
  readonly metric: CaseMetric;
  readonly name?: string;
  readonly cycle: number;
  readonly state: "met" | "breached";
  readonly due: Instant;
  readonly at: Instant;
  /** When the cycle began. */
  readonly from?: Instant;
  /** How much time was allowed and how much was used, in milliseconds of the target's time. */
  readonly total?: number;
  readonly elapsed?: number;
}

/** How a clock that has ended was measured: by which target, and when it ran. */
export interface MeasuredClock {
  readonly metric: CaseMetric;
  readonly name?: string;
  readonly cycle: number;
  readonly target: CaseTarget;
  readonly spans: readonly ClockSpan[];
}

/** A breach, or a step of the policy by its place in the list. */
export interface FiredStep {
  readonly metric: CaseMetric;
  readonly name?: string;
  readonly cycle: number;
  readonly step?: number;
  /** The policy whose step it was; a breach is that of any. */
  readonly policy?: PolicyRef;
  readonly at: Instant;
}

/** A policy of a version of the program. */
export type PolicyRef = Pick<PinnedPolicy, "id" | "version">;

/** What commands that may bring a text have: the text, or `true` where it was taken out. */
export interface TextCommand extends Command {
  /** At most 4,000 characters. It goes into the texts beside the case, never into an event. */
  readonly text?: string | true;
}

/** What commands about a case that is there have. A host event names the case and its customer again. */
export interface CaseCommand extends TextCommand {
  readonly caseId?: string;
  readonly customerId?: string;
}
