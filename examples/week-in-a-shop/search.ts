import type { Storage } from "clientele";
import { customers } from "./week.js";

/** How many texts a storage holds, and in how many of them something was found. */
export interface Found {
  readonly searched: number;
  readonly found: number;
}

/** Looks for words in every record that any customer has, and in everything that ever happened to it. */
export async function search(storage: Storage, words: readonly string[]): Promise<Found> {
  let [searched, found] = [0, 0];
  for (const customerId of customers) {
    for (const ref of await storage.refsOf(customerId)) {
      const { record } = await storage.load(ref, {});
      const entries = await storage.entries(ref, { limit: 10_000 });
      const texts = [record, ...entries].map((each) => JSON.stringify(each));
      searched += texts.length;
      found += texts.filter((text) => words.some((word) => text.includes(word))).length;
    }
  }
  return { searched, found };
}
