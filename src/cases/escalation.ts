import { atLocalTime, localDay, localTime } from "../calendar/zones.js";
import { divide, exactOf, multiply } from "../shared/decimal.js";
import { dayNumber, dayOfNumber } from "../shared/days.js";
import { readDuration, type Duration } from "../shared/durations.js";
import { instantOf } from "../shared/instants.js";
import { instantAt, type LiveClock } from "./live-clock.js";
import { calendarNamed, measureOf, type Measure } from "./measure.js";
import type { CasesContext } from "./model.js";
import type { EscalationPoint, EscalationStep, QuietHours } from "./target-model.js";

/**
 * When a step of the policy is due on a clock: undefined while nobody knows, because the clock stands still before it.
 * It never comes in quiet hours unless it is urgent, nor while the clock stands still: it waits for what comes after.
 */
export function stepInstant(
  { at: point, urgent = false }: EscalationStep,
  clock: LiveClock,
  quiet: QuietHours | undefined,
  context: CasesContext,
): number | undefined {
  let at = pointInstant(point, clock, context);
  for (let previous: number | undefined; at !== undefined && at !== previous;) {
    previous = at;
    at = whileRunning(urgent || quiet === undefined ? at : afterQuiet(at, quiet, context.zone), clock);
  }
  return at;
}

/**
 * How much of a clock's time has passed at a point that is counted in it. It never comes early: shares are rounded up.
 * A day before or after so many business days is a business day: the point of a target that allows one less or more.
 */
function amountAt(point: EscalationPoint, clock: LiveClock, context: CasesContext): number {
  const { total } = clock.measure;
  switch (point.kind) {
    case "share":
      return Number(divide(multiply(exactOf(total), exactOf(point.share)), exactOf(1), "up"));
    case "before":
      return byDays(clock, point.by, -1, context) ?? Math.max(0, total - lengthOf(point.by));
    case "breach":
      return total;
    case "after":
      return byDays(clock, point.by, 1, context) ?? total + lengthOf(point.by);
    default:
      return point satisfies never;
  }
}

function byDays(
  { target, from, spans }: LiveClock,
  by: Duration,
  direction: 1 | -1,
  context: CasesContext,
): number | undefined {
  const { days = 0 } = readDuration(by) ?? {};
  if (target.time !== "business_days" || days === 0) return undefined;
  const { days: allowed = 0 } = readDuration(target.within) ?? {};
  const within = allowed + direction * days;
  const start = Math.min(from, spans[0]?.from ?? from);
  return within <= 0 ? 0 : measureOf({ ...target, within: `P${within}D` }, start, context).total;
}

function pointInstant(point: EscalationPoint, clock: LiveClock, context: CasesContext): number | undefined {
  if ((point.kind !== "before" && point.kind !== "after") || point.time === undefined)
    return instantAt(clock, amountAt(point, clock, context));
  const due = instantAt(clock, clock.measure.total);
  if (due === undefined) return undefined;
  const by = lengthOf(point.by);
  const { add, subtract } = pointMeasure(point, due, clock, context);
  return Math.max(clock.from, point.kind === "before" ? subtract(due, by) : add(due, by));
}

function pointMeasure(
  { time, calendar }: Extract<EscalationPoint, { readonly kind: "before" | "after" }>,
  due: number,
  { measure, target }: LiveClock,
  context: CasesContext,
): Pick<Measure, "add" | "subtract"> {
  if (time === "calendar") return { add: (from, by) => from + by, subtract: (from, by) => from - by };
  if (calendar === undefined && target.time === "business") return measure;
  const name = calendar ?? target.calendar ?? "";
  calendarNamed(name, context);
  return measureOf({ within: "PT1H", time: "business", calendar: name }, due, context);
}

/** The instant itself while the clock runs, otherwise the one at which it goes on; undefined when nobody knows when. */
function whileRunning(at: number, { spans }: LiveClock): number | undefined {
  const span = spans.find(({ to }) => to === undefined || at < to);
  return span === undefined ? undefined : Math.max(at, span.from);
}

function afterQuiet(at: number, { from, to }: QuietHours, zone: string): number {
  const [minutes, first, last] = [localTime(at, zone), minutesOf(from), minutesOf(to)];
  const isOvernight = first > last;
  const isQuiet = isOvernight ? minutes >= first || minutes < last : minutes >= first && minutes < last;
  if (!isQuiet) return at;
  const day = localDay(instantOf(at), zone);
  const endsTomorrow = isOvernight && minutes >= first;
  return atLocalTime(endsTomorrow ? dayOfNumber(dayNumber(day) + 1) : day, last, zone);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

function lengthOf(by: string): number {
  const { days = 0, milliseconds = 0 } = readDuration(by) ?? {};
  return days * 86_400_000 + milliseconds;
}
