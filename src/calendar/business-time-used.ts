import { ClienteleError } from "../shared/errors.js";
import { instantOf, type Instant } from "../shared/instants.js";
import type { ClosedKind } from "./closed-reasons.js";
import type { CompiledCalendar } from "./compile.js";
import { isProvisional } from "./coverage.js";
import type { HolidayCoverage } from "./model.js";
import { openWithin } from "./open-time.js";
import { limits } from "./require-time.js";
import { without, type TimeSpan } from "./spans.js";

/** A stretch of time and what it was: open, and so counted, or closed for a reason. */
export interface BusinessTimeSegment {
  readonly from: Instant;
  readonly to: Instant;
  readonly kind: "open" | ClosedKind;
  /** How much of it counts, in milliseconds: all of it while open, otherwise 0. */
  readonly counted: number;
}

/** Where the time between two instants went. The segments follow each other without a gap. */
export interface BusinessTimeUsed {
  readonly zone: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Open time in milliseconds: the sum of what the segments count. */
  readonly counted: number;
  /** Whether it rests on days whose holidays are not known. */
  readonly provisional: boolean;
  readonly coverage: HolidayCoverage;
  readonly segments: readonly BusinessTimeSegment[];
}

/**
 * Where the time between two instants went, in milliseconds since 1970, stretch by stretch: what was open, and why the
 * rest was closed. A deadline is shown to be right by the segments from its start, whose sum is what was granted.
 * Nothing when `to` does not come after `from`.
 *
 * Throws `command_invalid` when they lie more than 30 years apart.
 *
 * @example
 * ```ts
 * import { defineCalendars } from "clientele";
 * import { businessTimeUsed, compileCalendar } from "clientele/calendar";
 *
 * const { desk } = defineCalendars({
 *   desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "none" },
 * });
 * const calendar = compileCalendar(desk, { zone: "Asia/Shanghai" });
 * const [friday, monday] = [Date.parse("2026-03-06T16:00:00+08:00"), Date.parse("2026-03-09T11:00:00+08:00")];
 * businessTimeUsed(calendar, friday, monday).segments.map(({ kind, counted }) => [kind, counted / 3_600_000]);
 * // => [["open", 2], ["closed", 0], ["open", 2]]
 * ```
 */
export function businessTimeUsed(calendar: CompiledCalendar, from: number, to: number): BusinessTimeUsed {
  if (to - from > limits.blocksMeasured * 364 * 86_400_000) {
    throw new ClienteleError("command_invalid", "More than 30 years were to be shown; give instants that lie closer.");
  }
  const segments = from < to ? segmentsBetween(calendar, { from, to }) : [];
  return {
    zone: calendar.zone,
    from: instantOf(from),
    to: instantOf(to),
    counted: segments.reduce((sum, { counted }) => sum + counted, 0),
    provisional: isProvisional(calendar, from, to),
    coverage: calendar.coverage,
    segments,
  };
}

function segmentsBetween(calendar: CompiledCalendar, stretch: TimeSpan): readonly BusinessTimeSegment[] {
  const open = openWithin(calendar, stretch);
  const gaps = without([stretch], open).flatMap((gap) => calendar.closedFor(gap));
  const pieces = [...open.map((span) => ({ ...span, kind: "open" as const })), ...gaps];
  const alike: { from: number; to: number; kind: BusinessTimeSegment["kind"] }[] = [];
  for (const piece of pieces.toSorted((left, right) => left.from - right.from)) {
    const last = alike.at(-1);
    if (last?.kind === piece.kind && last.to === piece.from) last.to = piece.to;
    else alike.push({ ...piece });
  }
  return alike.map(({ from, to, kind }) => ({
    from: instantOf(from),
    to: instantOf(to),
    kind,
    counted: kind === "open" ? to - from : 0,
  }));
}
