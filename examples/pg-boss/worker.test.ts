import { recordEvent, type OrderPaid } from "clientele";
import { fixedClock } from "clientele/testing";
import PgBoss from "pg-boss";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runEverythingDue, type DueRun } from "./due-work.js";
import { happened, publishOutbox, type Happened } from "./outbox.js";
import { openShop, removeTables, type Shop } from "./shop.js";
import { dueWork, startWorker } from "./worker.js";

const url = process.env["DATABASE_URL"] ?? "postgres://127.0.0.1/postgres";
const clock = fixedClock("2026-03-02T10:00:00+01:00");
const customers = Array.from({ length: 7 }, (_, i) => `cus_${i + 1}`);
const afterAYear = "2027-04-01T03:07:00+02:00";
let shop: Shop;
let boss: PgBoss;

beforeAll(async () => {
  await removeTables(url);
  shop = await openShop(url, () => clock.now());
  boss = new PgBoss({ connectionString: url, schema: "jobs", schedule: false, supervise: false });
  await boss.start();
  await boss.createQueue(happened);
});

beforeEach(async () => {
  await shop.pool.query("truncate jobs_crm.clientele_records, jobs_crm.clientele_entries, jobs_crm.readers");
  await boss.purgeQueue(happened);
  await boss.fetch(happened, { batchSize: 1000 });
  clock.set("2026-03-02T10:00:00+01:00");
  const orders = customers.map((customerId) => orderOf(customerId));
  await Promise.all(orders.map((order) => recordEvent(shop.storage, order, { ...shop.program, now: clock.now() })));
});

afterAll(async () => {
  await boss.stop({ graceful: false });
  await shop.pool.end();
});

test("a run brings everybody to now, slice by slice, and a second run finds nothing", async () => {
  clock.set(afterAYear);
  const run = await runEverythingDue(shop, 3);
  expect(run).toMatchObject({ slices: 3, processed: 7, counts: { "points.expired": 7 } });
  expect(await runEverythingDue(shop, 3)).toEqual({ slices: 1, processed: 0, counts: {} });
});

test("a run goes on where a worker was stopped", async () => {
  clock.set(afterAYear);
  let commits = 0;
  const stopping: Shop = {
    ...shop,
    storage: {
      ...shop.storage,
      commitMany: async (changes) => {
        commits += 1;
        if (commits === 2) throw new Error("the worker was stopped");
        return shop.storage.commitMany?.(changes) ?? [];
      },
    },
  };
  await expect(runEverythingDue(stopping, 3)).rejects.toThrow("stopped");
  expect(await runEverythingDue(shop, 3)).toMatchObject({ processed: 4, counts: { "points.expired": 4 } });
});

test("the outbox is handed on page by page, each event once", async () => {
  const published = await publishOutbox(shop, boss, 4);
  expect(published).toBeGreaterThan(customers.length);
  expect(await boss.getQueueSize(happened)).toBe(published);
  expect(await publishOutbox(shop, boss, 4)).toBe(0);
  const jobs = await boss.fetch<Happened>(happened, { batchSize: 100 });
  const earned = jobs.filter(({ data }) => data.event.type === "points.earned");
  expect(earned.map(({ data }) => data.customerId).sort()).toEqual(customers);
});

test("a publication leaves neither job nor watermark when the publisher is stopped between the two", async () => {
  const failing = Object.assign(Object.create(boss) as PgBoss, {
    insert: async (...given: Parameters<PgBoss["insert"]>) => {
      await boss.insert(...given);
      throw new Error("the publisher was stopped");
    },
  });
  await expect(publishOutbox(shop, failing, 100)).rejects.toThrow("stopped");
  expect(await boss.getQueueSize(happened)).toBe(0);
  expect(await publishOutbox(shop, boss, 100)).toBe(await boss.getQueueSize(happened));
});

test("the outbox is handed on once when two publishers work at the same time", async () => {
  const both = await Promise.all([publishOutbox(shop, boss, 2), publishOutbox(shop, boss, 2)]);
  expect(await boss.getQueueSize(happened)).toBe(both[0] + both[1]);
  const jobs = await boss.fetch<Happened>(happened, { batchSize: 100 });
  const opened = jobs.filter(({ data }) => data.event.type === "points.opened");
  expect(opened).toHaveLength(customers.length);
});
test("a job of the worker does what is due, and the gateway hears of it", async () => {
  clock.set(afterAYear);
  const runs: DueRun[] = [];
  const lapsed = new Set<string>();
  let everybody = (): void => undefined;
  const heard = new Promise<void>((resolve) => (everybody = resolve));
  const worker = await startWorker(shop, {
    url,
    onEvent: async ({ customerId, event }) => {
      if (event.type === "points.expired") lapsed.add(customerId);
      if (lapsed.size === customers.length) everybody();
    },
    onRun: (run) => runs.push(run),
  });
  await worker.send(dueWork, {});
  await heard;
  await worker.stop({ graceful: false });
  expect(runs).toMatchObject([{ slices: 1, processed: 7 }]);
});

function orderOf(customerId: string): OrderPaid {
  const lines = [{ sku: "pot", quantity: 1, paid: "219.00" }];
  return { id: `ord_${customerId}`, type: "order.paid", customerId, occurredAt: clock.now().toISOString(), lines };
}
