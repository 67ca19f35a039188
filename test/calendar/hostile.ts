import { seededChance, type Chance } from "clientele/testing";
import {
  addBusinessDays,
  addBusinessTime,
  businessDaysBetween,
  businessTimeBetween,
  businessTimeUsed,
  compileCalendar,
  explainBusinessTime,
  isBusinessDay,
  isOpen,
  nextOpen,
  nthBusinessDay,
  previousClose,
  subtractBusinessTime,
  withPauses,
  type BusinessCalendar,
  type Calendars,
  type CompiledCalendar,
} from "../../src/calendar/index.js";
import { checkCalendars } from "../../src/calendar/rules.js";
import { isClienteleError } from "../../src/shared/errors.js";

/** What became of the calls: each answered, or was refused with an error of ours. */
export interface Endured {
  readonly calls: number;
  readonly refused: number;
  /** The longest call in milliseconds. */
  readonly longest: number;
}

const texts = [
  "09:00-18:00",
  "22:00-06:00",
  "00:00-24:00",
  "25:00-26:00",
  "18:00-09:00",
  "10:00-10:00",
  "",
  "-",
  "NaN",
];
const days = ["2026-03-06", "2026-02-30", "9999-12-31", "0000-00-00", "0001-01-01", "soon", "", "2026-3-6"];
const zones = [
  "Asia/Shanghai",
  "America/New_York",
  "Pacific/Apia",
  "UTC",
  "+08:00",
  "Mars/Olympus",
  "",
  "asia/shanghai",
];
const instants = [
  Number.NaN,
  Infinity,
  -Infinity,
  8.64e15,
  -62_135_596_800_000,
  253_402_300_799_999,
  0,
  -1,
  1_772_755_200_000.5,
];
const lengths = [Number.NaN, Infinity, -1, 0, 1, 0.5, 144_000_000, 3.6e10, 1e13, Number.MAX_SAFE_INTEGER, 1e300];
const counts = [Number.NaN, Infinity, -1, 0, 1, 1.5, 250, -250, 7305, 1e9, -1e9];

/** Calendars that nobody in their senses writes, first checked, then used whether or not they passed. */
export function endureCalendars(first: number, count: number, now: () => number): Endured {
  let [calls, refused, longest] = [0, 0, 0];
  const endure = <Answer>(call: () => Answer): Answer | undefined => {
    const start = now();
    try {
      return call();
    } catch (thrown) {
      if (!isClienteleError(thrown)) throw thrown;
      refused += 1;
      return undefined;
    } finally {
      calls += 1;
      longest = Math.max(longest, now() - start);
    }
  };
  for (let seed = first; seed < first + count; seed++) {
    const chance = seededChance(seed);
    const calendars: Calendars = { a: hostileCalendar(chance), b: hostileCalendar(chance), c: hostileParts(chance) };
    endure(() => checkCalendars(calendars));
    endure(() =>
      checkCalendars({ a: chance.pick<unknown>([null, [], 7, "x", {}, { weekly: 1 }, { op: "xor", of: [] }]) }),
    );
    const calendar = calendars[chance.pick(["a", "b", "c"])];
    if (calendar === undefined) continue;
    const compiled = endure(() => compileCalendar(calendar, { zone: chance.pick(zones.slice(0, 5)), calendars }));
    if (compiled !== undefined) for (const call of hostileCalls(compiled, chance)) endure(call);
  }
  return { calls, refused, longest };
}

function hostileCalendar(chance: Chance): BusinessCalendar {
  const some = <Item>(most: number, items: readonly Item[]): Item[] =>
    Array.from({ length: chance.below(most + 1) }, () => chance.pick(items));
  const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
  const hours = chance.below(3) === 0 ? texts : texts.slice(0, 3);
  const places = chance.below(3) === 0 ? zones : zones.slice(0, 4);
  return {
    ...(chance.below(3) === 0 && { zone: chance.pick(places) }),
    weekly: Array.from({ length: chance.below(chance.pick([2, 14])) }, () => ({
      days: some(7, weekdays),
      hours: some(chance.pick([1, 12]), hours),
    })),
    holidays: chance.pick<string | string[]>(["none", "nowhere", "__proto__", some(50, days)]),
    ...(chance.below(2) === 0 && { makeUpDays: true }),
    closed: some(5, days),
    special: Array.from({ length: chance.below(4) }, () => ({ on: chance.pick(days), hours: some(3, hours) })),
    ...(chance.below(2) === 0 && {
      breaks: Array.from({ length: chance.below(20) }, () => ({
        days: some(7, weekdays),
        hours: some(3, texts.slice(0, 3)),
      })),
    }),
    ...(chance.below(3) === 0 && { holidaysFor: { from: chance.pick(days), to: chance.pick(days) } }),
  };
}

function hostileParts(chance: Chance): Calendars[string] {
  const op = chance.pick(["union", "intersection", "difference"] as const);
  return { op, of: Array.from({ length: chance.below(4) }, () => chance.pick(["a", "b", "c", "d", "__proto__"])) };
}

function hostileCalls(calendar: CompiledCalendar, chance: Chance): readonly (() => unknown)[] {
  const instant = (): number =>
    chance.below(2) === 0 ? chance.pick(instants) : Date.UTC(1990 + chance.below(50), 5, 5);
  const [from, to, length] = [instant(), instant(), chance.pick(lengths)];
  const [count, day, other] = [chance.pick(counts), chance.pick(days), chance.pick(days)];
  return [
    () => addBusinessTime(calendar, from, length),
    () => addBusinessTime(calendar, from, length, "next_open"),
    () => subtractBusinessTime(calendar, from, length),
    () => subtractBusinessTime(calendar, from, length, "previous_close"),
    () => businessTimeBetween(calendar, from, to),
    () => explainBusinessTime(businessTimeUsed(calendar, from, Math.min(to, from + 1e10)), "en"),
    () => isOpen(calendar, from),
    () => nextOpen(calendar, from),
    () => previousClose(calendar, from),
    () => isBusinessDay(calendar, day),
    () => addBusinessDays(calendar, from, count),
    () => nthBusinessDay(calendar, day, count),
    () => businessDaysBetween(calendar, day, other),
    () =>
      nextOpen(
        withPauses(calendar, [
          { from, to },
          { from: to, to: from },
        ]),
        from,
      ),
  ];
}
