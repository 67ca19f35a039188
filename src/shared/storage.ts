import { requireOneOwner } from "./commit.js";
import type { Day } from "./days.js";
import type { DeclaresDurability } from "./durability.js";
import type { RecordEnvelope } from "./envelope.js";
import { isClienteleError, type ClienteleError } from "./errors.js";
import type { Change, Entry, Loaded, Lookup, Ref, Repository } from "./repository.js";

/** One record to load, and what to look for with it. */
export interface Wanted {
  readonly ref: Ref;
  readonly lookup: Lookup;
}

/** A page of the owners with something due: `limit` of them, after a given owner; fewer are the last ones. */
export interface DuePage {
  readonly on: Day;
  readonly after?: string;
  readonly limit: number;
}

/** A page of the records of one kind: `limit` of them, after a given one; fewer are the last ones. */
export interface RecordPage {
  readonly after?: Pick<Ref, "owner" | "id">;
  readonly limit: number;
}

/** A record as a page of its kind shows it. */
export interface StoredRecord {
  readonly ref: Ref;
  readonly version: number;
  readonly record: RecordEnvelope;
}

/** A page of the history of one record: `limit` entries, after the given number; fewer are the last ones. */
export interface EntryPage {
  readonly after?: number;
  readonly limit: number;
}

/** An entry with its number in the history of its record: 1, 2, 3 without a gap. */
export interface StoredEntry extends Entry {
  readonly seq: number;
}

/** A page of everything that was ever committed: at most `limit` entries, after a watermark of an earlier page. */
export interface OutboxPage {
  readonly after?: string;
  readonly limit: number;
}

/** An entry, and whose it is. */
export interface OutboxEntry extends StoredEntry {
  readonly ref: Ref;
}

/**
 * A page of the outbox; fewer than `limit` entries are the last ones. `watermark` is where the next page begins: keep
 * it after the entries are dealt with, and nothing is missed; after a crash the last page comes again.
 */
export interface Outbox {
  readonly entries: readonly OutboxEntry[];
  readonly watermark: string;
}

/** What became of one of many commits: nothing is said of one that was made, the conflict of one that was not. */
export type Committed = ClienteleError | undefined;

/**
 * A repository with what the bridges (`recordEvent`, `runDue`) and reports need besides: many records of one owner at
 * once, who has something due, and pages. Every page goes on after the last thing seen, so what is written meanwhile
 * neither hides nor repeats anything that stays. Texts are in order of their code points.
 */
export interface Storage extends Repository, DeclaresDurability {
  /** What `load` answers for each, in the order asked, in one round trip. All belong to one owner. */
  loadOwner(wanted: readonly Wanted[]): Promise<readonly Loaded[]>;
  /** Owners, each once and in order, who have a record whose column `nextDueOn` is this day or an earlier one. */
  due(page: DuePage): Promise<readonly string[]>;
  /** Which records an owner has, in order of kind and id: what must go when somebody is forgotten. */
  refsOf(owner: string): Promise<readonly Ref[]>;
  /** The records of one kind, in order of owner and id. */
  records(kind: string, page: RecordPage): Promise<readonly StoredRecord[]>;
  /** What happened to one record, oldest first. */
  entries(ref: Ref, page: EntryPage): Promise<readonly StoredEntry[]>;
  /**
   * Everything that was committed, in an order in which the entries of one record keep theirs and what an owner's later
   * commit did comes after what an earlier one did; only commits to different records of an owner may change places, when
   * one of them waited in a long transaction of the host. What a page has passed over is never committed behind it.
   */
  outbox(page: OutboxPage): Promise<Outbox>;
  retry?<Answer>(owner: string, attempt: (storage: Storage) => Promise<Answer>): Promise<Answer>;
  /** `loadOwner` for records of many owners, in one round trip; without it each owner takes one. */
  loadMany?(wanted: readonly Wanted[]): Promise<readonly Loaded[]>;
  /** Many commits in one round trip, each all or nothing for itself; without it each takes one. */
  commitMany?(commits: readonly (readonly Change[])[]): Promise<readonly Committed[]>;
}

/** `loadOwner` for a storage that has nothing better: every record by a `load` of its own, all begun at once. */
export function loadEach(repository: Repository, wanted: readonly Wanted[]): Promise<readonly Loaded[]> {
  const checked = Promise.resolve(wanted.map(({ ref }) => ref)).then(requireOneOwner);
  return checked.then(() => Promise.all(wanted.map(({ ref, lookup }) => repository.load(ref, lookup))));
}

/** Records of any owners, in the order asked. */
export async function loadMany(storage: Storage, wanted: readonly Wanted[]): Promise<readonly Loaded[]> {
  if (storage.loadMany !== undefined) return storage.loadMany(wanted);
  const owners = new Map<string, Wanted[]>();
  for (const one of wanted) {
    const mine = owners.get(one.ref.owner) ?? [];
    owners.set(one.ref.owner, [...mine, one]);
  }
  const found = new Map<Wanted, Loaded>();
  for (const mine of owners.values()) {
    for (const [i, loaded] of (await storage.loadOwner(mine)).entries()) if (mine[i]) found.set(mine[i], loaded);
  }
  return wanted.flatMap((one) => found.get(one) ?? []);
}

/** Many commits, each all or nothing for itself: what became of each, in the order given. */
export async function commitMany(
  storage: Storage,
  commits: readonly (readonly Change[])[],
): Promise<readonly Committed[]> {
  if (storage.commitMany !== undefined) return storage.commitMany(commits);
  const committed: Committed[] = [];
  for (const changes of commits) committed.push(await conflictOf(storage.commit(changes)));
  return committed;
}

async function conflictOf(commit: Promise<void>): Promise<Committed> {
  try {
    await commit;
    return undefined;
  } catch (thrown) {
    if (isClienteleError(thrown, "version_conflict")) return thrown;
    throw thrown;
  }
}
