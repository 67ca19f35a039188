import { ClienteleError } from "../shared/errors.js";
import { closedReasons, type ClosedPiece } from "./closed-reasons.js";
import { intersectCalendars, subtractCalendars, unionCalendars } from "./combine.js";
import { coverageOf, coversDay } from "./coverage.js";
import { planDays } from "./day-plan.js";
import type { BusinessCalendar, CalendarContext, CombinedCalendar, HolidayCoverage, HolidayData } from "./model.js";
import type { OpenBlock, OpenTime } from "./open-time.js";
import { timeOfPlans } from "./plan-time.js";
import type { TimeSpan } from "./spans.js";
import { unknownZone } from "./zone-issue.js";
import { localDay } from "./zones.js";

/** A business calendar made ready for arithmetic by {@link compileCalendar}. Opaque but for `zone` and `coverage`. */
export interface CompiledCalendar extends OpenTime {
  readonly zone: string;
  readonly coverage: HolidayCoverage;
  /** Whether the holidays of the day are known that an instant lies in, on the clocks of every part. */
  readonly isKnownAt: (millis: number) => boolean;
  /** Why it is closed through a stretch of time that is closed. */
  readonly closedFor: (gap: TimeSpan) => readonly ClosedPiece[];
}

type ByZone = Map<string, CompiledCalendar>;
const compiledOnce = new WeakMap<BusinessCalendar, WeakMap<HolidayData | BusinessCalendar, ByZone>>();
const combinedOnce = new WeakMap<CombinedCalendar, Combination>();

const mostCalendars = 500;

interface Combination {
  readonly parts: readonly CompiledCalendar[];
  readonly calendar: CompiledCalendar;
}

/**
 * A calendar made ready for arithmetic. The same calendar with the same holiday data gives the same compiled one, and
 * what was worked out stays with it, so call this as often as you like and do not change either object afterwards.
 * Holiday data that the calendar names and the context does not have is taken as no holidays; `coverage` says so.
 *
 * Throws `config_invalid` for a zone that does not exist, for hours that are none, and for a calendar made of others
 * that the context does not have or that is made of itself.
 *
 * @example
 * ```ts
 * import { compileCalendar, defineCalendars } from "clientele";
 *
 * const { desk } = defineCalendars({
 *   desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "cn_statutory" },
 * });
 * compileCalendar(desk, { zone: "Asia/Shanghai" }).coverage; // => { kind: "missing", name: "cn_statutory" }
 * ```
 */
export function compileCalendar(
  calendar: BusinessCalendar | CombinedCalendar,
  context: CalendarContext,
): CompiledCalendar {
  return compiledWith(calendar, context, new Map<string, CompiledCalendar | undefined>());
}

/** `byName` are the named calendars that are compiled already; one that is being compiled has its name and no calendar. */
function compiledWith(
  calendar: BusinessCalendar | CombinedCalendar,
  context: CalendarContext,
  byName: Map<string, CompiledCalendar | undefined>,
): CompiledCalendar {
  if (!("op" in calendar)) return compiledAlone(calendar, context);
  const [first, ...others] = calendar.of.map((name) => {
    if (!byName.has(name)) {
      if (byName.size >= mostCalendars) return fail(`More than ${mostCalendars} calendars are made of each other.`);
      byName.set(name, undefined);
      byName.set(name, compiledWith(calendarNamed(name, context), context, byName));
    }
    return byName.get(name) ?? fail(`The calendar "${name}" is made of itself; leave it out of one of its parts.`);
  });
  if (first === undefined) return fail(`A ${calendar.op} is of no calendar; name one or more of them.`);
  const parts = [first, ...others] as const;
  const known = combinedOnce.get(calendar);
  if (known !== undefined && isSame(known.parts, parts)) return known.calendar;
  const made = { parts, calendar: combinations[calendar.op](...parts) };
  combinedOnce.set(calendar, made);
  return made.calendar;
}

function calendarNamed(name: string, { calendars = {} }: CalendarContext): BusinessCalendar | CombinedCalendar {
  const calendar = Object.hasOwn(calendars, name) ? calendars[name] : undefined;
  return calendar ?? fail(`The calendar "${name}" is not in the context; pass all of them as \`calendars\`.`);
}

function isSame(left: readonly CompiledCalendar[], right: readonly CompiledCalendar[]): boolean {
  return left.length === right.length && left.every((part, i) => part === right[i]);
}

function fail(message: string): never {
  throw new ClienteleError("config_invalid", message);
}

const combinations = {
  union: unionCalendars,
  intersection: intersectCalendars,
  difference: subtractCalendars,
} as const;

function compiledAlone(calendar: BusinessCalendar, context: CalendarContext): CompiledCalendar {
  const data = dataFor(calendar.holidays, context);
  const zone = calendar.zone ?? context.zone;
  const byData = kept(compiledOnce, calendar, () => new WeakMap<HolidayData | BusinessCalendar, ByZone>());
  const byZone = kept(byData, data ?? calendar, () => new Map<string, CompiledCalendar>());
  return kept(byZone, zone, () => compiled(calendar, zone, data));
}

function dataFor(holidays: BusinessCalendar["holidays"], context: CalendarContext): HolidayData | undefined {
  if (typeof holidays !== "string" || holidays === "none" || context.holidays === undefined) return undefined;
  return Object.hasOwn(context.holidays, holidays) ? context.holidays[holidays] : undefined;
}

interface Cache<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function kept<Key, Value>(cache: Cache<Key, Value>, key: Key, make: () => Value): Value {
  const found = cache.get(key);
  if (found !== undefined) return found;
  const made = make();
  cache.set(key, made);
  return made;
}

function compiled(calendar: BusinessCalendar, zone: string, data: HolidayData | undefined): CompiledCalendar {
  const issue = unknownZone("zone", zone);
  if (issue !== undefined) throw new ClienteleError("config_invalid", `zone: ${issue.message}.`, { issues: [issue] });
  const planOf = planDays(calendar, data);
  const coverage = coverageOf(calendar, data);
  return {
    ...timeOfPlans(planOf, zone),
    zone,
    coverage,
    isKnownAt: (millis) => coversDay(coverage, localDay(millis, zone)),
    blocks: new Map<number, OpenBlock>(),
    closedFor: (gap) => closedReasons(planOf, zone, gap),
  };
}
