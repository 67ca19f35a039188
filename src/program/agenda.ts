import type { Day } from "../shared/days.js";
import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";

/**
 * What is still to come for a customer: the next local day on which time alone will do something, and the cases for
 * which time can still do something. Its history has one entry for every host event about the customer, with what each module decided.
 */
export interface Agenda extends RecordEnvelope {
  readonly nextDueOn?: Day;
  readonly watchedCases: readonly string[];
}

/** What the modules decided about one host event; a repeat of the event gives it again. */
export interface EventRecorded extends EventEnvelope {
  readonly type: "program.event_recorded";
  /** The type of the host event. */
  readonly event: string;
  readonly decisions: readonly RecordedDecision[];
}

/** One module's yes or no, as far as it is kept: which events, or why not. */
export interface RecordedDecision {
  readonly module: string;
  readonly ok: boolean;
  readonly code?: string;
  readonly message?: string;
}
