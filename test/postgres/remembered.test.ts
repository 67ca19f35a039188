import { execute, withRetry, type Ref } from "clientele";
import { earnPoints, redeemPoints, reversePoints, type PointsAccount } from "clientele/points";
import { postgresStorage, type Database, type PostgresStorage } from "clientele/postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { change, counterKind, counterRef, seen } from "../../src/testing/contract/counter.js";
import { accountOf, openWith, pointsOf, poolAt, teaHouse } from "./shop.js";

const schema = "remembered";
const pool = poolAt(inject("databaseUrl"));
const asked: string[] = [];
/** The same pool, noting what it is asked. */
const noted: Database = {
  query: (text, values) => {
    asked.push(text);
    return pool.query(text, values);
  },
};
const points = { points: teaHouse.points, zone: teaHouse.zone, now: teaHouse.now };
let tenants = 0;
let storage: PostgresStorage;
let other: PostgresStorage;
let account: Ref;

beforeAll(() => postgresStorage(pool, { schema }).migrate());

beforeEach(async () => {
  const mine = { schema, tenant: `t${++tenants}`, kinds: [counterKind] };
  storage = postgresStorage(noted, { ...mine, cache: 100 });
  other = postgresStorage(pool, mine);
  account = accountOf("cus_7");
  await openWith(storage, "cus_7", 100);
  asked.splice(0);
});

afterAll(() => pool.end());

/** Takes back what an order earned. */
function reverse(id: string, about = "ord_1") {
  return execute(storage, account, reversePoints, { id, about }, points);
}

/** An order of whole yuan, which is told as what it is about. */
function order(id: string, yuan: number) {
  const lines = [{ sku: "tea", quantity: 1, paid: `${yuan}.00` }];
  return { id, about: "ord_1", type: "order.paid", occurredAt: teaHouse.now.toISOString(), lines } as const;
}

function earn(on: PostgresStorage, id: string) {
  return execute(on, account, earnPoints, order(id, 30), points);
}

async function historyOf(ref: Ref): Promise<readonly string[]> {
  return (await storage.entries(ref, { limit: 99 })).map(({ command }) => command);
}

describe("on an account that is remembered", () => {
  test("an order that is told for the first time is one statement", async () => {
    expect(await earn(storage, "ord_1")).toMatchObject({ ok: true, replayed: false });
    expect(asked).toHaveLength(1);
    expect(await pointsOf(other, "cus_7")).toBe(130);
  });

  test("an order that was told already is answered as it was, and earns nothing more", async () => {
    const first = await earn(storage, "ord_1");
    const again = await earn(storage, "ord_1");
    expect(again).toMatchObject({ ok: true, replayed: true });
    expect(again.ok && again.events).toEqual(first.ok && first.events);
    expect(await pointsOf(other, "cus_7")).toBe(130);
    await expect(execute(storage, account, earnPoints, order("ord_1", 31), points)).rejects.toMatchObject({
      code: "command_reused",
    });
  });

  test("an order that another server was told meanwhile is answered as it was there", async () => {
    await earn(other, "ord_1");
    expect(await earn(storage, "ord_1")).toMatchObject({ ok: true, replayed: true });
    expect(await pointsOf(other, "cus_7")).toBe(130);
  });

  test("what was earned for an order is found by what is said about it, and taken back once", async () => {
    await earn(storage, "ord_1");
    expect(await reverse("ref_1")).toMatchObject({ ok: true, replayed: false });
    expect(await pointsOf(other, "cus_7")).toBe(100);
    expect(await reverse("ref_2")).toMatchObject({ ok: false, rejection: { code: "nothing_to_reverse" } });
    expect(await reverse("ref_1")).toMatchObject({ ok: true, replayed: true });
    expect(await historyOf(account)).toEqual(["open_cus_7", "gift_cus_7", "ord_1", "ref_1"]);
  });

  test("a refusal is made on what is stored, and not on what is remembered", async () => {
    await execute(other, account, redeemPoints, { id: "rdm_1", points: 100 }, points);
    const refused = await execute(storage, account, redeemPoints, { id: "rdm_2", points: 1 }, points);
    expect(refused).toMatchObject({ ok: false, rejection: { code: "insufficient_points", available: 0 } });
    const state = (await other.load(account, {})).record as PointsAccount;
    expect((await storage.load(account, {})).record).toEqual(state);
  });

  test("what is only read is read from the storage, when something else is written for it", async () => {
    const [stock, order] = [counterRef("cus_7", "stock"), counterRef("cus_7", "order")];
    await other.commit([change(stock, 0, 5)]);
    const read = (): Promise<unknown> => withRetry(storage, "cus_7", async (port) => seen(await port.load(stock, {})));
    expect([await read(), await read()]).toEqual([
      { version: 1, value: 5 },
      { version: 1, value: 5 },
    ]);
    await other.commit([change(stock, 1, 0)]);
    const decidedOn = await withRetry(storage, "cus_7", async (port) => {
      const { value } = seen(await port.load(stock, {}));
      await port.commit([change(order, 0, 1)]);
      return value;
    });
    expect(decidedOn).toBe(0);
  });
});
