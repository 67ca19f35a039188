import type { RecordEnvelope } from "../shared/envelope.js";
import { ClienteleError, isClienteleError } from "../shared/errors.js";
import { freezeDeep } from "../shared/json.js";
import { refKey, type Change, type Ref } from "../shared/repository.js";
import type { Storage } from "../shared/storage.js";
import type { Untold } from "./commit-values.js";

/** A record as it was when it was last loaded or committed here. */
interface Kept {
  readonly version: number;
  readonly record: RecordEnvelope;
}

/** The records that are remembered: the last used, up to a limit. */
export interface RecordCache {
  readonly limit: number;
  get(ref: Ref): Kept | undefined;
  keep(ref: Ref, kept: Kept): void;
  drop(ref: Ref): void;
}

/** An empty cache. */
export function recordCache(limit: number): RecordCache {
  const records = new Map<string, Kept>();
  const drop = (ref: Ref): void => void records.delete(refKey(ref));
  return {
    limit,
    get: (ref) => records.get(refKey(ref)),
    keep: (ref, kept) => {
      drop(ref);
      records.set(refKey(ref), kept);
      const [oldest] = records.keys();
      if (records.size > limit && oldest !== undefined) records.delete(oldest);
    },
    drop,
  };
}

/** A storage whose commits may also require that nothing is known yet about a subject. */
export interface Guarded extends Storage {
  commitUntold(changes: readonly Change[], untold: readonly Untold[]): Promise<void>;
}

/**
 * Decides first on what is remembered, without loading it, as if the command and its subject were new. The commit
 * checks all of that: version, command and subject. An attempt that does not end in a commit proves nothing, so it is
 * made again on what is stored; so the cache saves a round trip and never decides anything.
 */
export async function onRemembered<Answer>(
  storage: Guarded,
  cache: RecordCache,
  attempt: (storage: Storage) => Promise<Answer>,
  afresh: (storage: Storage) => Promise<Answer>,
): Promise<Answer> {
  if (cache.limit === 0) return afresh(storage);
  const guess = guessing(storage, cache);
  try {
    const answer = await attempt(guess.storage);
    if (guess.isChecked()) return answer;
  } catch (thrown) {
    const isKnown = guess.guessed.length === 0 && !isClienteleError(thrown, "version_conflict");
    if (isKnown || isClienteleError(thrown, "storage_failed")) throw thrown;
  }
  for (const ref of guess.guessed) cache.drop(ref);
  return afresh(remembering(storage, cache));
}

interface Guess {
  readonly storage: Storage;
  /** What was answered from memory. */
  readonly guessed: readonly Ref[];
  /** Whether a commit has held every one of them to what is stored. */
  readonly isChecked: () => boolean;
}

function guessing(storage: Guarded, cache: RecordCache): Guess {
  const guessed: Ref[] = [];
  const untold: Untold[] = [];
  let unchecked: readonly Ref[] = [];
  const real = remembering(storage, cache);
  const port: Storage = {
    ...real,
    load: async (ref, lookup) => {
      const kept = cache.get(ref);
      if (kept === undefined) return real.load(ref, lookup);
      guessed.push(ref);
      unchecked = [...unchecked, ref];
      if (lookup.about !== undefined) untold.push({ ref, about: lookup.about });
      return { ...kept, earlier: undefined, related: [] };
    },
    commit: async (changes) => {
      const written = new Set(changes.map(({ ref }) => refKey(ref)));
      // A commit looks at the versions of what it writes; what was only read may be long out of date.
      const stale = unchecked.find((ref) => !written.has(refKey(ref)));
      if (stale !== undefined) throw readFromMemory(stale);
      await storage.commitUntold(changes, untold);
      keepAll(cache, changes);
      unchecked = [];
    },
  };
  return { storage: port, guessed, isChecked: () => unchecked.length === 0 };
}

/** Ends an attempt that is made again on what is stored. */
function readFromMemory({ kind, id, owner }: Ref): ClienteleError {
  const message = `The ${kind} "${id}" of "${owner}" was read from memory and is not part of the commit; it is read again.`;
  return new ClienteleError("version_conflict", message);
}

/** Remembers what is loaded alone, and what is committed. */
function remembering(storage: Storage, cache: RecordCache): Storage {
  return {
    ...storage,
    load: async (ref, lookup) => {
      const loaded = await storage.load(ref, lookup);
      const { version, record } = loaded;
      if (record !== undefined) cache.keep(ref, { version, record });
      return loaded;
    },
    commit: async (changes) => {
      await storage.commit(changes);
      keepAll(cache, changes);
    },
  };
}

function keepAll(cache: RecordCache, changes: readonly Change[]): void {
  for (const { ref, expected, record } of changes) {
    if (record === undefined) cache.drop(ref);
    else if (cache.get(ref) !== undefined) cache.keep(ref, { version: expected + 1, record: freezeDeep(record) });
  }
}
