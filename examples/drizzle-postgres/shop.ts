import { readFileSync } from "node:fs";
import { customerReport, defineProgram, type OrderPaid, type Program, type ProgramDocument } from "clientele";
import { recordEvent, type RecordedEvent } from "clientele/program";
import { fromDrizzle, postgresStorage, type PostgresStorage } from "clientele/postgres";
import { and, eq } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import { customers, orders } from "./tables.js";

/** One pool, seen in two ways: by Drizzle as the shop's tables, by the library as its own. */
export interface Shop {
  readonly db: NodePgDatabase;
  readonly storage: PostgresStorage;
  readonly program: Program;
  close(): Promise<void>;
}

/** A transaction of the shop. */
export type Transaction = Parameters<Parameters<NodePgDatabase["transaction"]>[0]>[0];

/** Opens the shop on a database. The library's tables lie in a schema of their own. */
export function openShop(url: string): Shop {
  const pool = new Pool({ connectionString: url });
  // A broken connection fails the query that uses it, and the pool opens another; unheard, its event would end the app.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const rules = JSON.parse(readFileSync(new URL("program.json", import.meta.url), "utf8")) as ProgramDocument;
  return {
    db: drizzle(pool),
    storage: postgresStorage(pool, { schema: "tea_house_crm" }),
    program: defineProgram(rules),
    close: () => pool.end(),
  };
}

/** The order is paid, and the customer has the points and the tier for it: in one transaction, so both or neither. */
export function payOrder(shop: Shop, order: OrderPaid, now: Date): Promise<RecordedEvent> {
  return shop.db.transaction(async (transaction) => {
    await markPaid(transaction, order);
    return awardFor(shop, transaction, order, now);
  });
}

/**
 * The shop's own statements. The customer's row is locked first: who pays two orders at once waits here, instead of
 * meeting the other one in a conflict.
 */
export async function markPaid(transaction: Transaction, { id, customerId }: OrderPaid): Promise<void> {
  await transaction.select().from(customers).where(eq(customers.id, customerId)).for("update");
  const mine = and(eq(orders.id, id), eq(orders.customerId, customerId));
  const paid = await transaction.update(orders).set({ state: "paid" }).where(mine).returning({ id: orders.id });
  if (paid.length !== 1) throw new Error(`There is no order "${id}" of "${customerId}".`);
}

/** What the library says to it, written in the same transaction. */
export function awardFor(shop: Shop, transaction: Transaction, order: OrderPaid, now: Date): Promise<RecordedEvent> {
  return recordEvent(shop.storage.within(fromDrizzle(transaction)), order, { ...shop.program, now });
}

/** What the shop and the library each say of an order and its customer. */
export async function standingOf(shop: Shop, order: OrderPaid, now: Date): Promise<Standing> {
  const { id, customerId } = order;
  const [row] = await shop.db.select().from(orders).where(eq(orders.id, id));
  const { points, tiers } = await customerReport(shop.storage, { ...shop.program, customerId, now });
  return { order: row?.state ?? "unknown", points: points["points"]?.available ?? 0, tier: tiers["club"] ?? "none" };
}

interface Standing {
  readonly order: "open" | "paid" | "unknown";
  readonly points: number;
  readonly tier: string;
}
