import type { EventEnvelope } from "clientele";
import { fromPg } from "clientele/postgres";
import type { PoolClient } from "pg";
import type PgBoss from "pg-boss";
import type { Shop } from "./shop.js";

/** The queue of what happened, for whoever sends messages, fills a search index or feeds a warehouse. */
export const happened = "clientele_happened";

/** One thing that happened, and to whom. Personal values never ride in events. */
export interface Happened {
  readonly customerId: string;
  readonly event: EventEnvelope;
}

const reader = "publisher";

/**
 * Hands on what was committed since the last time, page by page: the events become jobs and the watermark moves in one
 * transaction, so each event is in the queue exactly once, whenever a worker is stopped. Two publishers wait for each
 * other at the watermark's row.
 */
export async function publishOutbox(shop: Shop, boss: PgBoss, limit: number): Promise<number> {
  await shop.pool.query("insert into jobs_crm.readers values ($1, '') on conflict do nothing", [reader]);
  let published = 0;
  for (;;) {
    const page = await inTransaction(shop, (client) => publishPage(shop, boss, client, limit));
    published += page.events;
    if (page.entries < limit) return published;
  }
}

async function publishPage(
  { storage }: Shop,
  boss: PgBoss,
  client: PoolClient,
  limit: number,
): Promise<{ readonly entries: number; readonly events: number }> {
  const place = "select watermark from jobs_crm.readers where name = $1 for update";
  const { rows } = await client.query<{ readonly watermark: string }>(place, [reader]);
  const page = await storage.within(fromPg(client)).outbox({ after: rows[0]?.watermark ?? "", limit });
  const jobs = page.entries.flatMap(({ ref, events }) => {
    return events.map((event) => ({ name: happened, data: { customerId: ref.owner, event } satisfies Happened }));
  });
  const db = { executeSql: (text: string, values: unknown[]) => client.query(text, values) };
  if (jobs.length > 0) await boss.insert(jobs, { db });
  await client.query("update jobs_crm.readers set watermark = $2 where name = $1", [reader, page.watermark]);
  return { entries: page.entries.length, events: jobs.length };
}

async function inTransaction<Answer>({ pool }: Shop, work: (client: PoolClient) => Promise<Answer>): Promise<Answer> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const answer = await work(client);
    await client.query("commit");
    return answer;
  } catch (thrown) {
    await client.query("rollback").catch(() => undefined);
    throw thrown;
  } finally {
    client.release();
  }
}
