import { ClienteleError } from "../shared/errors.js";
import type { CompiledCalendar } from "./compile.js";
import { coverageOfAll } from "./coverage.js";
import { openWithin, type OpenBlock } from "./open-time.js";
import { common, joined, without, type TimeSpan } from "./spans.js";
import { firstAtLocal } from "./zones.js";

const dayInMillis = 86_400_000;

type Several = readonly [CompiledCalendar, ...CompiledCalendar[]];

/**
 * Open whenever one of the calendars is. Days are counted in the zone of the first one, and a day is a business day
 * when a shift of any of them opens on it, by the clocks of that zone.
 *
 * @example
 * ```ts
 * import { defineCalendars, instantOf } from "clientele";
 * import { addBusinessTime, compileCalendar, intersectCalendars, unionCalendars } from "clientele/calendar";
 *
 * const { shop, hotline } = defineCalendars({
 *   shop: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["10:00-20:00"] }], holidays: "none" },
 *   hotline: { weekly: [{ days: [1, 2, 3, 4, 5, 6], hours: ["08:00-12:00"] }], holidays: "none" },
 * });
 * const first = compileCalendar(shop, { zone: "Asia/Shanghai" });
 * const second = compileCalendar(hotline, { zone: "Asia/Shanghai" });
 * const friday = Date.parse("2026-03-06T11:00:00+08:00");
 * instantOf(addBusinessTime(unionCalendars(first, second), friday, 10 * 3_600_000)); // => "2026-03-07T01:00:00.000Z"
 * instantOf(addBusinessTime(intersectCalendars(first, second), friday, 2 * 3_600_000)); // => "2026-03-09T03:00:00.000Z"
 * ```
 */
export function unionCalendars(...calendars: Several): CompiledCalendar {
  const together = (lists: readonly (readonly TimeSpan[])[]): TimeSpan[] => joined(lists.flat());
  return combined(calendars, {
    spansOn: (day) => together(calendars.map((calendar) => openingOn(day, calendars[0].zone, calendar))),
    spansWithin: (stretch) => together(calendars.map((calendar) => openWithin(calendar, stretch))),
  });
}

/** Open while all of the calendars are. Days are those of the first one, and what opens on a day is what it opens. */
export function intersectCalendars(...calendars: Several): CompiledCalendar {
  const [first, ...others] = calendars;
  const shared = (spans: readonly TimeSpan[]): readonly TimeSpan[] =>
    others.reduce((left, other) => common(left, openDuring(other, left)), spans);
  return combined(calendars, {
    spansOn: (day) => shared(first.spansOn(day)),
    spansWithin: (stretch) => shared(openWithin(first, stretch)),
  });
}

/** Open while the first calendar is and none of the others. Days are those of the first one. */
export function subtractCalendars(...calendars: Several): CompiledCalendar {
  const [first, ...others] = calendars;
  const left = (spans: readonly TimeSpan[]): readonly TimeSpan[] =>
    others.reduce((still, other) => without(still, openDuring(other, still)), spans);
  return combined(calendars, {
    spansOn: (day) => left(first.spansOn(day)),
    spansWithin: (stretch) => left(openWithin(first, stretch)),
  });
}

/**
 * A calendar whose time stands still during pauses, in milliseconds, `to` exclusive. Pauses may overlap, repeat and
 * come in any order; what of them lies outside open time changes nothing.
 *
 * Throws `command_invalid` for a pause that ends before it begins.
 *
 * @example
 * ```ts
 * import { defineCalendars, instantOf } from "clientele";
 * import { addBusinessTime, compileCalendar, withPauses } from "clientele/calendar";
 *
 * const { desk } = defineCalendars({
 *   desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "none" },
 * });
 * const calendar = compileCalendar(desk, { zone: "Asia/Shanghai" });
 * const [friday, monday] = [Date.parse("2026-03-06T16:00:00+08:00"), Date.parse("2026-03-09T10:00:00+08:00")];
 * const paused = withPauses(calendar, [{ from: friday, to: monday }]);
 * instantOf(addBusinessTime(paused, friday, 4 * 3_600_000)); // => "2026-03-09T06:00:00.000Z"
 * ```
 */
export function withPauses(calendar: CompiledCalendar, pauses: readonly TimeSpan[]): CompiledCalendar {
  for (const { from, to } of pauses) {
    if (from <= to) continue;
    const message = `A pause from ${from} to ${to} ms ends before it begins; give both in milliseconds since 1970.`;
    throw new ClienteleError("command_invalid", message);
  }
  const taken = joined(pauses.filter(({ from, to }) => from < to));
  return {
    ...calendar,
    blocks: new Map<number, OpenBlock>(),
    spansOn: (day) => without(calendar.spansOn(day), taken),
    spansWithin: (stretch) => without(openWithin(calendar, stretch), taken),
    closedFor: (gap) => [
      ...common([gap], taken).map((span) => ({ ...span, kind: "paused" as const })),
      ...without([gap], taken).flatMap((span) => calendar.closedFor(span)),
    ],
  };
}

/** The clocks of two zones may show days that lie two apart; a shift opens on the day that the first zone shows. */
function openingOn(day: number, zone: string, calendar: CompiledCalendar): readonly TimeSpan[] {
  if (calendar.zone === zone) return calendar.spansOn(day);
  const [begins, ends] = [firstAtLocal(day * dayInMillis, zone), firstAtLocal((day + 1) * dayInMillis, zone)];
  return [-2, -1, 0, 1, 2]
    .flatMap((days) => calendar.spansOn(day + days))
    .filter(({ from }) => begins <= from && from < ends);
}

function combined(calendars: Several, time: Pick<CompiledCalendar, "spansOn" | "spansWithin">): CompiledCalendar {
  const { zone } = calendars[0];
  return {
    ...time,
    zone,
    coverage: coverageOfAll(calendars.map(({ coverage }) => coverage)),
    isKnownAt: (millis) => calendars.every((calendar) => calendar.isKnownAt(millis)),
    blocks: new Map<number, OpenBlock>(),
    closedFor: (gap) => [{ ...gap, kind: "closed" }],
  };
}

/** What is open around the spans, as far as the first and the last of them reach. */
function openDuring(calendar: CompiledCalendar, spans: readonly TimeSpan[]): readonly TimeSpan[] {
  const [first, last] = [spans[0], spans.at(-1)];
  return first === undefined || last === undefined ? [] : openWithin(calendar, { from: first.from, to: last.to });
}
