import { ClienteleError } from "../shared/errors.js";
import type { Storage } from "../shared/storage.js";

/**
 * What can befall a commit: another writer is faster; the request never arrives; it is carried out but the answer is
 * lost, so that the caller cannot know.
 */
export type Trouble = "conflict" | "lost_request" | "lost_answer";

/**
 * A storage whose first commits meet the listed trouble, one each; `undefined` lets one pass, and so does the end of
 * the list. With it a host tests that its own code sends a command again and that nothing happens twice.
 *
 * @example
 * ```ts
 * import { memoryStorage } from "clientele/memory";
 * import { troubledStorage } from "clientele/testing";
 *
 * const storage = troubledStorage(memoryStorage(), ["lost_answer"]);
 * await storage.commit([]); // throws storage_failed
 * await storage.commit([]);
 * ```
 */
export function troubledStorage(storage: Storage, troubles: readonly (Trouble | undefined)[]): Storage {
  const left = [...troubles];
  return {
    load: (ref, lookup) => storage.load(ref, lookup),
    loadOwner: (wanted) => storage.loadOwner(wanted),
    due: (page) => storage.due(page),
    refsOf: (owner) => storage.refsOf(owner),
    records: (kind, page) => storage.records(kind, page),
    entries: (ref, page) => storage.entries(ref, page),
    outbox: (page) => storage.outbox(page),
    durability: () => storage.durability(),
    commit: async (changes) => {
      const trouble = left.shift();
      if (trouble === "conflict") throw new ClienteleError("version_conflict", "A faster writer was made up.");
      if (trouble !== "lost_request") await storage.commit(changes);
      if (trouble !== undefined) throw new ClienteleError("storage_failed", `A made-up trouble: ${trouble}.`);
    },
  };
}
