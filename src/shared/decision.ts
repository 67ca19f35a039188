import { ClienteleError } from "./errors.js";

/** Yes: the record as it is now, and the events that made it so. */
export interface Accepted<State, Event> {
  readonly ok: true;
  readonly state: State;
  readonly events: readonly Event[];
}

/** No: nothing was written, and the same command id may be tried again. */
export interface Refused<Rejection> {
  readonly ok: false;
  readonly rejection: Rejection;
}

/** What every rejection has; each write adds the numbers that its caller needs next. */
export interface Rejection {
  readonly code: string;
  /** An English sentence with the numbers in it. Hosts that speak other languages go by `code`. */
  readonly message: string;
}

/** The answer of a write: "the business says no" is a value, not an exception. */
export type Decision<State, Event, Reason> = Accepted<State, Event> | Refused<Reason>;

/**
 * The accepted arm of a decision, or an error `rejected` that carries the rejection: for scripts and tests, where a
 * "no" is a bug.
 *
 * @example
 * ```ts
 * import { must } from "clientele";
 *
 * must({ ok: true, state: 7, events: [] }).state; // => 7
 * must({ ok: false, rejection: { code: "hold_unknown", message: "No hold h_1." } }); // throws rejected
 * ```
 */
export function must<State, Event, Reason extends Rejection>(
  decision: Decision<State, Event, Reason>,
): Accepted<State, Event> {
  if (decision.ok) return decision;
  throw new ClienteleError("rejected", `${decision.rejection.code}: ${decision.rejection.message}`, {
    rejection: decision.rejection,
  });
}

/** A refusal, typed by its rejection. */
export function refuse<Reason extends Rejection>(rejection: Reason): Refused<Reason> {
  return { ok: false, rejection };
}
