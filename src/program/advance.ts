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
    const next = comingNext(file, islands, context, at);
    if (next === undefined || next.at > until) return;
    pass(file, islands, context, next.at);
    at = next.at;
  }
}

/** The local day on which time alone will do something next; undefined when nothing is to come. */
export function nextDueDay(file: CustomerFile, islands: readonly Island[], context: ProgramContext): Day | undefined {
  const ahead = file.fork();
  const known = ahead.events().length;
  let at = instantOf(context.now);
  let last = at;
  for (let i = 0; i < mostInstants; i++) {
    const next = comingNext(ahead, islands, context, at);
    if (next === undefined || (next.isYearly && millisOf(next.at) > millisOf(last) + yearInMillis)) return undefined;
    pass(ahead, islands, context, next.at);
    if (ahead.events().length > known) return localDay(next.at, context.zone);
    if (!next.isYearly) last = next.at;
    at = next.at;
  }
  return localDay(at, context.zone);
}

/** What comes every year and changed nothing in a year in which nothing else was to come never will. */
const yearInMillis = 367 * 86_400_000;

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

/** The next instant at which something may happen, and whether only what comes every year is left. */
interface Coming {
  readonly at: Instant;
  readonly isYearly: boolean;
}

function comingNext(
  file: CustomerFile,
  islands: readonly Island[],
  context: ProgramContext,
  after: Instant,
): Coming | undefined {
  const then = { ...context, now: new Date(millisOf(after)) };
  const once = earliest(
    islands.flatMap(({ next }) => next?.(file, then) ?? []),
    after,
  );
  const yearly = islands.flatMap(({ everyYear }) => everyYear?.(file, then) ?? []);
  const at = earliest([once, ...yearly], after);
  return at === undefined ? undefined : { at, isYearly: once === undefined };
}

function earliest(instants: readonly (Instant | undefined)[], after: Instant): Instant | undefined {
  return instants.filter((instant): instant is Instant => instant !== undefined && instant > after).sort()[0];
}
