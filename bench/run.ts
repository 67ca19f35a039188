import { readFileSync } from "node:fs";
import { addBusinessTime, compileCalendar } from "clientele/calendar";
import { evaluateCondition } from "clientele/conditions";
import { caseClocks, openCase } from "clientele/cases";
import { must } from "clientele";
import {
  earnPoints,
  openPointsAccount,
  pointsBalance,
  redeemPoints,
  settlePoints,
  type PointsAccount,
} from "clientele/points";
import { defineProgram } from "clientele/program/rules";
import { measure, printRates } from "./measure.js";

// Decisions a second. Every table has a yardstick of the same run in its first line: the absolute figures are those of
// one machine at one moment, the ratios are what can be compared.
const program = defineProgram(JSON.parse(readFileSync("docs/programs/honour.json", "utf8")));
const at = (time: string): typeof program & { readonly now: Date } => ({ ...program, now: new Date(time) });
const now = at("2026-03-12T10:00:00+08:00");

const lines = [{ sku: "serum-30", category: "护肤", quantity: 1, paid: "3280.00" }];
const order = { id: "ord_1", type: "order.paid", occurredAt: "2026-03-12T10:00:00+08:00", lines } as const;
const account = yearOf([5], 1);
const complaint = must(openCase({ id: "cas_1", type: "complaint", customerId: "cus_1", channel: "phone" }, now)).state;
const rule = {
  op: "all",
  of: [
    { op: "gte", fact: "orders", window: { kind: "rolling", length: "P12M" }, value: 6 },
    { op: "gte", fact: "spend", window: { kind: "rolling", length: "P12M" }, value: "5000.00" },
  ],
} as const;
const facts = { "orders@P12M": 7, "spend@P12M": "5200.00" };
const calendar = compileCalendar(
  { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-12:00", "13:30-18:00"] }], holidays: "none" },
  { zone: "Asia/Shanghai" },
);
const hour = 3_600_000;
const friday = Date.UTC(2026, 2, 6, 9);

printRates(
  "Decisions, beside one JSON round trip of the same account (twelve months of points, two types)",
  measure([
    {
      name: "yardstick: JSON round trip of the account",
      batch: 50,
      run: () => JSON.parse(JSON.stringify(account)) as unknown,
    },
    { name: "earnPoints, five rules", batch: 20, run: () => earnPoints(account, order, now) },
    { name: "redeemPoints", batch: 20, run: () => redeemPoints(account, { id: "rdm_1", points: 500 }, now) },
    { name: "settlePoints, two things due", batch: 50, run: () => settlePoints(account, now) },
    { name: "pointsBalance", batch: 50, run: () => pointsBalance(account, now) },
    { name: "openCase", batch: 50, run: () => openCase({ id: "cas_2", type: "complaint", channel: "phone" }, now) },
    { name: "caseClocks", batch: 50, run: () => caseClocks(complaint, now) },
  ]),
);

for (const ordersADay of [1, 10]) {
  const settled = must(redeemPoints(yearOf([5, 12, 25], ordersADay), { id: "rdm_0", points: 100 }, now)).state;
  const { buckets } = settled;
  printRates(
    `The same with ${buckets.length} buckets, after ${36 * ordersADay} orders, nothing due`,
    measure([
      {
        name: "yardstick: JSON round trip of the account",
        batch: 50,
        run: () => JSON.parse(JSON.stringify(settled)) as unknown,
      },
      { name: "earnPoints, five rules", batch: 20, run: () => earnPoints(settled, order, now) },
      { name: "redeemPoints", batch: 20, run: () => redeemPoints(settled, { id: "rdm_1", points: 500 }, now) },
      { name: "settlePoints", batch: 50, run: () => settlePoints(settled, now) },
    ]),
  );
}

printRates(
  "Kernel, beside one JSON round trip of the rule",
  measure([
    {
      name: "yardstick: JSON round trip of the rule",
      batch: 500,
      run: () => JSON.parse(JSON.stringify(rule)) as unknown,
    },
    { name: "evaluateCondition, two leaves", batch: 2000, run: () => evaluateCondition(rule, { facts }) },
    { name: "addBusinessTime +40 h", batch: 500, run: () => addBusinessTime(calendar, friday, 40 * hour) },
    { name: "addBusinessTime +10,000 h", batch: 100, run: () => addBusinessTime(calendar, friday, 10_000 * hour) },
  ]),
);

/** The account of a year with so many orders on these days of every month. */
function yearOf(days: readonly number[], ordersADay: number): PointsAccount {
  const opening = at("2025-03-01T10:00:00+08:00");
  let earned = must(openPointsAccount({ id: "acc_1", customerId: "cus_1" }, opening)).state;
  for (let n = 0; n < 12 * days.length * ordersADay; n++) {
    const time = Math.floor(n / ordersADay);
    const day = new Date(Date.UTC(2025, 2 + Math.floor(time / days.length), days[time % days.length], 4));
    const event = { ...order, id: `ord_${n}`, occurredAt: day.toISOString() };
    earned = must(earnPoints(earned, event, { ...program, now: day })).state;
  }
  return earned;
}
