import { ClienteleError } from "../shared/errors.js";
import type { Columns, RecordKind } from "../shared/record-kind.js";
import { refKey, type Ref } from "../shared/repository.js";
import type {
  DuePage,
  EntryPage,
  Outbox,
  OutboxEntry,
  OutboxPage,
  RecordPage,
  Storage,
  StoredEntry,
  StoredRecord,
} from "../shared/storage.js";
import { compareText } from "../shared/text.js";
import { rowOf, type Layer, type LayerRow } from "./overlay-layer.js";

const pageSize = 500;

/** A storage, the layer over it, and how its kinds of record are described. */
interface Both {
  readonly storage: Storage;
  readonly layer: Layer;
  readonly kindOf: (kind: string) => RecordKind;
  readonly countBelow: (ref: Ref) => Promise<number>;
}

/** The pages of a storage and of the layer over it, as those of one. */
export function overlayPages(
  storage: Storage,
  layer: Layer,
  kindOf: (kind: string) => RecordKind,
): Pick<Storage, "due" | "refsOf" | "records" | "entries" | "outbox"> {
  const both: Both = { storage, layer, kindOf, countBelow: countsBelow(storage) };
  return {
    due: (page) => dueIn(both, page),
    refsOf: (owner) => refsIn(both, owner),
    records: (kind, page) => recordsIn(both, kind, page),
    entries: (ref, page) => entriesIn(both, ref, page),
    outbox: (page) => outboxIn(both, page),
  };
}

async function dueIn(both: Both, { on, after = "", limit }: DuePage): Promise<readonly string[]> {
  const rows = [...both.layer.rows.values()];
  const mine = new Set(rows.filter(({ columns }) => isDue(columns, on)).map(({ ref }) => ref.owner));
  const written = new Set(rows.map(({ ref }) => ref.owner));
  const found = [...mine].filter((owner) => compareText(owner, after) > 0);
  const isStillDue = async (owner: string): Promise<boolean> =>
    !written.has(owner) || (!mine.has(owner) && (await isDueBelow(both, owner, on)));
  for (let [kept, last] = [0, after]; kept < limit;) {
    const page = await both.storage.due({ on, after: last, limit });
    for (const owner of page) {
      if (!(await isStillDue(owner))) continue;
      found.push(owner);
      kept += 1;
    }
    if (page.length < limit) break;
    last = page.at(-1) ?? last;
  }
  return found.sort(compareText).slice(0, limit);
}

/** Whether an owner has something due below that nothing was written over. */
async function isDueBelow({ storage, layer, kindOf }: Both, owner: string, on: string): Promise<boolean> {
  const refs = (await storage.refsOf(owner)).filter((ref) => rowOf(layer, ref) === undefined);
  const loaded = await storage.loadOwner(refs.map((ref) => ({ ref, lookup: {} })));
  return loaded.some(({ record }, i) => {
    return record !== undefined && isDue(kindOf(refs[i]?.kind ?? "").project(record), on);
  });
}

async function refsIn({ storage, layer }: Both, owner: string): Promise<readonly Ref[]> {
  const below = (await storage.refsOf(owner)).filter((ref) => rowOf(layer, ref) === undefined);
  const mine = [...layer.rows.values()].filter(({ ref, record }) => ref.owner === owner && record !== undefined);
  const refs = [...below, ...mine.map(({ ref }) => ref)];
  return refs.sort((left, right) => compareText(left.kind, right.kind) || compareText(left.id, right.id));
}

async function recordsIn(
  { storage, layer }: Both,
  kind: string,
  { after, limit }: RecordPage,
): Promise<readonly StoredRecord[]> {
  const found = [...layer.rows.values()].flatMap((row) => storedIn(row, kind, after));
  for (let [kept, last] = [0, after]; kept < limit;) {
    const page = await storage.records(kind, { limit, ...(last !== undefined && { after: last }) });
    const below = page.filter(({ ref }) => rowOf(layer, ref) === undefined);
    found.push(...below);
    kept += below.length;
    if (page.length < limit) break;
    last = page.at(-1)?.ref;
  }
  return found.sort((left, right) => comparePlaces(left.ref, right.ref)).slice(0, limit);
}

async function entriesIn(
  { storage, layer, countBelow }: Both,
  ref: Ref,
  { after = 0, limit }: EntryPage,
): Promise<readonly StoredEntry[]> {
  const row = rowOf(layer, ref);
  if (row === undefined) return storage.entries(ref, { after, limit });
  const count = row.isApart ? 0 : await countBelow(ref);
  const below = after < count ? await storage.entries(ref, { after, limit: Math.min(limit, count - after) }) : [];
  const from = Math.max(0, after - count);
  const mine = row.history.entries.slice(from, from + limit - below.length);
  return [...below, ...mine.map((entry, i): StoredEntry => ({ ...entry, seq: count + from + i + 1 }))];
}

/** First what is below, then what was added here: so the entries of a record keep their order. */
async function outboxIn({ storage, layer, countBelow }: Both, { after, limit }: OutboxPage): Promise<Outbox> {
  const entries: OutboxEntry[] = [];
  let { below, place } = placeOf(after);
  for (let left = limit; left > 0; left = limit - entries.length) {
    const page = await storage.outbox({ limit: left, ...(below !== null && { after: below }) });
    below = page.watermark;
    entries.push(...page.entries.filter(({ ref }) => rowOf(layer, ref)?.isApart !== true));
    if (page.entries.length < left) break;
  }
  for (; place < layer.log.length && entries.length < limit; place++) {
    const logged = layer.log[place];
    if (logged === undefined) continue;
    const { ref, n, entry } = logged;
    const count = rowOf(layer, ref)?.isApart === true ? 0 : await countBelow(ref);
    entries.push({ ref, ...entry, seq: count + n });
  }
  return { entries, watermark: JSON.stringify([below, place]) };
}

/** How long the histories below are, each counted once: what is added here goes on from there. */
function countsBelow(storage: Storage): (ref: Ref) => Promise<number> {
  const counts = new Map<string, Promise<number>>();
  return (ref) => {
    const key = refKey(ref);
    const count = counts.get(key) ?? countEntries(storage, ref);
    counts.set(key, count);
    return count;
  };
}

async function countEntries(storage: Storage, ref: Ref): Promise<number> {
  for (let count = 0; ;) {
    const page = await storage.entries(ref, { after: count, limit: pageSize });
    count += page.length;
    if (page.length < pageSize) return count;
  }
}

function storedIn({ ref, version, record }: LayerRow, kind: string, after?: Pick<Ref, "owner" | "id">): StoredRecord[] {
  const isLater = after === undefined || comparePlaces(ref, after) > 0;
  return ref.kind === kind && record !== undefined && isLater ? [{ ref, version, record }] : [];
}

function comparePlaces(left: Pick<Ref, "owner" | "id">, right: Pick<Ref, "owner" | "id">): number {
  return compareText(left.owner, right.owner) || compareText(left.id, right.id);
}

function isDue({ nextDueOn }: Columns, on: string): boolean {
  return typeof nextDueOn === "string" && nextDueOn <= on;
}

/** A watermark of both: that of the storage below, and a place among what was added. */
function placeOf(watermark: string | undefined): { readonly below: string | null; readonly place: number } {
  const [, below, place] = /^\[(null|".*"),(\d+)\]$/s.exec(watermark ?? "[null,0]") ?? [];
  if (below !== undefined) return { below: JSON.parse(below) as string | null, place: Number(place) };
  throw new ClienteleError("command_invalid", `after: ${JSON.stringify(watermark)} is no watermark of this storage.`);
}
