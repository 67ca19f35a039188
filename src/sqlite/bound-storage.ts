import { requireCommit, requireOneOwner } from "../shared/commit.js";
import { isClienteleError } from "../shared/errors.js";
import type { Change, Loaded } from "../shared/repository.js";
import type { Committed, Storage, Wanted } from "../shared/storage.js";
import { inSavepoint, type Handle } from "./handle.js";
import { loadOne, pagesOf, type Reader } from "./read.js";
import { packed, write, type PackedChange } from "./write.js";

/** A connection in a certain state: how work is run there, and how a commit begins and ends. */
export interface Bound extends Reader {
  /** Throws when the tables are not those of this version. */
  readonly checkSchema: () => void;
  /** Runs the work, and throws what this library throws for what a driver threw. */
  readonly run: <Answer>(work: () => Answer) => Promise<Answer>;
  /** Does all of the work or nothing of it. */
  readonly begin: <Answer>(work: () => Answer) => Answer;
}

/** What a storage does on a connection, in a transaction of its own or of the host. */
export function boundStorage(bound: Bound): Omit<Storage, "retry" | "durability"> {
  const { handle, tenant, kindOf, checkSchema, run, begin } = bound;
  const pages = pagesOf(bound);
  const read = <Answer>(work: () => Answer): Promise<Answer> => {
    return run(() => {
      checkSchema();
      return work();
    });
  };
  const loadAll = (wanted: readonly Wanted[]): Promise<readonly Loaded[]> => {
    return read(() => inSavepoint(handle, () => wanted.map((one) => loadOne(bound, one))));
  };
  const pack = (changes: readonly Change[]): readonly PackedChange[] => {
    requireCommit(changes);
    return changes.map((change) => packed(change, kindOf(change.ref.kind)));
  };
  const writeAll = (changes: readonly PackedChange[]): void => {
    for (const change of changes) write(handle, tenant, change);
  };
  return {
    load: (ref, lookup) => read(() => inSavepoint(handle, () => loadOne(bound, { ref, lookup }))),
    loadOwner: async (wanted) => {
      requireOneOwner(wanted.map(({ ref }) => ref));
      return loadAll(wanted);
    },
    loadMany: loadAll,
    commit: async (changes) => {
      const ready = pack(changes);
      if (ready.length > 0) await read(() => begin(() => writeAll(ready)));
    },
    commitMany: async (commits) => {
      const ready = commits.map(pack);
      const writeEach = (): readonly Committed[] => ready.map((changes) => conflictOf(handle, () => writeAll(changes)));
      return ready.length === 0 ? [] : read(() => begin(writeEach));
    },
    due: (page) => read(() => pages.due(page)),
    refsOf: (owner) => read(() => pages.refsOf(owner)),
    records: (kind, page) => read(() => pages.records(kind, page)),
    entries: (ref, page) => read(() => pages.entries(ref, page)),
    outbox: (page) => read(() => pages.outbox(page)),
  };
}

/** One of many commits in one transaction: its conflict, after which nothing of it is left, or nothing. */
function conflictOf(handle: Handle, work: () => void): Committed {
  try {
    inSavepoint(handle, work);
    return undefined;
  } catch (thrown) {
    if (isClienteleError(thrown, "version_conflict")) return thrown;
    throw thrown;
  }
}
