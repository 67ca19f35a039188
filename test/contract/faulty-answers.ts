import { commitMany, type Storage, type StoredEntry } from "clientele";
import { memoryStorage } from "clientele/memory";
import { changed, type FaultyStorage } from "./faulty-storages.js";

/** Storages that write everything and answer something else: what is found late, and in another place. */
export const faultyAnswers: readonly FaultyStorage[] = [
  {
    fault: "it looks for a subject in all records of the owner",
    foundBy: "a load tells of its own record alone, also where others share its id, command or subject",
    make: changed((storage) => ({
      load: async (ref, lookup) => {
        const others = (await storage.refsOf(ref.owner)).filter(({ id }) => id !== ref.id);
        const loaded = [await storage.load(ref, lookup)];
        for (const other of others) loaded.push(await storage.load(other, lookup));
        return { ...(await storage.load(ref, lookup)), related: loaded.flatMap(({ related }) => related) };
      },
    })),
  },
  {
    fault: "it trims the blanks of a command's id",
    foundBy: "commands and subjects are kept apart, whatever characters they hold",
    make: changed((storage) => ({
      load: async (ref, lookup) => {
        const entries = await storage.entries(ref, { limit: 999 });
        const earlier = entries.find(({ command }) => command.trimEnd() === lookup.id?.trimEnd());
        return { ...(await storage.load(ref, lookup)), earlier };
      },
    })),
  },
  {
    fault: "it reads the record first and its entries a moment later",
    foundBy: "who loads a record while it is written finds the events up to its version, and none beyond",
    make: changed((storage) => ({
      load: async (ref, lookup) => {
        const { version, record } = await storage.load(ref, {});
        await Promise.resolve();
        return { ...(await storage.load(ref, lookup)), version, record };
      },
    })),
  },
  {
    fault: "its columns take 65,535 characters",
    foundBy: "an entry with texts of a hundred thousand characters comes back whole",
    make: changed((storage) => ({
      load: async (ref, lookup) => {
        const { earlier, ...loaded } = await storage.load(ref, lookup);
        const cut = earlier && { ...earlier, fingerprint: earlier.fingerprint.slice(0, 65_535) };
        return { ...loaded, earlier: cut };
      },
    })),
  },
  {
    fault: "it deletes the records of that id whatever their kind",
    foundBy: "entries, and a deletion, are of one record alone, also where others share its id",
    make: changed((storage) => ({
      commit: async (changes) => {
        await storage.commit(changes);
        for (const { ref, record } of changes) {
          const same = (await storage.refsOf(ref.owner)).filter(({ id }) => id === ref.id && record === undefined);
          for (const one of same) {
            const { version } = await storage.load(one, {});
            await storage.commit([{ ref: one, expected: version, record: undefined, entries: [] }]);
          }
        }
      },
    })),
  },
  {
    fault: "its page of records shows the version that a record began with",
    foundBy: "a page of records shows each as a load does",
    make: changed((storage) => ({
      records: async (kind, page) => (await storage.records(kind, page)).map((one) => ({ ...one, version: 1 })),
    })),
  },
  {
    fault: "its history forgets what an entry was about",
    foundBy: "entries of one record come in the order of their commits, numbered without a gap",
    make: changed((storage) => ({
      entries: async (ref, page) => (await storage.entries(ref, page)).map(withoutSubject),
    })),
  },
  {
    fault: "it counts the rows of a page before it leaves out the owners that it has shown",
    foundBy: "owners with something due come once each, in order, page by page",
    make: changed((storage) => ({
      due: async ({ on, after, limit }) => {
        const owners = await storage.due({ on, limit: 999, ...(after !== undefined && { after }) });
        return owners.slice(0, Math.ceil(limit / 2));
      },
    })),
  },
  {
    fault: "it begins the outbox anew after an empty page",
    foundBy: "a watermark stays where it is while nothing comes, and misses nothing that comes after a deletion",
    make: changed((storage) => ({
      outbox: async (page) => {
        const { entries, watermark } = await storage.outbox(page);
        return { entries, watermark: entries.length === 0 ? "0" : watermark };
      },
    })),
  },
  {
    fault: "it gives the number of a deleted entry to the next one",
    foundBy: "a watermark stays where it is while nothing comes, and misses nothing that comes after a deletion",
    make: changed((storage) => ({
      outbox: async ({ after = "0", limit }) => {
        const { entries } = await storage.outbox({ limit: 999 });
        const page = entries.slice(Number(after), Number(after) + limit);
        return { entries: page, watermark: String(Number(after) + page.length) };
      },
    })),
  },
  {
    fault: "it leaves the deleted out of a page of the outbox after it has counted them",
    foundBy: "pages of the outbox are full up to the last, and who changes them changes nothing in it",
    make: changed((storage) => ({
      outbox: async ({ limit, ...page }) => storage.outbox({ ...page, limit: Math.max(1, limit - 1) }),
    })),
  },
  {
    fault: "it refuses all of an owner's many commits for one of them",
    foundBy: "of many commits of one owner each is made or refused for itself, one after the other",
    make: changed((storage) => ({
      commitMany: async (commits) => {
        const committed = await commitMany(storage, commits);
        const refused = committed.find((one) => one !== undefined);
        return commits.map(() => refused);
      },
    })),
  },
  {
    fault: "its pages show what other tenants have",
    foundBy: "the pages of two storages show nothing of each other, and a deletion takes nothing from beside",
    make: beside((mine, first) => ({
      refsOf: async (owner) => [...(await mine.refsOf(owner)), ...(await first.refsOf(owner))],
    })),
  },
  {
    fault: "its outbox shows what other tenants have",
    foundBy: "the outboxes of two storages show nothing of each other",
    make: beside((_, first) => ({ outbox: (page) => first.outbox(page) })),
  },
];

function withoutSubject({ seq, command, fingerprint, events }: StoredEntry): StoredEntry {
  return { seq, command, fingerprint, events };
}

/** A storage that knows the one that was made before it. */
function beside(part: (mine: Storage, first: Storage) => Partial<Storage>): FaultyStorage["make"] {
  let first: Storage | undefined;
  return (kinds) => {
    const mine = memoryStorage({ kinds });
    const made = first === undefined ? mine : { ...mine, ...part(mine, first) };
    first = mine;
    return made;
  };
}
