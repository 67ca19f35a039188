// A day in the shop: an order is paid, the till sends it twice, a payment goes wrong, a customer complains.
import type { OrderPaid } from "clientele";
import { openDatabase } from "./database.js";
import { availablePoints, complain, deskList, payOrder } from "./shop.js";
import { createTables } from "./tables.js";

const now = new Date("2026-03-02T10:00:00+01:00");
const db = openDatabase(":memory:");
await createTables(db);
for (const number of ["ord_1", "ord_2"]) {
  await db.insertInto("shop_order").values({ number, customer: "cus_7", state: "open" }).execute();
}

await payOrder(db, { order: orderOf("ord_1"), receipt: "r_1" }, now);
await payOrder(db, { order: orderOf("ord_1"), receipt: "r_1" }, now);
console.log("paid once, sent twice:", await availablePoints(db, "cus_7", now), "points");

const failed = await payOrder(db, { order: orderOf("ord_2"), receipt: "r_1" }, now).catch((thrown: unknown) => thrown);
console.log("a receipt number twice:", failed instanceof Error ? failed.message : "went through");
const orders = await db.selectFrom("shop_order").select(["number", "state"]).orderBy("number").execute();
console.log(orders.map(({ number, state }) => `${number} ${state}`).join(", "));
console.log("no points without the order:", await availablePoints(db, "cus_7", now), "points");

await complain(db, { id: "cas_1", type: "complaint", customerId: "cus_7", channel: "email" }, now);
console.log("the desk's list:", await deskList(db));
await db.destroy();

function orderOf(id: string): OrderPaid {
  const lines = [{ sku: "pot", quantity: 1, paid: "180.00" }];
  return { id, type: "order.paid", customerId: "cus_7", occurredAt: now.toISOString(), lines };
}
