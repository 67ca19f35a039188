import type { Program } from "clientele";
import { postgresStorage, type Database, type PostgresStorage } from "clientele/postgres";
import Fastify, { type FastifyInstance } from "fastify";
import { customerRoutes } from "./customer-routes.js";
import { eventRoutes } from "./event-routes.js";
import { answerErrors } from "./errors.js";
import { redemptionRoutes } from "./redemption-routes.js";

/** A database that opens transactions: PGlite as it is, or `fromPg(pool)`. */
export type ShopDatabase = Required<Database>;

/** What every route of the shop works with. */
export interface Shop {
  readonly db: ShopDatabase;
  readonly storage: PostgresStorage;
  readonly program: Program;
  readonly now: () => Date;
}

/** What an app is made of; in tests the clock is theirs. */
export type AppOptions = Pick<Shop, "db" | "program" | "now">;

/** The app, with the tables of the shop and of the library made where they are missing. */
export async function buildApp({ db, program, now }: AppOptions): Promise<FastifyInstance> {
  const storage = postgresStorage(db, { schema: "crm" });
  await storage.migrate();
  await db.query("create table if not exists shop_orders (id text primary key, customer_id text not null)", []);
  const app = Fastify();
  const shop: Shop = { db, storage, program, now };
  answerErrors(app);
  eventRoutes(app, shop);
  customerRoutes(app, shop);
  redemptionRoutes(app, shop);
  return app;
}
