import { ClienteleError } from "../shared/errors.js";
import { recordedAtOf } from "../shared/envelope.js";
import type { Entry } from "../shared/repository.js";
import { nextDueDay } from "./advance.js";
import type { EventRecorded } from "./agenda.js";
import type { CustomerFile } from "./customer-file.js";
import type { ModuleDecision, ProgramContext } from "./island.js";
import { islands } from "./islands.js";
import { watchedCases } from "./islands/cases.js";
import { agendaKind } from "./records.js";

/** What was decided about: a host event, or the opening of balances. */
export interface DecidedAbout {
  readonly id: string;
  readonly type: string;
  readonly fingerprint: string;
}

/** Notes what was decided, which cases are open now, and when something is due next. */
export function keepAgenda(
  file: CustomerFile,
  { id, type, fingerprint }: DecidedAbout,
  decisions: readonly ModuleDecision[],
  context: ProgramContext,
): void {
  const { owner } = file;
  const before = file.read(agendaKind, owner);
  const recordedAt = recordedAtOf(context.now, before);
  const recorded: EventRecorded = {
    type: "program.event_recorded",
    id,
    occurredAt: recordedAt,
    recordedAt,
    of: context.of,
    event: type,
    decisions: decisions.map(({ module, ok, rejection }) => {
      return { module, ok, ...(rejection !== undefined && { code: rejection.code, message: rejection.message }) };
    }),
  };
  const nextDueOn = nextDueDay(file, islands, context);
  const agenda = {
    format: agendaKind.format,
    id: owner,
    owner,
    at: recordedAt,
    of: context.of,
    ...(nextDueOn !== undefined && { nextDueOn }),
    watchedCases: watchedCases(file, context),
  };
  file.put(agendaKind, agenda, { command: id, fingerprint, events: [recorded] });
}

/** What was decided the first time. Throws `command_reused` where it was about another body. */
export function decidedBefore({ fingerprint, events }: Entry, id: string, asked: string): readonly ModuleDecision[] {
  if (fingerprint !== asked) {
    throw new ClienteleError(
      "command_reused",
      `The event "${id}" was recorded before with another body; something new needs a new id.`,
      { command: id },
    );
  }
  const [recorded] = events as readonly EventRecorded[];
  return (recorded?.decisions ?? []).map(({ module, ok, code = "", message = "" }): ModuleDecision => {
    return ok ? { module, ok } : { module, ok, rejection: { code, message } };
  });
}
