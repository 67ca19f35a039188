import { recordKinds } from "../memory/kinds.js";
import { canonicalJson } from "../shared/json.js";
import type { Storage, StoredEntry, StoredRecord } from "../shared/storage.js";

/** One record, with everything that happened to it. */
export interface StoredHistory extends StoredRecord {
  readonly entries: readonly StoredEntry[];
}

const pageSize = 200;

/** All records of the library's kinds, in order of kind, owner and id, each with its entries. */
export async function storedHistories(storage: Storage): Promise<readonly StoredHistory[]> {
  const found: StoredHistory[] = [];
  for (const kind of kindNames) {
    for (const stored of await recordsOf(storage, kind)) {
      found.push({ ...stored, entries: await entriesOf(storage, stored.ref) });
    }
  }
  return found;
}

/**
 * All records of the library's kinds with their entries, as canonical JSON under kind, owner and id: to compare two
 * storages byte for byte.
 */
export async function storedTexts(storage: Storage): Promise<Readonly<Record<string, string>>> {
  const stored = await storedHistories(storage);
  return Object.fromEntries(
    stored.map(({ ref, record, entries }) => [
      `${ref.kind} ${ref.owner} ${ref.id}`,
      canonicalJson({ record, entries }),
    ]),
  );
}

const kindNames: readonly string[] = recordKinds.map(({ kind }) => kind).sort();

async function recordsOf(storage: Storage, kind: string): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = [];
  for (let page = await storage.records(kind, { limit: pageSize }); ;) {
    found.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return found;
    page = await storage.records(kind, { after: last.ref, limit: pageSize });
  }
}

async function entriesOf(storage: Storage, ref: StoredRecord["ref"]): Promise<readonly StoredEntry[]> {
  const found: StoredEntry[] = [];
  for (let after = 0; ;) {
    const page = await storage.entries(ref, { after, limit: pageSize });
    found.push(...page);
    if (page.length < pageSize) return found;
    after = page.at(-1)?.seq ?? after;
  }
}
