import { repeated } from "../shared/retry.js";
import { isBusy, troubleOf } from "./trouble.js";

const attempts = 10;
const longestMillis = 50;

/**
 * Does the work, and once more as often as another connection holds the database, for this long. A connection that has
 * a `busy_timeout` of its own waits that long each time, and keeps the whole process waiting.
 */
export async function patiently<Answer>(waitMillis: number, work: () => Answer): Promise<Answer> {
  const end = Date.now() + waitMillis;
  for (let made = 1; ; made++) {
    try {
      return work();
    } catch (thrown) {
      if (!isBusy(thrown) || Date.now() >= end) throw troubleOf(thrown);
    }
    await pause(made);
  }
}

/**
 * Makes an attempt again after `version_conflict`, ten times in all, after a pause by chance that grows. Load, decision
 * and commit are one piece of work when nothing of the host's is awaited between them, so whoever wakes up alone is
 * through before the next one: of many writers on one owner all come to their turn.
 */
export function againAfterConflict<Answer>(attempt: () => Promise<Answer>): Promise<Answer> {
  return repeated(attempts, attempt, pause);
}

/** A pause between nothing and 2, 4, 8 … 50 milliseconds. */
function pause(made: number): Promise<void> {
  const millis = Math.random() * Math.min(2 ** made, longestMillis);
  return new Promise((resolve) => {
    timers().setTimeout(resolve, millis);
  });
}

interface Timers {
  readonly setTimeout: (done: () => void, millis: number) => unknown;
}

/** Every runtime has timers, but the language does not: they are no part of its types. */
function timers(): Timers {
  return globalThis as Timers & typeof globalThis;
}
