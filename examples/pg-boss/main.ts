// Three customers pay in March. A year later the worker finds that their points lapse, and hands on what happened.
import { recordEvent } from "clientele";
import { openShop, removeTables } from "./shop.js";
import { dueWork, startWorker } from "./worker.js";

const url = process.env["DATABASE_URL"] ?? "postgres://127.0.0.1/postgres";
let now = new Date("2026-03-02T10:00:00+01:00");
await removeTables(url);
const shop = await openShop(url, () => now);
for (const customerId of ["cus_1", "cus_2", "cus_3"]) {
  const lines = [{ sku: "pot", quantity: 1, paid: "219.00" }];
  const order = {
    id: `ord_${customerId}`,
    type: "order.paid",
    customerId,
    occurredAt: now.toISOString(),
    lines,
  } as const;
  await recordEvent(shop.storage, order, { ...shop.program, now });
}

now = new Date("2027-04-01T03:07:00+02:00");
const messages: string[] = [];
let everyoneIsTold = (): void => undefined;
const told = new Promise<void>((resolve) => (everyoneIsTold = resolve));
const worker = await startWorker(shop, {
  url,
  onEvent: async ({ customerId, event }) => {
    if (event.type === "points.expired") messages.push(`to ${customerId}: your points have lapsed`);
    if (messages.length === 3) everyoneIsTold();
  },
  onRun: (run) => console.log("due work:", run),
});
await worker.send(dueWork, {});
await told;
console.log(messages.toSorted().join("\n"));
await worker.stop({ graceful: false });
await shop.pool.end();
