import { addDays } from "../shared/days.js";
import { startOfDay } from "../calendar/zones.js";
import type { Agenda } from "../program/agenda.js";
import { agendaKind } from "../program/records.js";
import { scoresKind } from "../segments/records.js";
import type { Storage } from "../shared/storage.js";
import { requireSame } from "./contract/demand.js";
import { eventsOf, requireSameRecords } from "./program-demands.js";
import type { ProgramTrial } from "./program-laws.js";
import { requireSettled } from "./program-settled.js";
import { instantsOf, playHistory, sweep, type Sweeping } from "./program-play.js";
import { seededChance } from "./seeded.js";
import { storedHistories } from "./stored.js";

const dayInMillis = 86_400_000;

/**
 * Throws unless due work leaves the same bytes whenever it is done (once at the end, daily, weekly, at random, twice
 * over, customer by customer) and nothing more to settle.
 */
export async function requireSweep(trial: ProgramTrial): Promise<void> {
  const end = Math.max(...instantsOf(trial.history)) + 300 * dayInMillis;
  const never = await trial.makeStorage();
  await playHistory(never, trial.history, trial);
  await sweep(never, end, trial);
  for (const [name, sweeping] of waysToSweep(trial.seed)) {
    const swept = await trial.makeStorage();
    await playHistory(swept, trial.history, trial, sweeping);
    await sweep(swept, end, trial, sweeping.limit);
    await requireSettled(swept, end, trial);
    await requireSameRecords(`due work ${name}, compared with once at the end`, swept, never);
  }
}

/** When due work may be done, each under its name. */
export function waysToSweep(seed: number): readonly (readonly [string, Sweeping])[] {
  const chance = seededChance(seed + 1);
  const atRandom = (from: number, to: number): readonly number[] => {
    const times = Array.from({ length: to > from ? chance.below(4) : 0 }, () => from + 1 + chance.below(to - from));
    return times.sort((left, right) => left - right);
  };
  return [
    ["daily", { between: every(1) }],
    ["weekly", { between: every(7) }],
    ["at random", { between: atRandom }],
    ["in slices, twice", { between: every(5), limit: 1, times: 2 }],
  ];
}

/** Every so many days, at three in the night in UTC. */
function every(days: number): Sweeping["between"] {
  const step = days * dayInMillis;
  return (from, to) => {
    const first = Math.ceil((from + 1 - nightInMillis) / step) * step + nightInMillis;
    return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, n) => first + n * step);
  };
}

const nightInMillis = 3 * 3_600_000;

/**
 * Throws unless, after everything due was done, nothing happens to anybody before the earliest day that agendas name,
 * something does on it to whom they name it for, and so on; and nothing at all where they name none.
 */
export async function requireAgenda(trial: ProgramTrial): Promise<void> {
  const { zone } = trial.program;
  const storage = await trial.makeStorage();
  await playHistory(storage, trial.history, trial);
  let now = Math.max(...instantsOf(trial.history));
  for (let step = 0; step < mostDays; step++) {
    await sweep(storage, now, trial);
    const before = await caused(storage);
    const agendas = await agendasOf(storage);
    const day = agendas.flatMap(({ nextDueOn }) => nextDueOn ?? []).sort()[0];
    const start = day === undefined ? now + yearsInMillis : startOfDay(day, zone);
    if (start > now) await sweep(storage, start - 1, trial);
    requireSame(`what time caused before ${day ?? "years had passed"}`, await caused(storage), before);
    await requireSettled(storage, Math.max(now, start - 1), trial);
    if (day === undefined) return;
    now = Math.max(now, startOfDay(addDays(day, 1), zone) - 1);
    await sweep(storage, now, trial);
    const after = await caused(storage);
    for (const { owner } of agendas.filter(({ nextDueOn }) => nextDueOn === day)) {
      requireSame(`something happens to ${owner} on ${day}`, (after[owner] ?? 0) > (before[owner] ?? 0), true);
    }
  }
}

const mostDays = 12;
const yearsInMillis = 1500 * dayInMillis;

async function agendasOf(storage: Storage): Promise<readonly Agenda[]> {
  const page = await storage.records(agendaKind.kind, { limit: 500 });
  return page.map(({ record }) => record as Agenda);
}

/** How many events there are of each customer. Scores do not stand in an agenda: they are made for everybody at once. */
async function caused(storage: Storage): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { ref, entries } of await storedHistories(storage)) {
    if (ref.kind === scoresKind.kind) continue;
    counts[ref.owner] = (counts[ref.owner] ?? 0) + eventsOf({ entries }).length;
  }
  return counts;
}
