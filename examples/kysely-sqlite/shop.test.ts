import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OrderPaid } from "clientele";
import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "./database.js";
import { availablePoints, complain, deskList, payOrder } from "./shop.js";
import { createTables, type Tables } from "./tables.js";

const now = new Date("2026-03-02T10:00:00+01:00");
let db: Kysely<Tables>;

beforeEach(async () => {
  db = openDatabase(":memory:");
  await createTables(db);
  for (const number of ["ord_1", "ord_2"]) {
    await db.insertInto("shop_order").values({ number, customer: "cus_7", state: "open" }).execute();
  }
});

afterEach(() => db.destroy());

describe("an order is paid and its points are earned", () => {
  test("together", async () => {
    await payOrder(db, { order: order("ord_1"), receipt: "r_1" }, now);
    expect(await stateOf("ord_1")).toEqual({ state: "paid", receipts: 1, points: 219 });
  });

  test("or neither, when the rules cannot read the order", async () => {
    const broken = { ...order("ord_1"), lines: [{ sku: "pot", quantity: 1, paid: "much" }] };
    await expect(payOrder(db, { order: broken, receipt: "r_1" }, now)).rejects.toMatchObject({
      code: "command_invalid",
    });
    expect(await stateOf("ord_1")).toEqual({ state: "open", receipts: 0, points: 0 });
  });

  test("or neither, when the shop's own last statement fails after the points are written", async () => {
    await payOrder(db, { order: order("ord_1"), receipt: "r_1" }, now);
    await expect(payOrder(db, { order: order("ord_2"), receipt: "r_1" }, now)).rejects.toThrow("UNIQUE");
    expect(await stateOf("ord_2")).toEqual({ state: "open", receipts: 0, points: 219 });
    await payOrder(db, { order: order("ord_2"), receipt: "r_2" }, now);
    expect(await stateOf("ord_2")).toEqual({ state: "paid", receipts: 1, points: 438 });
  });

  test("or neither, when there is no such order", async () => {
    await expect(payOrder(db, { order: order("ord_9"), receipt: "r_1" }, now)).rejects.toThrow("no open order");
    expect(await availablePoints(db, "cus_7", now)).toBe(0);
  });

  test("once, however often the till sends it, and by however many at once", async () => {
    const payments = ["ord_1", "ord_2", "ord_1", "ord_2", "ord_1"].map((number) => {
      return payOrder(db, { order: order(number), receipt: `r_${number}` }, now);
    });
    await Promise.all(payments);
    expect(await stateOf("ord_1")).toEqual({ state: "paid", receipts: 1, points: 438 });
  });

  test("and still so for who opens the file again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shop-"));
    const file = join(folder, "shop.db");
    const before = openDatabase(file);
    await createTables(before);
    await before.insertInto("shop_order").values({ number: "ord_1", customer: "cus_7", state: "open" }).execute();
    await payOrder(before, { order: order("ord_1"), receipt: "r_1" }, now);
    await before.destroy();
    const after = openDatabase(file);
    expect(await availablePoints(after, "cus_7", now)).toBe(219);
    await after.destroy();
    rmSync(folder, { recursive: true });
  });
});

test("the desk finds its cases by the shop's own columns, the most urgent first", async () => {
  const complaint = { type: "complaint", customerId: "cus_7", channel: "email" } as const;
  await complain(db, { ...complaint, id: "cas_1" }, new Date("2026-03-03T16:00:00+01:00"));
  await complain(db, { ...complaint, id: "cas_2" }, now);
  expect(await deskList(db)).toEqual([
    { number: "cas_2", state: "received", next_step_on: "2026-03-02" },
    { number: "cas_1", state: "received", next_step_on: "2026-03-04" },
  ]);
});

function order(id: string): OrderPaid {
  const lines = [
    { sku: "tea", quantity: 2, paid: "39.80" },
    { sku: "pot", quantity: 1, paid: "180.00" },
  ];
  return { id, type: "order.paid", customerId: "cus_7", occurredAt: now.toISOString(), lines };
}

async function stateOf(number: string): Promise<unknown> {
  const { state } = await db
    .selectFrom("shop_order")
    .select("state")
    .where("number", "=", number)
    .executeTakeFirstOrThrow();
  const receipts = await db.selectFrom("receipt").selectAll().where("order_number", "=", number).execute();
  return { state, receipts: receipts.length, points: await availablePoints(db, "cus_7", now) };
}
