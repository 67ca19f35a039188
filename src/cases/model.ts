import type { Calendars, HolidayData } from "../calendar/model.js";
import type { Facts } from "../conditions/fact-spec.js";
import type { Command, EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import type { CaseMetric, CaseRules, CaseType, PinnedPolicy, StatusClock } from "./sections.js";

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
  /** What the rules of priority ask about, when a case is opened. */
  readonly facts?: Facts;
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
  readonly priority: string;
  readonly severity?: string;
  readonly channel?: string;
  readonly category?: string;
  readonly kind?: string;
  /** The thing in the host's world that it is about: an order. */
  readonly about?: string;
  readonly sku?: string;
  /** A role. */
  readonly assignedTo?: string;
  /** The role that was told last that a target is near or missed. */
  readonly escalatedTo?: string;
  readonly openedAt: Instant;
  readonly status: string;
  /** Every status the case has been in, each until the next begins; at most 500. */
  readonly intervals: readonly StatusInterval[];
  /** How often the shop has taken the case on: 1, and one more with every reopening. */
  readonly cycle: number;
  readonly cycleFrom: Instant;
  /** When the customer was first answered, by a message or by the end of the case. */
  readonly answeredAt?: Instant;
  /** When the shop answered last. */
  readonly respondedAt?: Instant;
  /** The oldest message of the customer that is not answered. */
  readonly waitingSince?: Instant;
  /** How often the customer has waited for a further answer. */
  readonly waits: number;
  readonly responses: number;
  readonly resolution?: CaseResolution;
  readonly rootCause?: string;
  /** When the work of this cycle was done. Absent while the case is open. */
  readonly endedAt?: Instant;
  /** Since when a follow-up is owed. */
  readonly followUpFrom?: Instant;
  readonly followUps: number;
  /** Clocks that have ended, each with its verdict, which nothing changes any more; the last 200. */
  readonly ended: readonly EndedClock[];
  /** Breaches and escalation steps that have happened, the last 200; each happens once. */
  readonly fired: readonly FiredStep[];
  /** How many texts lie in the document beside the case. */
  readonly texts: number;
  /** How many events time alone has caused so far. */
  readonly settled: number;
}

/** From when on a case was in a status. */
export interface StatusInterval {
  readonly status: string;
  readonly clock: StatusClock;
  readonly from: Instant;
}

/** How a case was resolved. */
export interface CaseResolution {
  /** A code of the shop's own: replaced, refunded, explained. */
  readonly kind: string;
  /** Whether the customer accepted it, where that is known. */
  readonly accepted?: boolean;
}

/** A clock that has ended. It is `met` when it ended at its due instant or before. */
export interface EndedClock {
  readonly metric: CaseMetric;
  readonly cycle: number;
  readonly state: "met" | "breached";
  readonly due: Instant;
  readonly at: Instant;
}

/** A breach, or a step of the policy by its place in the list. */
export interface FiredStep {
  readonly metric: CaseMetric;
  readonly cycle: number;
  readonly step?: number;
  readonly at: Instant;
}

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

/** Everything that can happen to a case. No event holds what somebody wrote. */
export type CaseEvent =
  CaseOpening | CaseMove | CaseResponse | CaseMessage | CaseFollowUp | CaseBreach | CaseEscalation;

/** A case was opened. */
export interface CaseOpening extends EventEnvelope {
  readonly type: "case.opened";
  readonly caseId: string;
  readonly caseType: CaseType;
  readonly customerId?: string;
  readonly policy: PinnedPolicy;
  readonly priority: string;
  readonly severity?: string;
  readonly channel?: string;
  readonly category?: string;
  readonly kind?: string;
  readonly sku?: string;
  readonly assignedTo?: string;
  readonly text?: true;
}

/**
 * A case came into another status: one that stops the clock after the work (`resolved`), one without a way out
 * (`closed`), back to work (`reopened`), or any other (`moved`).
 */
export interface CaseMove extends EventEnvelope {
  readonly type: "case.moved" | "case.resolved" | "case.closed" | "case.reopened";
  readonly to: string;
  readonly clock: StatusClock;
  readonly resolution?: CaseResolution;
  readonly rootCause?: string;
  /** The clocks that this ended. */
  readonly ended: readonly EndedClock[];
  /** Set when a follow-up is owed from now on. */
  readonly followUp?: true;
  /** When somebody says it happened, where it counts later. */
  readonly happenedAt?: Instant;
  readonly text?: true;
}

/** The shop answered the customer. */
export interface CaseResponse extends EventEnvelope {
  readonly type: "case.responded";
  readonly ended: readonly EndedClock[];
  readonly text?: true;
}

/** The customer wrote or called again. */
export interface CaseMessage extends EventEnvelope {
  readonly type: "case.message_received";
  readonly text?: true;
}

/** The shop asked whether all is well. */
export interface CaseFollowUp extends EventEnvelope {
  readonly type: "case.followed_up";
  readonly outcome: FollowUpOutcome;
  readonly ended: readonly EndedClock[];
  readonly text?: true;
}

/** What came of a follow-up. Somebody who was not reached is still owed one. */
export type FollowUpOutcome = "satisfied" | "unsatisfied" | "not_reached";

/** A target was missed. It happened at the due instant. */
export interface CaseBreach extends EventEnvelope {
  readonly type: "case.breached";
  readonly metric: CaseMetric;
  readonly cycle: number;
  /** Its place among what time alone has caused to this case. */
  readonly settled: number;
}

/** A step of the policy was due: its role is to be told. */
export interface CaseEscalation extends EventEnvelope {
  readonly type: "case.escalated";
  readonly metric: CaseMetric;
  readonly cycle: number;
  readonly step: number;
  readonly to: string;
  readonly settled: number;
}
