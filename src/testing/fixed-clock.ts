import { addDays, addMonths } from "../shared/days.js";
import { readDuration, type Duration } from "../shared/durations.js";
import { ClienteleError } from "../shared/errors.js";
import { instantOf, millisOf, readInstant, type Instant } from "../shared/instants.js";

/** A clock that stands still until it is told otherwise. */
export interface FixedClock {
  now(): Date;
  /** Puts the clock to an instant, forwards or backwards. */
  set(instant: Instant): void;
  /** Puts the clock forward. Years, months, weeks and days are counted in UTC. */
  advance(duration: Duration): void;
}

/**
 * A clock for tests that stands at one instant.
 *
 * @example
 * ```ts
 * import { fixedClock } from "clientele/testing";
 *
 * const clock = fixedClock("2026-01-31T09:00:00+08:00");
 * clock.advance("P1M");
 * clock.now().toISOString(); // => "2026-02-28T01:00:00.000Z"
 * ```
 */
export function fixedClock(instant: Instant): FixedClock {
  let at = readInstant(instant, "instant");
  return {
    now: () => new Date(at),
    set: (later) => {
      at = readInstant(later, "instant");
    },
    advance: (duration) => {
      at = laterBy(at, duration);
    },
  };
}

function laterBy(at: Instant, duration: Duration): Instant {
  const parts = readDuration(duration);
  if (parts === undefined) {
    throw new ClienteleError("command_invalid", `"${duration}" is not a duration; write one like "P1M" or "PT30M".`);
  }
  const day = addDays(addMonths(at.slice(0, 10), parts.months), parts.days);
  return instantOf(millisOf(`${day}${at.slice(10)}`) + parts.milliseconds);
}
