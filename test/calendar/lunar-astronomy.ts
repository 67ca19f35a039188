import { type AstroTime, MakeTime, SearchMoonPhase, SearchSunLongitude } from "astronomy-engine";
import { dayNumber } from "../../src/shared/days.js";

export interface DerivedMonth {
  readonly year: number;
  readonly month: number;
  readonly isLeap: boolean;
  readonly first: number;
  readonly days: number;
}

/** A solar term: the sun's longitude in degrees, and the day in China. */
interface Term {
  readonly longitude: number;
  readonly on: number;
}

const noonOf2000 = dayNumber("2000-01-01") + 0.5;
/** China Standard Time since 1929; before it the mean solar time of Beijing, 116°25′ east. */
const standardTime = 8 / 24;
const beijingTime = (7 + 45 / 60 + 40 / 3600) / 24;
const standardSince = dayNumber("1929-01-01");

/**
 * New moons whose printed day is another than the computed one. The almanac of 1906 was computed with the methods of
 * its time. The new moon of August 2097 falls within two minutes of midnight, on a side that depends on how the earth's
 * rotation slows down until then; the published tables have the 7th.
 */
const printed: ReadonlyMap<number, number> = new Map([
  [dayNumber("1906-04-23"), dayNumber("1906-04-24")],
  [dayNumber("2097-08-08"), dayNumber("2097-08-07")],
]);

/**
 * The lunar months from the winter solstice of 1899 to that of 2101, by the rules of GB/T 33661-2017: a month begins on
 * the day of its new moon; the month of the winter solstice is the eleventh; where thirteen months begin from one
 * eleventh month to before the next, the first without a principal term is the leap month. Days as in China.
 */
export function derivedMonths(): readonly DerivedMonth[] {
  const moons = newMoons();
  const principal = solarTerms(30);
  const solstices = principal.filter(({ longitude }) => longitude === 270).map(({ on }) => on);
  return solstices.slice(0, -1).flatMap((solstice, index) => {
    const [from, to] = [moonBefore(moons, solstice), moonBefore(moons, solstices[index + 1] ?? 0)];
    return monthsBetween(moons.slice(from, to + 1), principal, 1899 + index);
  });
}

/** The days of 清明 (15°) and 冬至 (270°), by year from 1900. */
export function derivedTerms(longitude: 15 | 270): ReadonlyMap<number, number> {
  const days = solarTerms(15).filter((term) => term.longitude === longitude);
  return new Map(days.map(({ on }) => [new Date(on * 86_400_000).getUTCFullYear(), on]));
}

/** From the new moon of one eleventh month to that of the next, which is the last of `moons`. */
function monthsBetween(moons: readonly number[], principal: readonly Term[], from: number): readonly DerivedMonth[] {
  let [year, month, hasLeap] = [from, 10, moons.length - 1 < 13];
  return moons.slice(0, -1).map((first, index) => {
    const next = moons[index + 1] ?? 0;
    const isLeap = !hasLeap && !principal.some(({ on }) => first <= on && on < next);
    if (isLeap) hasLeap = true;
    else if (month === 12) [year, month] = [year + 1, 1];
    else month += 1;
    return { year, month, isLeap, first, days: next - first };
  });
}

function newMoons(): readonly number[] {
  const days: number[] = [];
  for (let time = MakeTime(new Date("1899-11-01T00:00:00Z")); time.date.getUTCFullYear() < 2102;) {
    const moon = found(SearchMoonPhase(0, time, 40));
    const computed = dayInChina(moon);
    days.push(printed.get(computed) ?? computed);
    time = moon.AddDays(25);
  }
  return days;
}

function solarTerms(step: number): readonly Term[] {
  const terms: Term[] = [];
  let longitude = 270;
  for (let time = MakeTime(new Date("1899-12-15T00:00:00Z")); time.date.getUTCFullYear() < 2102;) {
    const term = found(SearchSunLongitude(longitude, time, 40));
    terms.push({ longitude, on: dayInChina(term) });
    longitude = (longitude + step) % 360;
    time = term.AddDays(step - 5);
  }
  return terms;
}

function dayInChina({ ut }: AstroTime): number {
  const time = noonOf2000 + ut;
  return Math.floor(time + (time < standardSince ? beijingTime : standardTime));
}

function moonBefore(moons: readonly number[], day: number): number {
  return moons.findLastIndex((moon) => moon <= day);
}

function found(time: AstroTime | null): AstroTime {
  if (time === null) throw new Error("The search found nothing.");
  return time;
}
