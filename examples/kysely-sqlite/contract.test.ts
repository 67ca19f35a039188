import { repositoryContract } from "clientele/testing";
import { describe, test } from "vitest";
import { openDatabase } from "./database.js";
import { shopPlaces, type Place } from "./places.js";
import { shopRepository } from "./repository.js";
import { createTables } from "./tables.js";

/** The contract stores counters; here they lie where accounts and cases lie. */
const places: Readonly<Record<string, Place>> = {
  ...shopPlaces,
  contract_counter: { table: "loyalty_account", columns: () => ({}) },
  contract_other: { table: "service_case", columns: () => ({}) },
};

// The shop has `execute` alone, so it needs neither pages nor what the whole program asks of a storage.
const cases = repositoryContract(emptyShop, { without: ["owners", "pages", "due", "outbox", "durability"] });

describe("the shop's repository keeps the contract", () => {
  for (const { name, run } of cases) test(name, run);
});

async function emptyShop(): Promise<ReturnType<typeof shopRepository>> {
  const db = openDatabase(":memory:");
  await createTables(db);
  return shopRepository(db, places);
}
