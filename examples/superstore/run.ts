import { addDays, isClienteleError, recordEvent, runDue, startOfDay, weekdayOf } from "clientele";
import type { Day, Program, Storage } from "clientele";
import { seededChance } from "clientele/testing";
import type { ShopEvent } from "./orders.js";
import type { BadRow } from "../support/csv.js";

/** On which days what is due is done. It is done once more at the end in any case. */
export type Schedule = (day: Day) => boolean;

/** `daily`, `weekly` (on Sundays), `end` or `random:7` (one day in ten); undefined for anything else. */
export function scheduleOf(text: string): Schedule | undefined {
  if (text === "daily") return () => true;
  if (text === "weekly") return (day) => weekdayOf(day) === 7;
  if (text === "end") return () => false;
  const [, seed] = /^random:(\d{1,9})$/.exec(text) ?? [];
  const chance = seededChance(Number(seed));
  return seed === undefined ? undefined : () => chance.below(10) === 0;
}

/** What a run came to. */
export interface RunResult {
  readonly recorded: number;
  /** Recorded by an earlier run already. */
  readonly repeated: number;
  /** What a module did not do: its codes. */
  readonly refused: readonly string[];
  readonly bad: readonly BadRow[];
  /** The end of the last day. */
  readonly now: Date;
}

/** Records the events day by day, each at its own time, and does what is due at the end of the days of the schedule. */
export async function runShop(
  storage: Storage,
  events: readonly ShopEvent[],
  program: Program,
  how: { readonly file: string; readonly isDueOn: Schedule; readonly onEvent: () => void },
): Promise<RunResult> {
  const recorded: string[] = [];
  const repeated: string[] = [];
  const refused: string[] = [];
  const bad: BadRow[] = [];
  const endOf = (day: Day): Date => new Date(startOfDay(addDays(day, 1), program.zone));
  let today = events[0]?.day ?? "";
  for (const { day, line, event } of events) {
    for (; today < day; today = addDays(today, 1)) if (how.isDueOn(today)) await doDue(storage, program, endOf(today));
    try {
      const context = { ...program, now: new Date(event.occurredAt) };
      const { replayed, decisions } = await recordEvent(storage, event, context);
      (replayed ? repeated : recorded).push(event.id);
      refused.push(...decisions.flatMap(({ rejection }) => rejection?.code ?? []));
    } catch (thrown) {
      if (!isClienteleError(thrown, "command_invalid")) throw thrown;
      bad.push({ file: how.file, line, reason: `${event.id}: ${thrown.message}` });
    }
    how.onEvent();
  }
  await doDue(storage, program, endOf(today));
  return { recorded: recorded.length, repeated: repeated.length, refused, bad, now: endOf(today) };
}

async function doDue(storage: Storage, program: Program, now: Date): Promise<void> {
  for (let done = false; !done;) ({ done } = await runDue(storage, { ...program, now }));
}
