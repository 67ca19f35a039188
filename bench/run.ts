import { readFileSync } from "node:fs";
import { addBusinessTime, compileCalendar } from "clientele/calendar";
import { evaluateCondition } from "clientele/conditions";
import { caseClocks, openCase } from "clientele/cases";
import { must } from "clientele";
import { earnPoints, openPointsAccount, pointsBalance, redeemPoints } from "clientele/points";
import { defineProgram } from "clientele/program/rules";
import { measure, printRates } from "./measure.js";

// Decisions a second. Every table has a yardstick of the same run in its first line: the absolute figures are those of
// one machine at one moment, the ratios are what can be compared.
const program = defineProgram(JSON.parse(readFileSync("docs/programs/honour.json", "utf8")));
const at = (time: string): typeof program & { readonly now: Date } => ({ ...program, now: new Date(time) });
const now = at("2026-03-12T10:00:00+08:00");

const lines = [{ sku: "serum-30", category: "护肤", quantity: 1, paid: "3280.00" }];
const order = { id: "ord_1", type: "order.paid", occurredAt: "2026-03-12T10:00:00+08:00", lines } as const;
const opened = must(openPointsAccount({ id: "acc_1", customerId: "cus_1" }, at("2025-03-01T10:00:00+08:00"))).state;
const account = Array.from({ length: 12 }).reduce<typeof opened>((earned, _, month) => {
  const day = new Date(Date.UTC(2025, 2 + month, 5, 4));
  return must(
    earnPoints(earned, { ...order, id: `ord_m${month}`, occurredAt: day.toISOString() }, { ...program, now: day }),
  ).state;
}, opened);
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
    { name: "pointsBalance", batch: 50, run: () => pointsBalance(account, now) },
    { name: "openCase", batch: 50, run: () => openCase({ id: "cas_2", type: "complaint", channel: "phone" }, now) },
    { name: "caseClocks", batch: 50, run: () => caseClocks(complaint, now) },
  ]),
);

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
