import type { Storage } from "../shared/storage.js";

/** A storage that takes and answers texts alone: whatever JSON does not keep is lost on the way. */
export function textStorage(storage: Storage): Storage {
  return {
    load: async (ref, lookup) => throughText(await storage.load(ref, lookup)),
    loadOwner: async (wanted) => (await storage.loadOwner(wanted)).map(throughText),
    due: (page) => storage.due(page),
    refsOf: (owner) => storage.refsOf(owner),
    records: async (kind, page) => throughText(await storage.records(kind, page)),
    entries: async (ref, page) => throughText(await storage.entries(ref, page)),
    outbox: async (page) => throughText(await storage.outbox(page)),
    durability: () => storage.durability(),
    commit: (changes) => storage.commit(throughText(changes)),
  };
}

function throughText<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
