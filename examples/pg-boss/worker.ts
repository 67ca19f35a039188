import PgBoss from "pg-boss";
import { runEverythingDue, type DueRun } from "./due-work.js";
import { happened, publishOutbox, type Happened } from "./outbox.js";
import type { Shop } from "./shop.js";

/** The queue of the work that time makes due; its jobs carry nothing. */
export const dueWork = "clientele_due";

/** What a worker is told, and whom it tells. */
export interface WorkerOptions {
  readonly url: string;
  /** What becomes of an event: a message, a line in a log. It may come twice when the worker is stopped in between. */
  readonly onEvent: (happened: Happened) => Promise<void>;
  readonly onRun: (run: DueRun) => void;
}

/**
 * A worker on pg-boss: does what is due once an hour, and hands on what happened. A job of the first queue ends by
 * publishing, and so does a minute's schedule of its own, which finds what the app recorded meanwhile.
 */
export async function startWorker(shop: Shop, { url, onEvent, onRun }: WorkerOptions): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: url, schema: "jobs" });
  // What a worker cannot do is tried again by itself; the app's log is the place for it.
  boss.on("error", () => undefined);
  await boss.start();
  await boss.createQueue(dueWork, { name: dueWork, policy: "singleton", retryLimit: 5, retryBackoff: true });
  await boss.createQueue(publishing, { name: publishing, policy: "singleton" });
  await boss.createQueue(happened, { name: happened, policy: "standard", retryLimit: 5, retryBackoff: true });
  await boss.work(dueWork, often, async () => {
    onRun(await runEverythingDue(shop, 100));
    await publishOutbox(shop, boss, 500);
  });
  await boss.work(publishing, often, async () => void (await publishOutbox(shop, boss, 500)));
  await boss.work<Happened>(happened, { ...often, batchSize: 50 }, async (jobs) => {
    for (const { data } of jobs) await onEvent(data);
  });
  await boss.schedule(dueWork, "7 * * * *", {}, { tz: shop.program.zone });
  await boss.schedule(publishing, "* * * * *");
  return boss;
}

const publishing = "clientele_publishing";
const often = { pollingIntervalSeconds: 0.5 };
