import { localDay, startOfDay } from "../calendar/zones.js";
import type { Day } from "../shared/days.js";
import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import { agendaKind } from "./records.js";
import type { CustomerFile } from "./customer-file.js";
import type { Cause, Island, ProgramContext } from "./island.js";

/** How far ahead the next due day is looked for, in instants at which something may happen. */
const mostInstants = 2_000;

/**
 * Brings a customer's records to `now`: at every instant at which time may change something, the islands settle in
 * their order, and what follows from the changed facts is decided there and then. So the records do not depend on how
 * often this runs.
 */
export function advance(file: CustomerFile, islands: readonly Island[], context: ProgramContext): void {
  const until = instantOf(context.now);
  for (let at = startOf(file, context); at !== undefined;) {
    const next = nextInstant(file, islands, context, at);
    if (next === undefined || next > until) return;
    pass(file, islands, context, next);
    at = next;
  }
}

/** The local day on which time alone will do something next; undefined when nothing is to come. */
export function nextDueDay(file: CustomerFile, islands: readonly Island[], context: ProgramContext): Day | undefined {
  const ahead = file.fork();
  const known = ahead.events().length;
  let at: Instant | undefined = instantOf(context.now);
  for (let i = 0; i < mostInstants; i++) {
    at = nextInstant(ahead, islands, context, at);
    if (at === undefined) return undefined;
    pass(ahead, islands, context, at);
    if (ahead.events().length > known) return localDay(at, context.zone);
  }
  return at === undefined ? undefined : localDay(at, context.zone);
}

/** What follows from an event or an instant, island after island. */
export function followAll(
  file: CustomerFile,
  islands: readonly Island[],
  cause: Cause,
  context: ProgramContext,
): ReturnType<NonNullable<Island["follow"]>> {
  return islands.flatMap(({ follow }) => follow?.(file, cause, context) ?? []);
}

function pass(file: CustomerFile, islands: readonly Island[], context: ProgramContext, at: Instant): void {
  const then = { ...context, now: new Date(at) };
  for (const { settle } of islands) settle?.(file, then);
  followAll(file, islands, { id: `due/${at}`, fingerprint: "" }, then);
}

/**
 * Where to go on from. Before the day that the agenda names nothing happens, so nothing before it is looked at; a
 * customer without such a day has nothing to come.
 */
function startOf(file: CustomerFile, { zone }: ProgramContext): Instant | undefined {
  const agenda = file.read(agendaKind, file.owner);
  if (agenda?.nextDueOn === undefined) return undefined;
  const justBefore = instantOf(startOfDay(agenda.nextDueOn, zone) - 1);
  return justBefore > agenda.at ? justBefore : agenda.at;
}

function nextInstant(
  file: CustomerFile,
  islands: readonly Island[],
  context: ProgramContext,
  after: Instant,
): Instant | undefined {
  const then = { ...context, now: new Date(millisOf(after)) };
  const instants = islands.flatMap(({ next }) => next?.(file, then) ?? []);
  return instants.filter((instant): instant is Instant => instant !== undefined && instant > after).sort()[0];
}
