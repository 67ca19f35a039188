import type { EventEnvelope } from "../shared/envelope.js";
import type { Ref } from "../shared/repository.js";
import type { Storage, StoredEntry, StoredRecord } from "../shared/storage.js";

const pageSize = 500;

/** Every record of a kind, in order of owner and id, a page at a time. */
export async function* eachRecord(storage: Storage, kind: string): AsyncGenerator<StoredRecord> {
  for (let after: Ref | undefined; ;) {
    const page: readonly StoredRecord[] = await storage.records(kind, {
      limit: pageSize,
      ...(after !== undefined && { after }),
    });
    yield* page;
    if (page.length < pageSize) return;
    after = page.at(-1)?.ref;
  }
}

/** Everything that happened to one record, oldest first; the caller knows of what kind its events are. */
export async function historyOf<Event extends EventEnvelope>(storage: Storage, ref: Ref): Promise<readonly Event[]> {
  const events: Event[] = [];
  for (let after = 0; ;) {
    const page: readonly StoredEntry[] = await storage.entries(ref, { after, limit: pageSize });
    events.push(...page.flatMap((entry) => entry.events as readonly Event[]));
    if (page.length < pageSize) return events;
    after = page.at(-1)?.seq ?? after;
  }
}
