// An order is paid; then the app breaks down between the shop's own statement and the award of another one.
import type { OrderPaid } from "clientele";
import { awardFor, markPaid, openShop, payOrder, standingOf } from "./shop.js";
import { createTables, customers, orders } from "./tables.js";

const now = new Date("2026-03-02T10:00:00+01:00");
const shop = openShop(process.env["DATABASE_URL"] ?? "postgres://127.0.0.1/postgres");
await shop.storage.migrate();
await createTables(shop.db);
// Every run is a day of its own: new numbers, as a shop gives them.
const run = Date.now().toString(36);
const [first, second] = [orderOf("1"), orderOf("2")];
await shop.db.insert(customers).values({ id: first.customerId, name: "Ann" });
for (const { id, customerId } of [first, second]) {
  await shop.db.insert(orders).values({ id, customerId, state: "open" });
}

await payOrder(shop, first, now);
console.log("paid:", await standingOf(shop, first, now));

const failed = shop.db.transaction(async (transaction) => {
  await markPaid(transaction, second);
  await awardFor(shop, transaction, second, now);
  throw new Error("the app broke down before the commit");
});
console.log(await failed.catch((thrown: unknown) => (thrown instanceof Error ? thrown.message : thrown)));
console.log("not paid:", await standingOf(shop, second, now));
await shop.close();

function orderOf(number: string): OrderPaid {
  const lines = [{ sku: "pot", quantity: 1, paid: "219.00" }];
  const id = `ord_${run}_${number}`;
  return { id, type: "order.paid", customerId: `cus_${run}`, occurredAt: now.toISOString(), lines };
}
