import { refuse, type Decision, type Refused } from "../shared/decision.js";
import { envelopeOf } from "../shared/envelope.js";
import { instantOf, readInstant, type Instant } from "../shared/instants.js";
import type { AppointmentState, CaseAppointment } from "./appointment-model.js";
import type { CaseAppointmentEvent, CaseEvent } from "./event-model.js";
import type { CaseCommand, CasesContext, ServiceCase } from "./model.js";
import { movedByItself } from "./moved.js";
import { invalid, requireCaseCommand, requireCodes } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import type { AutomaticMove } from "./sections.js";
import { tooManyTexts, type TooManyTexts } from "./texts.js";
import { begin, finish, followed } from "./turn.js";
import { withVerdicts } from "./verdicts.js";

/** Agrees a window with the customer, its end not included. */
export interface SetAppointment extends CaseCommand {
  readonly type?: "case.appointment_set";
  readonly from: string;
  readonly to: string;
  /** Who goes there. */
  readonly agentId?: string;
}

/** The customer says yes to the window. */
export interface ConfirmAppointment extends CaseCommand {
  readonly type?: "case.appointment_confirmed";
}

/** Agrees another window; it has to be confirmed anew. */
export interface MoveAppointment extends CaseCommand {
  readonly type?: "case.appointment_moved";
  readonly from: string;
  readonly to: string;
  readonly agentId?: string;
}

/** How an appointment ended: it took place, somebody did not come, or it was called off. */
export interface EndAppointment extends CaseCommand {
  readonly type?: "case.appointment_ended";
  readonly outcome: "kept" | "missed" | "cancelled";
}

/** No appointment, or one that cannot be. */
export type WindowRejection =
  | {
      readonly code: "window_invalid";
      readonly message: string;
      readonly from: Instant;
      readonly to: Instant;
      readonly now: Instant;
    }
  | TooManyTexts;

/** Why an appointment is not set, in the order in which it is checked. */
export type SetAppointmentRejection =
  | InstantRejection
  | { readonly code: "case_ended"; readonly message: string; readonly status: string; readonly endedAt: Instant }
  | { readonly code: "appointment_pending"; readonly message: string; readonly from: Instant; readonly to: Instant }
  | WindowRejection;

/** There is no appointment that could still be changed. */
export interface NoAppointment {
  readonly code: "no_appointment";
  readonly message: string;
  readonly appointments: number;
}

/**
 * Agrees an appointment: a visit on site, a call back (需提前预约). A clock whose target says so stands still until the
 * window opens, for the customer chose it; it runs again by itself, and at once when the appointment is missed or
 * cancelled before.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `case_ended`, `appointment_pending`,
 * `window_invalid`, `too_many_texts`.
 */
export function setAppointment(
  serviceCase: ServiceCase,
  command: SetAppointment,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, SetAppointmentRejection> {
  requireCaseCommand(command, serviceCase);
  requireCodes({ agentId: command.agentId });
  const window = windowOf(command);
  const impossible = impossibleInstant(command, serviceCase, context.now);
  if (impossible !== undefined) return refuse(impossible);
  const { endedAt, status } = serviceCase;
  if (endedAt !== undefined) {
    const message = `The case ended in "${status}" at ${endedAt}; reopen it first.`;
    return refuse({ code: "case_ended", message, status, endedAt });
  }
  const pending = pendingOf(serviceCase);
  if (pending !== undefined) {
    const { from, to } = pending;
    const message = `There is an appointment from ${from} to ${to}; move it or cancel it.`;
    return refuse({ code: "appointment_pending", message, from, to });
  }
  const refused = windowRefused(window, context.now) ?? tooManyTexts(serviceCase, command);
  if (refused !== undefined) return refuse(refused);
  const { agentId } = command;
  const appointment: CaseAppointment = {
    id: command.id,
    ...window,
    state: "set",
    ...(agentId !== undefined && { agentId }),
    moves: 0,
  };
  return agreed(serviceCase, command, { type: "case.appointment_set", appointment }, context, "appointment_set");
}

/**
 * Records that the customer confirmed the window.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `no_appointment`, `too_many_texts`.
 */
export function confirmAppointment(
  serviceCase: ServiceCase,
  command: ConfirmAppointment,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, InstantRejection | NoAppointment | TooManyTexts> {
  const found = pendingFor(serviceCase, command, context);
  if ("rejection" in found) return found;
  const appointment: CaseAppointment = { ...found.appointment, state: "confirmed" };
  return agreed(serviceCase, command, { type: "case.appointment_confirmed", appointment }, context);
}

/**
 * Moves an appointment to another window; the customer confirms it anew.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `no_appointment`, `too_many_texts`,
 * `window_invalid`.
 */
export function moveAppointment(
  serviceCase: ServiceCase,
  command: MoveAppointment,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, InstantRejection | NoAppointment | WindowRejection> {
  const window = windowOf(command);
  requireCodes({ agentId: command.agentId });
  const found = pendingFor(serviceCase, command, context);
  if ("rejection" in found) return found;
  const refused = windowRefused(window, context.now);
  if (refused !== undefined) return refuse(refused);
  const { agentId = found.appointment.agentId } = command;
  const appointment: CaseAppointment = {
    ...found.appointment,
    ...window,
    state: "set",
    ...(agentId !== undefined && { agentId }),
    moves: found.appointment.moves + 1,
  };
  return agreed(serviceCase, command, { type: "case.appointment_moved", appointment }, context);
}

/**
 * Ends an appointment: it was kept, missed (whoever did not come), or cancelled. Where the workflow says so, the case
 * goes on by itself.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `no_appointment`, `too_many_texts`.
 */
export function endAppointment(
  serviceCase: ServiceCase,
  command: EndAppointment,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, InstantRejection | NoAppointment | TooManyTexts> {
  const { outcome } = command;
  if (!outcomes.includes(outcome))
    throw invalid("outcome", `${JSON.stringify(outcome)} is not one of ${outcomes.join(", ")}`);
  const found = pendingFor(serviceCase, command, context);
  if ("rejection" in found) return found;
  const appointment: CaseAppointment = { ...found.appointment, state: outcome };
  const event = { type: `case.appointment_${outcome}`, appointment } as const;
  return agreed(serviceCase, command, event, context, "appointment_ended");
}

const outcomes: readonly AppointmentState[] = ["kept", "missed", "cancelled"];

function agreed(
  serviceCase: ServiceCase,
  command: CaseCommand,
  what: Pick<CaseAppointmentEvent, "type" | "appointment">,
  context: CasesContext,
  trigger?: AutomaticMove["event"],
): { readonly ok: true; readonly state: ServiceCase; readonly events: readonly CaseEvent[] } {
  const turn = begin(serviceCase, context);
  const event: CaseAppointmentEvent = {
    ...envelopeOf(command, turn.recordedAt, context.cases.of, "when_recorded"),
    ...what,
    ended: [],
    ...(command.text !== undefined && { text: true }),
  };
  const told = followed(turn, withVerdicts(turn.serviceCase, event, context), context);
  return finish(trigger === undefined ? told : movedByItself(told, trigger, command, context), context);
}

function pendingFor(
  serviceCase: ServiceCase,
  command: CaseCommand,
  context: CasesContext,
): { readonly appointment: CaseAppointment } | Refused<InstantRejection | NoAppointment | TooManyTexts> {
  requireCaseCommand(command, serviceCase);
  const impossible = impossibleInstant(command, serviceCase, context.now);
  if (impossible !== undefined) return refuse(impossible);
  const appointment = pendingOf(serviceCase);
  if (appointment === undefined) {
    const { appointments } = serviceCase;
    const message = "There is no appointment that could still be changed; set one.";
    return refuse({ code: "no_appointment", message, appointments });
  }
  const excess = tooManyTexts(serviceCase, command);
  return excess === undefined ? { appointment } : refuse(excess);
}

function pendingOf({ appointment }: ServiceCase): CaseAppointment | undefined {
  return appointment?.state === "set" || appointment?.state === "confirmed" ? appointment : undefined;
}

interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

function windowOf({ from, to }: { readonly from: string; readonly to: string }): Window {
  return { from: readInstant(from, "from"), to: readInstant(to, "to") };
}

function windowRefused(
  { from, to }: Window,
  date: Date,
): Extract<WindowRejection, { readonly code: "window_invalid" }> | undefined {
  const now = instantOf(date);
  if (from < to && to > now) return undefined;
  const why = from < to ? `is over at ${now}` : "ends before it begins";
  return { code: "window_invalid", message: `The window from ${from} to ${to} ${why}.`, from, to, now };
}
