import { localDay } from "../calendar/zones.js";
import type { Day } from "../shared/days.js";
import type { EventEnvelope } from "../shared/envelope.js";
import { instantOf } from "../shared/instants.js";
import type { Change } from "../shared/repository.js";
import { withRetry } from "../shared/retry.js";
import { commitMany, type Storage } from "../shared/storage.js";
import { advance, nextDueDay } from "./advance.js";
import type { Agenda } from "./agenda.js";
import { agendaKind } from "./records.js";
import { scoreBases } from "./base.js";
import { bringCasesToNow } from "./bring-cases.js";
import type { ProgramContext } from "./island.js";
import { islands } from "./islands.js";
import { watchedCases } from "./islands/cases.js";
import { openCustomer, openCustomers, type OpenedCustomer } from "./open-customer.js";

/** One slice of due work. */
export interface DueContext extends ProgramContext {
  /** The most owners to bring to `now` this time, customers or cases of nobody known: 500 when left out. */
  readonly limit?: number;
}

/** What a slice did. */
export interface DueDone {
  /** Whether nothing is left to do at this `now`. */
  readonly done: boolean;
  /** Owners brought to `now`: customers, and cases of nobody known. */
  readonly processed: number;
  /** Owners still due. */
  readonly remaining: number;
  /** How many events of each type time has caused. */
  readonly counts: Readonly<Record<string, number>>;
}

const pageSize = 500;

/** Owners who are brought to `now` together. */
const batchSize = 100;

/**
 * Does what is due at `now`: brings customers whose next due day has come to `now`, and cases of nobody known, which are
 * their own owners; then does the work over the whole base (scores by quintile). One call does one slice; call it again
 * until it is `done`. The library has no timers: a host's job runner calls this as often or as late as it likes, and the
 * records do not depend on when.
 */
export async function runDue(storage: Storage, context: DueContext): Promise<DueDone> {
  const { limit = 500 } = context;
  const on = localDay(instantOf(context.now), context.zone);
  const counts: Record<string, number> = {};
  const count = (type: string): void => void (counts[type] = (counts[type] ?? 0) + 1);
  let processed = 0;
  for (let after = ""; ;) {
    const page = await storage.due({ on, limit: batchSize, after });
    for (const owners = [...page]; owners.length > 0;) {
      if (processed === limit) return { done: false, processed, remaining: await countDue(storage, on), counts };
      for (const events of await bringAllToNow(storage, owners.splice(0, limit - processed), context)) {
        processed += 1;
        events.forEach(({ type }) => count(type));
      }
    }
    if (page.length < batchSize) break;
    after = page.at(-1) ?? after;
  }
  (await scoreBases(storage, context)).forEach(count);
  return { done: true, processed, remaining: 0, counts };
}

/** Brings owners to `now`, one commit each: the events of those for whom something was due by now. */
async function bringAllToNow(
  storage: Storage,
  owners: readonly string[],
  context: ProgramContext,
): Promise<readonly (readonly EventEnvelope[])[]> {
  const opened = await openCustomers(
    storage,
    owners.map((owner) => ({ owner })),
    context,
  );
  const brought = opened.map((customer) => broughtToNow(customer, context));
  const committed = await commitMany(
    storage,
    brought.map((one) => one?.changes ?? []),
  );
  const events: (readonly EventEnvelope[] | undefined)[] = [];
  for (const [i, owner] of owners.entries()) {
    if (!hasCome(opened[i]?.agenda, context)) events.push(await bringCasesToNow(storage, owner, context));
    else events.push(committed[i] === undefined ? brought[i]?.events : await bringToNow(storage, owner, context));
  }
  return events.filter((one) => one !== undefined);
}

/** Another writer was faster: this customer is brought to `now` alone. */
function bringToNow(
  storage: Storage,
  owner: string,
  context: ProgramContext,
): Promise<readonly EventEnvelope[] | undefined> {
  return withRetry(storage, owner, async (port) => {
    const brought = broughtToNow(await openCustomer(port, { owner }, context), context);
    await port.commit(brought?.changes ?? []);
    return brought?.events;
  });
}

interface Brought {
  readonly events: readonly EventEnvelope[];
  readonly changes: readonly Change[];
}

/** A customer at `now`; undefined when what is due today is still to come. */
function broughtToNow({ file, agenda }: OpenedCustomer, context: ProgramContext): Brought | undefined {
  if (agenda === undefined || !hasCome(agenda, context)) return undefined;
  advance(file, islands, context);
  const events = file.events();
  const { nextDueOn: _, ...rest } = agenda;
  const nextDueOn = nextDueDay(file, islands, context);
  if (events.length === 0 && nextDueOn === agenda.nextDueOn) return undefined;
  const watched = watchedCases(file, context);
  const after: Agenda = { ...rest, ...(nextDueOn !== undefined && { nextDueOn }), watchedCases: watched };
  file.put(agendaKind, after);
  return { events, changes: file.changes() };
}

/** Whether the day of an agenda has come. Where it has not, what is due is a case that the agenda does not know. */
function hasCome(agenda: Agenda | undefined, { now, zone }: ProgramContext): boolean {
  return agenda?.nextDueOn !== undefined && agenda.nextDueOn <= localDay(instantOf(now), zone);
}

/** Who has something due on a day, in order, a page at a time. */
async function* dueOwners(storage: Storage, on: Day): AsyncGenerator<string> {
  for (let after: string | undefined; ;) {
    const page: readonly string[] = await storage.due({ on, limit: pageSize, ...(after !== undefined && { after }) });
    yield* page;
    if (page.length < pageSize) return;
    after = page.at(-1);
  }
}

async function countDue(storage: Storage, on: Day): Promise<number> {
  let count = 0;
  for await (const _ of dueOwners(storage, on)) count += 1;
  return count;
}
