import { sql } from "drizzle-orm";
import { pgSchema, text } from "drizzle-orm/pg-core";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";

const shop = pgSchema("tea_house");

/** The customers of the shop; the row is locked while something of the customer changes. */
export const customers = shop.table("customers", { id: text().primaryKey(), name: text().notNull() });

/** The orders of the shop. */
export const orders = shop.table("orders", {
  id: text().primaryKey(),
  customerId: text("customer_id")
    .notNull()
    .references(() => customers.id),
  state: text({ enum: ["open", "paid"] }).notNull(),
});

/** Makes the shop's tables anew; an app has its migrations for this. */
export async function createTables(db: NodePgDatabase): Promise<void> {
  await db.execute(sql`drop schema if exists tea_house cascade`);
  await db.execute(sql`create schema tea_house`);
  await db.execute(sql`create table tea_house.customers (id text primary key, name text not null)`);
  await db.execute(sql`create table tea_house.orders (
    id text primary key, customer_id text not null references tea_house.customers, state text not null)`);
}
