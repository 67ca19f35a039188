import { repeated } from "../shared/retry.js";
import type { Storage } from "../shared/storage.js";

/** How often an attempt is made without a lock, and how often with one. */
const limits = { open: 3, locked: 5, alone: 6 };

/** What attempts are made on: the storage itself, and, where a transaction can be opened, one that locks what it reads. */
export interface Attempting {
  readonly storage: Storage;
  readonly locked?: <Answer>(attempt: (storage: Storage) => Promise<Answer>) => Promise<Answer>;
}

/**
 * An attempt is made three times, each time after a longer pause of chance length, so that writers who met once do not
 * meet again. When that was not enough, it is made in a transaction that locks the records as it reads them, so that
 * nobody can be faster. The bound is 8 attempts (6 without transactions); then the conflict is thrown.
 */
export function retryOn<Answer>(
  { storage, locked }: Attempting,
  attempt: (storage: Storage) => Promise<Answer>,
): Promise<Answer> {
  if (locked === undefined) return repeated(limits.alone, () => attempt(storage), pause);
  const turn = (made: number): Promise<Answer> => (made <= limits.open ? attempt(storage) : locked(attempt));
  return repeated(limits.open + limits.locked, turn, pause);
}

/** Some milliseconds by chance: up to 4, then 8, then 16 … */
export function pause(made: number): Promise<void> {
  // The library is compiled without the names of any runtime; every runtime has this one.
  const later = Reflect.get(globalThis, "setTimeout") as (done: () => void, milliseconds: number) => unknown;
  return new Promise((done) => void later(done, Math.random() * 2 ** (made + 1)));
}
