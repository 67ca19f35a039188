import type { OrderPaid } from "clientele";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { awardFor, markPaid, openShop, payOrder, standingOf, type Shop, type Transaction } from "./shop.js";
import { createTables, customers, orders } from "./tables.js";

const now = new Date("2026-03-02T10:00:00+01:00");
const nothing = { order: "open", points: 0, tier: "guest" };
let shop: Shop;

beforeAll(async () => {
  shop = openShop(process.env["DATABASE_URL"] ?? "postgres://127.0.0.1/postgres");
  await shop.storage.migrate();
});

beforeEach(async () => {
  await createTables(shop.db);
  await shop.db.execute(sql`truncate tea_house_crm.clientele_records, tea_house_crm.clientele_entries`);
  await shop.db.insert(customers).values({ id: "cus_7", name: "Ann" });
  const numbers = Array.from({ length: 8 }, (_, i) => `ord_${i + 1}`);
  await shop.db.insert(orders).values(numbers.map((id) => ({ id, customerId: "cus_7", state: "open" as const })));
});

afterAll(() => shop.close());

test("an order is paid and its points are awarded in one transaction", async () => {
  await payOrder(shop, orderOf("ord_1"), now);
  expect(await standingOf(shop, orderOf("ord_1"), now)).toEqual({ order: "paid", points: 219, tier: "friend" });
});

test("both happen once, when the message comes twice", async () => {
  const sent = [await payOrder(shop, orderOf("ord_1"), now), await payOrder(shop, orderOf("ord_1"), now)];
  expect(sent.map(({ replayed }) => replayed)).toEqual([false, true]);
  expect(await standingOf(shop, orderOf("ord_1"), now)).toMatchObject({ points: 219 });
});

test("eight tills pay at once, and nothing is lost", async () => {
  const numbers = Array.from({ length: 8 }, (_, i) => `ord_${i + 1}`);
  await Promise.all(numbers.map((id) => payOrder(shop, orderOf(id), now)));
  expect(await standingOf(shop, orderOf("ord_8"), now)).toEqual({ order: "paid", points: 8 * 219, tier: "regular" });
});

test("neither happens when the shop fails after the award", async () => {
  const failed = inTransaction(async (transaction, order) => {
    await markPaid(transaction, order);
    await awardFor(shop, transaction, order, now);
    throw new Error("the printer is on fire");
  });
  await expect(failed).rejects.toThrow("on fire");
  expect(await standingOf(shop, orderOf("ord_1"), now)).toEqual(nothing);
});

test("neither happens when the connection breaks between the two", async () => {
  const broken = inTransaction(async (transaction, order) => {
    await markPaid(transaction, order);
    await breakConnection(transaction);
    await awardFor(shop, transaction, order, now);
  });
  await expect(broken).rejects.toThrow();
  expect(await standingOf(shop, orderOf("ord_1"), now)).toEqual(nothing);
});

test("neither happens when it breaks before the commit; then the same order can be sent again", async () => {
  const broken = inTransaction(async (transaction, order) => {
    await markPaid(transaction, order);
    await awardFor(shop, transaction, order, now);
    await breakConnection(transaction);
  });
  await expect(broken).rejects.toThrow();
  expect(await standingOf(shop, orderOf("ord_1"), now)).toEqual(nothing);
  await payOrder(shop, orderOf("ord_1"), now);
  expect(await standingOf(shop, orderOf("ord_1"), now)).toMatchObject({ order: "paid", points: 219 });
});

test("nothing happens for an order that is not there", async () => {
  await expect(payOrder(shop, orderOf("ord_9"), now)).rejects.toThrow("no order");
  expect(await standingOf(shop, orderOf("ord_1"), now)).toEqual(nothing);
});

function inTransaction(work: (transaction: Transaction, order: OrderPaid) => Promise<unknown>): Promise<unknown> {
  return shop.db.transaction((transaction) => work(transaction, orderOf("ord_1")));
}

/** What a crash of the app is to the database: the connection is gone. */
async function breakConnection(transaction: Transaction): Promise<void> {
  await transaction.execute(sql`select pg_terminate_backend(pg_backend_pid())`).catch(() => undefined);
}

function orderOf(id: string): OrderPaid {
  const lines = [
    { sku: "tea", quantity: 2, paid: "39.80" },
    { sku: "pot", quantity: 1, paid: "180.00" },
  ];
  return { id, type: "order.paid", customerId: "cus_7", occurredAt: now.toISOString(), lines };
}
