import type { Agent } from "../cases/agent-model.js";
import type { Decision, Rejection } from "../shared/decision.js";
import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import type { RecordKind } from "../shared/record-kind.js";
import type { Ref } from "../shared/repository.js";
import type { HolidayData } from "../calendar/model.js";
import type { Facts } from "../conditions/fact-spec.js";
import type { CustomerFile } from "./customer-file.js";
import type { Program } from "./document.js";
import type { HostEvent } from "./host-events.js";

/** What the bridges take: the program, and the caller's clock. */
export interface ProgramContext extends Program {
  readonly now: Date;
  /** Holiday data by the name that calendars give it. */
  readonly holidays?: Readonly<Record<string, HolidayData>>;
  /** Who works on cases, as the host knows them now. Where it is given, only they can be assigned. */
  readonly agents?: readonly Agent[];
}

/** A module's answer to a host event: its events, or its reason. */
export interface ModuleDecision {
  readonly module: string;
  readonly ok: boolean;
  readonly events?: readonly EventEnvelope[];
  readonly rejection?: Rejection;
}

/** A host event that is being recorded, and the fingerprint by which all commands that it causes are compared. */
export interface Asked {
  readonly event: HostEvent;
  readonly fingerprint: string;
}

/** One island as the bridge sees it. What does not concern it, it leaves out. */
export interface Island {
  readonly module: string;
  /** The records that it needs, for an event or for time passing. */
  readonly refs: (owner: string, event: HostEvent | undefined, context: ProgramContext) => readonly Ref[];
  /** What an event does to its records. `facts` are those before the event. */
  readonly take?: (
    file: CustomerFile,
    asked: Asked,
    context: ProgramContext,
    facts: Facts,
  ) => readonly ModuleDecision[];
  /** What follows from the facts as they are now, after an event or at an instant. */
  readonly follow?: (file: CustomerFile, cause: Cause, context: ProgramContext) => readonly ModuleDecision[];
  /** What time alone has done to its own records up to `now`. */
  readonly settle?: (file: CustomerFile, context: ProgramContext) => void;
  /** Instants after `now` at which time may change something; the earliest is looked at. */
  readonly next?: (file: CustomerFile, context: ProgramContext) => readonly (Instant | undefined)[];
  /** The same for what comes again every year, whether or not it ever changes anything. */
  readonly everyYear?: (file: CustomerFile, context: ProgramContext) => readonly Instant[];
}

/** What a consequence follows from: a host event, or an instant. */
export interface Cause {
  readonly id: string;
  readonly fingerprint: string;
}

/** The thing that a host event is about: an order, a case, or the event itself. */
export function aboutOf(event: HostEvent): string {
  if ("orderId" in event && event.orderId !== undefined) return event.orderId;
  if ("caseId" in event && event.caseId !== undefined) return event.caseId;
  if ("responseId" in event && event.responseId !== undefined) return event.responseId;
  return event.id;
}

/** Stores what a module decided, and answers for it. A decision without events changes nothing and leaves no entry. */
export function accept<State extends RecordEnvelope>(
  file: CustomerFile,
  kind: RecordKind<State>,
  module: string,
  decision: Decision<State, EventEnvelope, Rejection>,
  command: { readonly id: string; readonly about?: string; readonly fingerprint: string },
): ModuleDecision {
  if (!decision.ok) return { module, ok: false, rejection: decision.rejection };
  const { state, events } = decision;
  const { id, about, fingerprint } = command;
  if (events.length > 0) {
    file.put(kind, state, { command: id, ...(about !== undefined && { about }), fingerprint, events });
  }
  return { module, ok: true, events };
}
