import { commandRepeated, requireCommit, requireOneOwner, versionConflict } from "../shared/commit.js";
import type { Durability } from "../shared/durability.js";
import { ClienteleError, isClienteleError } from "../shared/errors.js";
import type { RecordKind } from "../shared/record-kind.js";
import type { Change, Loaded, Ref } from "../shared/repository.js";
import type { Committed, Storage, Wanted } from "../shared/storage.js";
import { singleCommitValues } from "./commit-single.js";
import { commitValues, type Untold } from "./commit-values.js";
import { sizedFor, type Database } from "./database.js";
import {
  entryOf,
  loadedOf,
  outboxEntryOf,
  recordOf,
  type EntryRow,
  type LoadedRow,
  type OutboxRow,
  type RecordRow,
  type StaleRow,
} from "./rows.js";
import type { Statements } from "./statements.js";
import { rowsOf } from "./trouble.js";
import { placeOf, watermarkOf } from "./watermark.js";

/** What a storage is made of: whose data, where, in which words. */
export interface Bound {
  readonly db: Database;
  readonly tenant: string;
  readonly statements: Statements;
  readonly kindOf: (kind: string) => RecordKind;
  /** Whether all of it is in one transaction of the host, which a statement that fails puts an end to. */
  readonly isWithin?: boolean;
}

/** The reads and commits of a storage on one connection, or on whatever hands out connections. */
export function portsOn(bound: Bound): Storage {
  const { db, tenant, statements, kindOf } = bound;
  const rows = (statement: string, ...values: unknown[]): Promise<readonly unknown[]> =>
    rowsOf(db, statement, [tenant, ...values]);
  return {
    load: async (ref, lookup) => {
      const { owner, kind, id } = ref;
      const [row] = await rows(statements.load, owner, kind, id, lookup.id ?? null, lookup.about ?? null);
      if (row === undefined) throw new ClienteleError("storage_failed", "A load was answered without a row.");
      return loadedOf(row as LoadedRow, kindOf(kind));
    },
    loadOwner: async (wanted) => {
      requireOneOwner(wanted.map(({ ref }) => ref));
      return loadAny(bound, wanted);
    },
    loadMany: (wanted) => loadAny(bound, wanted),
    commit: (changes) => commitOne(bound, changes),
    commitMany: (commits) => commitAny(bound, commits),
    due: async ({ on, after = "", limit }) => {
      const found = await rows(statements.due, on, after, limit);
      return (found as readonly { readonly owner: string }[]).map(({ owner }) => owner);
    },
    refsOf: async (owner) => {
      const found = await rows(statements.refsOf, owner);
      return (found as readonly Pick<Ref, "kind" | "id">[]).map(({ kind, id }) => ({ owner, kind, id }));
    },
    records: async (kind, { after = { owner: "", id: "" }, limit }) => {
      const found = await rows(statements.records, kind, after.owner, after.id, limit);
      return (found as readonly RecordRow[]).map(({ owner, id, version, record }) => {
        return { ref: { owner, kind, id }, version, record: recordOf(record, kindOf(kind)) };
      });
    },
    entries: async ({ owner, kind, id }, { after = 0, limit }) => {
      const found = await rows(statements.entries, owner, kind, id, after, limit);
      return (found as readonly EntryRow[]).map(entryOf);
    },
    outbox: async ({ after, limit }) => {
      const found = (await rows(statements.outbox, ...placeOf(after), limit)) as readonly OutboxRow[];
      const last = found.at(-1);
      return { entries: found.map(outboxEntryOf), watermark: last === undefined ? (after ?? "") : watermarkOf(last) };
    },
    durability: () => durabilityOf(bound),
  };
}

async function loadAny({ db, tenant, statements, kindOf }: Bound, wanted: readonly Wanted[]): Promise<Loaded[]> {
  if (wanted.length === 0) return [];
  const sought = wanted.map(({ ref, lookup: { id: command, about } }, place) => ({ ...ref, command, about, place }));
  const statement = sizedFor(wanted.length, statements.loadMany);
  const rows = await rowsOf(db, statement, [tenant, JSON.stringify(sought)]);
  return rows.map((row, i) => loadedOf(row as LoadedRow, kindOf(wanted[i]?.ref.kind ?? "")));
}

/** Commits the changes of one owner. What is `untold` must have no entry yet. */
export async function commitOne(
  bound: Bound,
  changes: readonly Change[],
  untold: readonly Untold[] = [],
): Promise<void> {
  requireCommit(changes);
  if (changes.length === 0) return;
  if (await isCommittedSingly(bound, changes, untold)) return;
  const [stale] = await staleAfter(bound, changes, untold);
  if (stale !== undefined) throw conflictOf(stale);
}

async function isCommittedSingly(
  { db, tenant, statements, kindOf }: Bound,
  changes: readonly Change[],
  untold: readonly Untold[],
): Promise<boolean> {
  const values = singleCommitValues(changes, kindOf, untold);
  return values !== undefined && (await rowsOf(db, statements.singleCommit, [tenant, ...values])).length > 0;
}

/** Commits of many owners in one statement. Where the statement as a whole meets another writer, one after the other. */
async function commitAny(bound: Bound, commits: readonly (readonly Change[])[]): Promise<readonly Committed[]> {
  commits.forEach(requireCommit);
  const owners = new Set(commits.flatMap(([first]) => first?.ref.owner ?? []));
  const filled = commits.filter(({ length }) => length > 0);
  if (owners.size === filled.length) {
    try {
      const stale = filled.length === 0 ? [] : await staleAfter(bound, filled.flat(), []);
      return commits.map(([first]) => {
        const found = stale.find(({ owner }) => owner === first?.ref.owner);
        return found === undefined ? undefined : conflictOf(found);
      });
    } catch (thrown) {
      if (!isClienteleError(thrown, "version_conflict") || bound.isWithin === true) throw thrown;
    }
  }
  const committed: Committed[] = [];
  for (const changes of commits) committed.push(await triedAlone(bound, changes));
  return committed;
}

async function triedAlone(bound: Bound, changes: readonly Change[]): Promise<Committed> {
  try {
    await commitOne(bound, changes);
    return undefined;
  } catch (thrown) {
    const isOver = bound.isWithin === true && isClienteleError(thrown) && "code" in thrown.details;
    if (isClienteleError(thrown, "version_conflict") && !isOver) return thrown;
    throw thrown;
  }
}

async function staleAfter(
  { db, tenant, statements, kindOf }: Bound,
  changes: readonly Change[],
  untold: readonly Untold[],
): Promise<readonly StaleRow[]> {
  const lists = commitValues(changes, kindOf, untold);
  const { commit, guardedCommit, deletingCommit } = statements;
  const deletes = changes.some(({ record }) => record === undefined);
  const statement = deletes ? deletingCommit : untold.length > 0 ? guardedCommit : commit;
  const values = statement === commit ? lists.slice(0, 2) : lists;
  const most = Math.max(changes.length, changes.flatMap(({ entries }) => entries).length);
  const rows = await rowsOf(db, sizedFor(most, statement), [tenant, ...values]);
  return rows as readonly StaleRow[];
}

function conflictOf({ owner, kind, id, expected, stored, command }: StaleRow): ClienteleError {
  const ref = { owner, kind, id };
  return command === null ? versionConflict(ref, { stored, expected }) : commandRepeated(ref, command);
}

/** A server that neither syncs its log nor waits for it keeps what the process was told, until the power fails. */
async function durabilityOf({ db, statements }: Bound): Promise<Durability> {
  // PGlite says where it keeps its files; without a place it keeps them in memory.
  const place = (db as { readonly dataDir?: unknown }).dataDir;
  const isPglite = "dataDir" in db;
  if (isPglite && (typeof place !== "string" || place === "" || place.startsWith("memory:"))) return "memory";
  const [row] = await rowsOf(db, statements.durability, []);
  const { fsync, synced } = row as { readonly fsync: string; readonly synced: string };
  return fsync === "on" && synced !== "off" ? "power" : "process";
}
