import { execute, must, type OrderPaid, type Ref } from "clientele";
import { openCase, type OpenCase } from "clientele/cases";
import { earnPoints, openPointsAccount, pointsBalance, type PointsAccount } from "clientele/points";
import type { Kysely } from "kysely";
import { shopRepository } from "./repository.js";
import { rulesAt } from "./rules.js";
import type { Tables } from "./tables.js";

/** A payment at the till: the order, and the number of the receipt that was printed. */
export interface Payment {
  readonly order: OrderPaid;
  readonly receipt: string;
}

/**
 * Marks an order paid, gives its points and files its receipt: one transaction, so either all three happened or none.
 * Sent again, nothing happens twice.
 */
export async function payOrder(db: Kysely<Tables>, { order, receipt }: Payment, now: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { id, customerId } = order;
    // The first statement writes, so the transaction holds the file's lock before it reads anything.
    const open = transaction.updateTable("shop_order").set({ state: "paid" }).where("state", "=", "open");
    const [paid] = await open.where("number", "=", id).where("customer", "=", customerId).execute();
    const points = shopRepository(transaction);
    const opening = { id: `open_${customerId}`, customerId, accountId: customerId };
    await execute(points, accountOf(customerId), openPointsAccount, opening, rulesAt(now));
    const earned = await execute(points, accountOf(customerId), earnPoints, { ...order, about: id }, rulesAt(now));
    must(earned);
    if (earned.replayed) return;
    if (paid?.numUpdatedRows !== 1n) throw new Error(`There is no open order "${id}" of "${customerId}".`);
    await transaction.insertInto("receipt").values({ number: receipt, order_number: id }).execute();
  });
}

/** The points that a customer can redeem now. */
export async function availablePoints(db: Kysely<Tables>, customerId: string, now: Date): Promise<number> {
  const { record } = await shopRepository(db).load(accountOf(customerId), {});
  if (record === undefined) return 0;
  return pointsBalance(record as PointsAccount, rulesAt(now))["points"]?.available ?? 0;
}

/** Opens a complaint. Throws `rejected` where the shop's rules refuse it. */
export async function complain(
  db: Kysely<Tables>,
  complaint: OpenCase & { customerId: string },
  now: Date,
): Promise<void> {
  const ref = { owner: complaint.customerId, kind: "case", id: complaint.id };
  must(await execute(shopRepository(db), ref, openCase, complaint, rulesAt(now)));
}

/** The desk's list, from the shop's own columns: who waits for a first answer, the most urgent first. */
export async function deskList(
  db: Kysely<Tables>,
): Promise<readonly { readonly number: string; readonly state: string | null }[]> {
  const cases = db.selectFrom("service_case").select(["number", "state", "next_step_on"]);
  return cases.where("next_step_on", "is not", null).orderBy("next_step_on").orderBy("number").execute();
}

function accountOf(customerId: string): Ref {
  return { owner: customerId, kind: "points_account", id: customerId };
}
