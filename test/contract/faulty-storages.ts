import {
  withRetry,
  type Change,
  type Entry,
  type Loaded,
  type RecordKind,
  type Storage,
  type StoredEntry,
} from "clientele";
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
  {
    fault: "it numbers its outbox by the time of the commit, so what was recorded at one instant comes in any order",
    foundBy: "the outbox shows every entry once, in the order of the commits of its owner, page by page",
    make: changed((storage) => ({
      outbox: async ({ after = "0", limit }) => {
        const { entries } = await storage.outbox({ limit: 999 });
        const sorted = [...entries].sort((left, right) => (left.command < right.command ? 1 : -1));
        const to = Number(after) + limit;
        return { entries: sorted.slice(Number(after), to), watermark: String(Math.min(to, sorted.length)) };
      },
    })),
  },
  {
    fault: "its outbox skips what was committed while a page was read",
    foundBy: "an outbox that is read while others write misses nothing and shows nothing twice",
    make: changed((storage) => ({
      outbox: async (page) => {
        const { entries } = await storage.outbox(page);
        return { entries, watermark: (await storage.outbox({ limit: 9_999 })).watermark };
      },
    })),
  },
  {
    fault: "of many commits it stops at the first that is refused",
    foundBy: "of many commits each is made or refused for itself",
    make: changed((storage) => ({
      commitMany: async (commits) => {
        for (const changes of commits) await storage.commit(changes);
        return [];
      },
    })),
  },
  {
    fault: "it keeps all tenants in one table without their names",
    foundBy: "two storages that are made beside each other share nothing",
    make: (() => {
      let shared: Storage | undefined;
      return (kinds: readonly RecordKind[]) => (shared ??= memoryStorage({ kinds }));
    })(),
  },
  {
    fault: "it makes an attempt again on what was loaded the first time",
    foundBy: "an attempt that met a faster writer is made again on what that one left",
    make: changed((storage) => {
      const kept = new Map<string, Loaded>();
      const stale: Storage = {
        ...storage,
        load: async (ref, lookup) => {
          const loaded = kept.get(ref.id) ?? (await storage.load(ref, lookup));
          kept.set(ref.id, loaded);
          return loaded;
        },
      };
      return { retry: (owner, attempt) => withRetry(stale, owner, attempt) };
    }),
  },
  {
    fault: "it answers one record before a commit and another after it",
    foundBy: "who reads two records at once never sees half of a commit",
    make: changed((storage) => ({
      loadOwner: async (wanted) => {
        const loaded: Loaded[] = [];
        for (const one of wanted) loaded.push(...(await storage.loadOwner([one])));
        return loaded;
      },
    })),
  },
];

/** A memory storage with some of its parts changed. */
export function changed(part: (storage: Storage) => Partial<Storage>): (kinds: readonly RecordKind[]) => Storage {
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
