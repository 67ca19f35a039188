import { isDay, type Day } from "../shared/days.js";
import { ClienteleError } from "../shared/errors.js";
import type { Storage } from "../shared/storage.js";
import type { Program } from "./document.js";
import { monthRef, rollUpRef } from "./roll-up.js";
import type { MonthTotals, RollUp, Totals } from "./roll-up-model.js";
import { addTotals, noTotals } from "./totals-of.js";

/** Which days to read: from one local day to another, both among them. */
export interface TotalsContext extends Pick<Program, "id"> {
  readonly from: Day;
  readonly to: Day;
}

/** The totals of some days. */
export interface ProgramTotals {
  /** The days on which something counted, oldest first. */
  readonly days: readonly DayTotals[];
  readonly sum: Totals;
  /** How many entries `rollUp` has counted so far, of all days. */
  readonly entries: number;
}

/** The totals of one local day. */
export interface DayTotals extends Totals {
  readonly day: Day;
}

/** The most months that are read at once: ten years. */
const mostMonths = 120;

/**
 * The totals that `rollUp` has counted, from one local day to another, day by day and together: as far as it has come,
 * without looking at any customer. Throws `command_invalid` for days that are none, that are in the wrong order, or that
 * lie more than 120 months apart.
 */
export async function programTotals(storage: Storage, context: TotalsContext): Promise<ProgramTotals> {
  const { id: owner, from, to } = context;
  const refs = [rollUpRef(owner), ...monthsBetween(from, to).map((month) => monthRef(owner, month))];
  const [run, ...months] = await storage.loadOwner(refs.map((ref) => ({ ref, lookup: {} })));
  const days = months.flatMap(({ record }) => Object.entries((record as MonthTotals | undefined)?.days ?? {}));
  const meant = days.filter(([day]) => day >= from && day <= to).sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    days: meant.map(([day, totals]) => ({ day, ...totals })),
    sum: meant.reduce((sum, [, totals]) => addTotals(sum, totals), noTotals),
    entries: (run?.record as RollUp | undefined)?.entries ?? 0,
  };
}

function monthsBetween(from: Day, to: Day): readonly string[] {
  for (const [path, day] of Object.entries({ from, to })) {
    if (!isDay(day)) throw invalid(path, `${JSON.stringify(day)} is not a day; write one like "2026-03-02".`);
  }
  const count = monthOf(to) - monthOf(from) + 1;
  if (to < from) throw invalid("to", `${to} lies before ${from}; give the earlier day as from.`);
  if (count > mostMonths) throw invalid("to", `${count} months were asked for; the most at once is ${mostMonths}.`);
  return Array.from({ length: count }, (_, i) => monthText(monthOf(from) + i));
}

function monthOf(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function monthText(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}

function invalid(path: string, problem: string): ClienteleError {
  return new ClienteleError("command_invalid", `${path}: ${problem}`, { path });
}
