import { isDay, type Day } from "../shared/days.js";
import { below, type ConfigIssue } from "../shared/issues.js";
import type { DayRange } from "./model.js";

/** The issues for texts of a list that are no days. */
export function dayIssues(path: string, texts: readonly Day[]): ConfigIssue[] {
  return texts.flatMap((text, i) =>
    isDay(text)
      ? []
      : [{ path: `${path}[${i}]`, code: "not_a_day", message: `"${text}" is not a day; write one like "2026-10-01"` }],
  );
}

/** The issues for days that stand in another list as well, which says the contrary. */
export function contradictions(path: string, texts: readonly Day[], others: readonly Day[]): ConfigIssue[] {
  const known = new Set(others);
  return texts.flatMap((text, i) =>
    known.has(text)
      ? [{ path: `${path}[${i}]`, code: "contradiction", message: `${text} stands here as closed and as open` }]
      : [],
  );
}

/** The issues for days outside of those that the data speaks of. */
export function uncovered(path: string, texts: readonly Day[], from: Day, to: Day): ConfigIssue[] {
  return texts.flatMap((text, i) =>
    from <= text && text <= to
      ? []
      : [{ path: `${path}[${i}]`, code: "outside_coverage", message: `${text} is not between ${from} and ${to}` }],
  );
}

/** The issues for days of a range: each that is none, and a first one after the last. */
export function rangeIssues(path: string, { from, to }: DayRange): ConfigIssue[] {
  const notDays = [
    ...dayIssues("", [from]).map((issue) => ({ ...issue, path: below(path, "from") })),
    ...dayIssues("", [to]).map((issue) => ({ ...issue, path: below(path, "to") })),
  ];
  if (notDays.length > 0 || from <= to) return notDays;
  const message = `the first day, ${from}, comes after the last one, ${to}`;
  return [{ path: below(path, "from"), code: "low_above_high", message }];
}
