import type { Change, Entry, Loaded, RecordKind, Storage, StoredEntry } from "clientele";
import { memoryStorage } from "clientele/memory";

/** A storage with one fault, and the case of the contract that must find it. */
export interface FaultyStorage {
  readonly fault: string;
  readonly foundBy: string;
  readonly make: (kinds: readonly RecordKind[]) => Storage;
}

/** Storages as somebody in a hurry would write them: each a memory storage with one thing left out. */
export const faultyStorages: readonly FaultyStorage[] = [
  {
    fault: "it ignores the expected version, so the last writer wins",
    foundBy: "a commit at a stale version is refused and writes nothing",
    make: changed((storage) => ({ commit: (changes) => overwrite(storage, changes) })),
  },
  {
    fault: "it reads the version first and writes later, with another writer in between",
    foundBy: "of writers who start or change one record at once exactly one wins",
    make: changed((storage) => ({
      commit: async (changes) => {
        const seen = await storage.loadOwner(changes.map(({ ref }) => ({ ref, lookup: {} })));
        const isCurrent = changes.every(({ expected }, i) => seen[i]?.version === expected);
        return isCurrent ? overwrite(storage, changes) : storage.commit(changes);
      },
    })),
  },
  {
    fault: "it writes change by change, so a commit can stop half way",
    foundBy: "one change that is refused keeps out the whole commit",
    make: changed((storage) => ({
      commit: async (changes) => {
        for (const change of changes) await storage.commit([change]);
      },
    })),
  },
  {
    fault: "it forgets which commands it has carried out",
    foundBy: "a command that is sent again answers the same events and changes nothing",
    make: changed((storage) => {
      let count = 0;
      const renamed = (entry: Entry): Entry => ({ ...entry, command: `${entry.command} ${++count}` });
      return {
        commit: (changes) => storage.commit(changes.map((one) => ({ ...one, entries: one.entries.map(renamed) }))),
      };
    }),
  },
  {
    fault: "it looks for a command in all records of the owner",
    foundBy: "many records of one owner are loaded at once as each would be alone, in the order asked",
    make: changed((storage) => ({
      loadOwner: async (wanted) => {
        const loaded = await storage.loadOwner(wanted);
        return loaded.map((one) => ({ ...one, earlier: loaded.find(({ earlier }) => earlier !== undefined)?.earlier }));
      },
    })),
  },
  {
    fault: "it hands out the object that it keeps",
    foundBy: "who changes what was given or answered changes nothing stored",
    make: changed((storage) => {
      const kept = new Map<string, Loaded>();
      return {
        load: async (ref, lookup) => {
          const key = JSON.stringify([ref, lookup]);
          const found = kept.get(key) ?? structuredClone(await storage.load(ref, lookup));
          kept.set(key, found);
          return found;
        },
      };
    }),
  },
  {
    fault: "it folds upper and lower case in its keys",
    foundBy: "records are kept apart by owner, kind and id, whatever characters these hold",
    make: changed((storage) => ({
      load: (ref, lookup) => storage.load({ ...ref, id: ref.id.toLowerCase() }, lookup),
    })),
  },
  {
    fault: "it deletes the record and keeps what its entries say",
    foundBy: "a deletion takes the record and its entries, and leaves those of other records",
    make: changed((storage) => {
      const history = new Map<string, readonly StoredEntry[]>();
      return {
        commit: async (changes) => {
          for (const { ref } of changes) history.set(ref.id, await storage.entries(ref, { limit: 99 }));
          return storage.commit(changes);
        },
        entries: async (ref, page) => {
          const found = await storage.entries(ref, page);
          return found.length > 0 ? found : (history.get(ref.id) ?? []).slice(page.after ?? 0);
        },
      };
    }),
  },
  {
    fault: "it pages by counting what it skips, so a write between two pages shifts them",
    foundBy: "records of one kind come in order of owner and id, and writes between two pages hide and repeat nothing",
    make: changed((storage) => {
      let skipped = 0;
      return {
        records: async (kind, { after, limit }) => {
          skipped = after === undefined ? 0 : skipped + limit;
          return (await storage.records(kind, { limit: 999 })).slice(skipped, skipped + limit);
        },
      };
    }),
  },
  {
    fault: "it sorts by UTF-16 units instead of code points",
    foundBy: "owners with something due come once each, in order, page by page",
    make: changed((storage) => ({
      due: async ({ on, after = "", limit }) => {
        const owners = await storage.due({ on, limit: 999 });
        return [...owners]
          .sort()
          .filter((owner) => owner > after)
          .slice(0, limit);
      },
    })),
  },
];

function changed(part: (storage: Storage) => Partial<Storage>): (kinds: readonly RecordKind[]) => Storage {
  return (kinds) => {
    const storage = memoryStorage({ kinds });
    return { ...storage, ...part(storage) };
  };
}

/** Commits at whatever version is stored, as often as it takes. */
async function overwrite(storage: Storage, changes: readonly Change[]): Promise<void> {
  const wanted = changes.map(({ ref }) => ({ ref, lookup: {} }));
  const versions = async (): Promise<readonly number[]> => (await storage.loadOwner(wanted)).map((one) => one.version);
  for (;;) {
    const current = await versions();
    try {
      return await storage.commit(changes.map((change, i) => ({ ...change, expected: current[i] ?? 0 })));
    } catch (thrown) {
      if (String(await versions()) === String(current)) throw thrown;
    }
  }
}
