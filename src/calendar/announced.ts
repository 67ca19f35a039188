import { isDay, type Day } from "../shared/days.js";
import { ClienteleError } from "../shared/errors.js";
import type { HolidayData } from "./model.js";

/** What an importer has read. */
export interface Announced {
  readonly name: string;
  /** The years that were announced, in any order. */
  readonly years: readonly number[];
  readonly closed: readonly Day[];
  readonly working: readonly Day[];
  readonly source: string;
}

/** Holiday data of whole years: what lies outside of them is left out, since the rest of its year is not known. */
export function announcedData({ name, years, closed, working, source }: Announced): HolidayData {
  const wrong = [...closed, ...working].find((day) => !isDay(day));
  if (wrong !== undefined) fail(`${JSON.stringify(wrong)} is not a day; give days like "2026-10-01"`);
  requireNoneTwice(closed, working);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (years.length === 0) fail("no whole year was found; give the data of one year or more");
  const known = new Set(years);
  for (let year = first; year < last; year++) if (!known.has(year)) fail(`the year ${year} is missing between others`);
  const [from, to] = [`${yearText(first)}-01-01`, `${yearText(last)}-12-31`];
  return { name, from, to, closed: daysWithin(closed, from, to), working: daysWithin(working, from, to), source };
}

/** A day cannot be off and worked at once. */
export function requireNoneTwice(closed: readonly Day[], working: readonly Day[]): void {
  const worked = new Set(working);
  const both = closed.find((day) => worked.has(day));
  if (both !== undefined) fail(`${both} stands there as a day off and as a make-up day; leave one of them out`);
}

/** In order, each once, none outside of the first and the last day. */
export function daysWithin(days: readonly Day[], from: Day, to: Day): readonly Day[] {
  return [...new Set(days)].filter((day) => from <= day && day <= to).toSorted();
}

/** Throws what an importer cannot read. */
export function fail(message: string): never {
  throw new ClienteleError("config_invalid", `The holidays cannot be read: ${message}.`);
}

function yearText(year: number): string {
  return String(year).padStart(4, "0");
}
