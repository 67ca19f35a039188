import { requireOneOwner } from "./commit.js";
import type { Day } from "./days.js";
import type { RecordEnvelope } from "./envelope.js";
import type { Entry, Loaded, Lookup, Ref, Repository } from "./repository.js";

/** One record to load, and what to look for with it. */
export interface Wanted {
  readonly ref: Ref;
  readonly lookup: Lookup;
}

/** A page of the owners with something due: at most `limit` of them, after a given owner. */
export interface DuePage {
  readonly on: Day;
  readonly after?: string;
  readonly limit: number;
}

/** A page of the records of one kind: at most `limit` of them, after a given one. */
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

/** A page of the history of one record: at most `limit` entries, after the given number. */
export interface EntryPage {
  readonly after?: number;
  readonly limit: number;
}

/** An entry with its number in the history of its record: 1, 2, 3 without a gap. */
export interface StoredEntry extends Entry {
  readonly seq: number;
}

/**
 * A repository with what the bridges (`recordEvent`, `runDue`) and reports need besides: many records of one owner at
 * once, who has something due, and pages. Every page goes on after the last thing seen, so what is written meanwhile
 * neither hides nor repeats anything that stays. Texts are in order of their code points.
 */
export interface Storage extends Repository {
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
}

/** `loadOwner` for a storage that has nothing better: every record by a `load` of its own, all begun at once. */
export function loadEach(repository: Repository, wanted: readonly Wanted[]): Promise<readonly Loaded[]> {
  const checked = Promise.resolve(wanted.map(({ ref }) => ref)).then(requireOneOwner);
  return checked.then(() => Promise.all(wanted.map(({ ref, lookup }) => repository.load(ref, lookup))));
}
