import { isClienteleError, withRetry, type Loaded, type Storage } from "clientele";
import { seededChance } from "clientele/testing";
import { counter, counterRef, entry, type Counter } from "../../src/testing/contract/counter.js";

/** What was seen while sums moved between two records of one owner. */
export interface Seen {
  /** Every sum of the two that a reader saw. */
  readonly sums: readonly number[];
  readonly lowest: number;
  readonly moved: number;
}

const refs = [counterRef("bank", "left"), counterRef("bank", "right")] as const;

/** Eight writers move sums between two records that hold 100 together, in one commit each, while one reads both. */
export async function runBank(storage: Storage): Promise<Seen> {
  await storage.commit(refs.map((ref) => ({ ref, expected: 0, record: counter(ref, 50), entries: [] })));
  const values: (readonly number[])[] = [];
  let moved = 0;
  const writing = { isDone: false };
  const read = async (): Promise<void> => {
    while (!writing.isDone) values.push((await loadBoth(storage)).map(valueOf));
  };
  const write = async (writer: number): Promise<void> => {
    const chance = seededChance(writer);
    for (let made = 0; made < 8; made++) {
      await again(() => move(storage, `w${writer}_${made}`, chance.below(60) - 30));
      moved += 1;
    }
  };
  const writers = Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer))).finally(
    () => (writing.isDone = true),
  );
  await Promise.all([writers, read()]);
  const sums = [...new Set(values.map(([left = 0, right = 0]) => left + right))];
  return { sums, lowest: Math.min(...values.flat()), moved };
}

function move(storage: Storage, id: string, wanted: number): Promise<void> {
  return withRetry(storage, "bank", async (port) => {
    const loaded = await port.loadOwner(refs.map((ref) => ({ ref, lookup: { id } })));
    const [left = 0, right = 0] = loaded.map(valueOf);
    const amount = Math.max(-left, Math.min(right, wanted));
    const after = [left + amount, right - amount];
    await port.commit(
      refs.map((ref, i) => {
        const expected = loaded[i]?.version ?? 0;
        return { ref, expected, record: counter(ref, after[i] ?? 0), entries: [entry(id)] };
      }),
    );
  });
}

/** Where readers are put in order as well, one of them can lose. */
function loadBoth(storage: Storage): Promise<readonly Loaded[]> {
  return again(() => storage.loadOwner(refs.map((ref) => ({ ref, lookup: {} }))));
}

function valueOf({ record }: Loaded): number {
  return (record as Counter).value;
}

async function again<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      if (!isClienteleError(thrown, "version_conflict")) throw thrown;
    }
  }
}
