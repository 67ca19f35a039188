import { seededChance, type Chance } from "clientele/testing";
import type { BusinessCalendar, CalendarBreak, HolidayData, TimeSpan, Weekday } from "../../src/calendar/index.js";
import { addDays } from "../../src/shared/days.js";

/** A calendar made up around a day on which clocks or calendars changed, and questions about it. */
export interface MadeCalendar {
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  readonly data: HolidayData;
  /** Two weeks around the day, minute by minute in the slow walk. */
  readonly start: number;
  readonly days: number;
  readonly questions: readonly MadeQuestion[];
}

/** Everything in milliseconds. */
export interface MadeQuestion {
  readonly from: number;
  readonly duration: number;
  readonly pauses: readonly TimeSpan[];
}

/** Changes of clocks and calendars, borders of the blocks that open time is kept in, and ordinary days. */
export const occasions: readonly (readonly [zone: string, day: string])[] = [
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["Europe/Berlin", "2026-03-29"],
  ["Europe/Berlin", "2026-10-25"],
  ["Europe/Dublin", "1971-10-31"],
  ["America/Sao_Paulo", "2017-10-15"],
  ["America/Sao_Paulo", "2018-02-18"],
  ["America/St_Johns", "2006-04-02"],
  ["America/St_Johns", "1988-04-03"],
  ["America/Havana", "2024-03-10"],
  ["America/Asuncion", "2023-10-01"],
  ["Asia/Tehran", "2022-03-22"],
  ["Asia/Tehran", "2021-09-22"],
  ["Asia/Kathmandu", "1986-01-01"],
  ["Asia/Kolkata", "2026-05-01"],
  ["Asia/Pyongyang", "2015-08-15"],
  ["Asia/Shanghai", "1986-05-04"],
  ["Asia/Shanghai", "1988-09-11"],
  ["Asia/Shanghai", "1990-04-15"],
  ["Asia/Shanghai", "1991-09-15"],
  ["Asia/Shanghai", "2026-02-17"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Africa/Cairo", "2023-04-28"],
  ["Africa/Casablanca", "2026-02-15"],
  ["Antarctica/Troll", "2026-03-29"],
  ["Pacific/Apia", "2011-12-30"],
  ["Pacific/Chatham", "2026-04-05"],
  ["Pacific/Kwajalein", "1993-08-21"],
  ["UTC", "2026-11-04"],
  ["Asia/Shanghai", "2025-11-05"],
];

const minute = 60_000;
const day = 1440 * minute;
const shifts = [
  [],
  [],
  ["09:00-12:00", "13:30-18:00"],
  ["09:00-18:00"],
  ["22:00-06:00"],
  ["00:00-24:00"],
  ["01:30-02:30"],
  ["02:00-02:30", "02:45-03:30"],
  ["00:00-00:30", "18:00-24:00"],
  ["18:00-02:15"],
  ["23:30-00:00"],
  ["00:00-00:45"],
  ["23:59-23:58"],
] as const;
const breakHours = [
  ["12:00-13:00"],
  ["23:30-00:30"],
  ["02:10-02:50"],
  ["00:00-24:00"],
  ["10:00-10:15", "15:00-15:15"],
] as const;

/** The so many-th made-up calendar, with this many questions. */
export function madeCalendar(seed: number, questions: number): MadeCalendar {
  const chance = seededChance(seed);
  const [zone, date] = chance.pick(occasions);
  const start = Date.parse(`${date}T00:00:00Z`) - 6 * day;
  return {
    zone,
    calendar: madeHours(chance, date),
    data: {
      name: "some",
      from: "1970-01-01",
      to: "2040-12-31",
      closed: [near(chance, date), near(chance, date)],
      working: [near(chance, date)],
    },
    start,
    days: 13,
    questions: Array.from({ length: questions }, () => madeQuestion(chance, start)),
  };
}

function madeHours(chance: Chance, date: string): BusinessCalendar {
  const breaks = (): CalendarBreak[] => [
    { days: [chance.pick(weekdays), chance.pick(weekdays)], hours: chance.pick(breakHours) },
    { on: near(chance, date), hours: chance.pick(breakHours) },
  ];
  return {
    weekly: weekdays.map((weekday) => ({ days: [weekday], hours: chance.pick(shifts) })),
    holidays: chance.pick(["some", "none", "some"]),
    makeUpDays: chance.below(2) === 0,
    closed: [near(chance, date)],
    special: [{ on: near(chance, date), hours: chance.pick(shifts) }],
    ...(chance.below(2) === 0 && { breaks: breaks() }),
  };
}

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

function near(chance: Chance, date: string): string {
  return addDays(date, chance.below(9) - 4);
}

/** Starts have seconds, pauses begin and end on a minute, as the slow walk steps. */
function madeQuestion(chance: Chance, start: number): MadeQuestion {
  const from = start + 3 * day + chance.below(5 * 1440) * minute + chance.pick([0, 0, 1, 30_500, 59_999]);
  const duration = chance.below(2 * 1440) * minute + chance.pick([0, 0, 1, 1500]);
  const pauses = Array.from({ length: chance.below(4) }, () => {
    const begins = start + chance.below(12 * 1440) * minute;
    return { from: begins, to: begins + chance.below(2000) * minute };
  });
  return { from, duration, pauses };
}
