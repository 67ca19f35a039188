import { executeMany, isClienteleError, type Change, type Storage } from "clientele";
import { fromPg, postgresStorage, type PostgresStorage } from "clientele/postgres";
import { recordEvent, recordEvents } from "clientele/program";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { change, context, counterKind, counterRef, moveCounter, seen } from "../../src/testing/contract/counter.js";
import { paid, poolAt, teaHouse } from "./shop.js";

const schema = "aborted";
const pool = poolAt(inject("databaseUrl"));
const [mine, theirs] = [counterRef("cus_1"), counterRef("cus_2")];
let tenants = 0;

beforeAll(() => postgresStorage(pool, { schema }).migrate());

afterAll(() => pool.end());

function freshStorage(): PostgresStorage {
  return postgresStorage(pool, { schema, tenant: `t${++tenants}`, kinds: [counterKind] });
}

type Within = (inside: Storage, abort: () => Promise<unknown>) => Promise<void>;

/** A transaction of the host at an isolation level, which is rolled back in the end. */
async function rolledBack(storage: PostgresStorage, level: string, work: Within): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`begin isolation level ${level}`);
    await work(storage.within(fromPg(client)), () => client.query("select 1 / 0").catch(() => undefined));
  } finally {
    await client.query("rollback");
    client.release();
  }
}

const batch: readonly (readonly Change[])[] = [[change(mine, 1, 5, ["c2"])], [], [change(theirs, 0, 5, ["c2"])]];

describe("in a transaction of the host that a statement of its own has ended", () => {
  const works: readonly (readonly [name: string, work: (inside: Storage) => Promise<unknown>])[] = [
    ["load", (inside) => inside.load(mine, { id: "c1" })],
    ["loadOwner", (inside) => inside.loadOwner([{ ref: mine, lookup: {} }])],
    ["commit", (inside) => inside.commit([change(mine, 1, 5, ["c2"])])],
    [
      "a commit of two records",
      (inside) => inside.commit([change(mine, 1, 5), change(counterRef("cus_1", "b"), 0, 5)]),
    ],
    ["commitMany", async (inside) => inside.commitMany?.(batch)],
    ["commitMany of one owner", async (inside) => inside.commitMany?.([[change(mine, 1, 5)], [change(mine, 2, 6)]])],
    [
      "executeMany",
      (inside) => executeMany(inside, moveCounter, [{ ref: mine, command: { id: "m1", amount: 1 } }], context),
    ],
    ["recordEvent", (inside) => recordEvent(inside, paid("cus_1", "ord_1", 5), teaHouse)],
    ["recordEvents", (inside) => recordEvents(inside, [paid("cus_1", "ord_1", 5)], teaHouse)],
  ];

  test.each(works)("%s is thrown, says what to do, and nothing is written", async (_, work) => {
    const storage = freshStorage();
    await storage.commit([change(mine, 0, 1, ["c1"])]);
    await rolledBack(storage, "read committed", async (inside, abort) => {
      await abort();
      const thrown = work(inside);
      const details = { reason: "other", code: "25P02" };
      await expect(thrown).rejects.toMatchObject({ code: "storage_failed", details });
      await expect(thrown).rejects.toThrow("Roll it back, and do all of it again.");
    });
    expect(seen(await storage.load(mine, {}))).toEqual({ version: 1, value: 1 });
    expect((await storage.load(theirs, {})).version).toBe(0);
  });
});

describe("many commits in a transaction of the host that meet a faster writer", () => {
  test("are told one by one where the transaction can go on", async () => {
    const storage = freshStorage();
    await storage.commit([change(mine, 0, 1, ["c1"])]);
    await rolledBack(storage, "read committed", async (inside) => {
      await storage.commit([change(mine, 1, 9, ["faster"])]);
      const committed = await inside.commitMany?.(batch);
      expect(committed?.map((one) => one?.code)).toEqual(["version_conflict", undefined, undefined]);
      expect(seen(await inside.load(theirs, {}))).toEqual({ version: 1, value: 5 });
    });
    expect((await storage.load(theirs, {})).version).toBe(0);
  });

  test.each(["repeatable read", "serializable"])("are thrown at %s, where it cannot", async (level) => {
    const storage = freshStorage();
    await storage.commit([change(mine, 0, 1, ["c1"])]);
    await rolledBack(storage, level, async (inside) => {
      await inside.load(mine, {});
      await storage.commit([change(mine, 1, 9, ["faster"])]);
      const thrown = await inside.commitMany?.(batch).catch((error: unknown) => error);
      expect(isClienteleError(thrown, "version_conflict")).toBe(true);
      await expect(inside.load(mine, {})).rejects.toMatchObject({ details: { code: "25P02" } });
    });
    expect(seen(await storage.load(mine, {}))).toEqual({ version: 2, value: 9 });
    expect((await storage.load(theirs, {})).version).toBe(0);
  });
});
