// Compares a run with the same figures reckoned by check.sql from the rules in README.md: `npm run check:superstore`.
// It takes the flags of the program; a run that is finished is only read, an unfinished one is finished first.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { addDays, defineProgram, eachCustomer, localDay } from "clientele";
import type { CustomerFigures, ProgramDocument } from "clientele";
import { readFlags } from "./flags.js";
import { shopEvents } from "./orders.js";
import { runShop } from "./run.js";
import { openStorage } from "../support/storage.js";
import { readPayments, readReturns, readSales } from "./tables.js";

/** One customer's figures, under the names of the columns of the table `figures`. */
type Figures = Readonly<Record<string, string>>;

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const flags = readFlags(process.argv.slice(2));
const program = defineProgram(JSON.parse(readFileSync(flags.document, "utf8")) as ProgramDocument);
const sales = readSales(flags.data).rows;
const returns = readReturns(here("returns.csv")).rows;
const payments = readPayments(here("payments.csv")).rows;
const { storage, close } = await openStorage(flags);
const events = shopEvents(sales, returns, payments, program.zone);
const how = { file: flags.data, isDueOn: flags.isDueOn, onEvent: () => undefined };
const { now } = await runShop(storage, events, program, how);

const ours = new Map<string, Figures>();
for await (const figures of eachCustomer(storage, { ...program, now })) {
  ours.set(figures.customerId, figuresOf(figures));
}
await close();
const theirs = await reckoned();
const customers = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
const columns = [...new Set([...ours.values(), ...theirs.values()].flatMap((figures) => Object.keys(figures)))];
const rows = columns.map((figure) => {
  const apart = customers.filter((customer) => ours.get(customer)?.[figure] !== theirs.get(customer)?.[figure]);
  return {
    figure,
    program: totalOf(ours, figure),
    sql: totalOf(theirs, figure),
    different: apart.length,
    of: apart[0],
  };
});
console.table(rows);
const different = rows.reduce((sum, row) => sum + row.different, 0);
console.log(`${columns.length * customers.length} compared, ${different} different`);
process.exitCode = different === 0 ? 0 : 1;

function figuresOf({ facts, points, tiers, segments, scores }: CustomerFigures): Figures {
  const { issued, redeemed, expired, reversed, shortfall, available, pending, outstanding, worth } =
    points["points"] ?? {};
  const { r, f, m } = scores["rfm"] ?? {};
  const figures = {
    issued,
    redeemed,
    expired,
    reversed,
    shortfall,
    available,
    pending,
    outstanding,
    worth,
    tier: tiers["status"],
    class: segments["value_class"],
    recency: r,
    frequency: f,
    monetary: m,
    rfm: segments["rfm"],
    spend: facts["spend"],
    spend_12m: facts["spend@P12M"],
    orders: facts["orders"],
    orders_12m: facts["orders@P12M"],
    last_order: facts["lastOrderOn"],
  };
  return texts(figures);
}

/** The rows of the files in tables, and what check.sql makes of them. */
async function reckoned(): Promise<ReadonlyMap<string, Figures>> {
  const db = await PGlite.create();
  await db.exec(`
    create table sales (row_id text, order_id text, customer_id text, day date, category text, quantity int, paid numeric);
    create table returns (refund_id text, order_id text, row_id text, day date, quantity int, amount numeric, counted boolean);
    create table payments (order_id text, points numeric, card numeric);
    create table clock (at timestamp, base_day date);
    create index on sales (order_id);
    create index on returns (row_id);
    create index on returns (order_id);`);
  const fill = async (table: string, values: readonly object[]): Promise<void> => {
    await db.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [values]);
  };
  await fill(
    "sales",
    sales.map(({ rowId, orderId, customerId, ...row }) => {
      return { ...row, row_id: rowId, order_id: orderId, customer_id: customerId };
    }),
  );
  await fill(
    "returns",
    returns.map(({ refundId, orderId, rowId, ...row }) => {
      return { ...row, refund_id: refundId, order_id: orderId, row_id: rowId, counted: false };
    }),
  );
  await fill(
    "payments",
    payments.map(({ orderId, ...row }) => ({ ...row, order_id: orderId })),
  );
  const today = localDay(now.getTime(), program.zone);
  await fill("clock", [{ at: `${today} 00:00`, base_day: lastBaseDay(today) }]);
  await db.exec(readFileSync(here("check.sql"), "utf8"));
  const { rows: found } = await db.query<Figures & { readonly customer_id: string }>("select * from told");
  await db.close();
  return new Map(found.map(({ customer_id: id, ...figures }) => [id, texts(figures)]));
}

/** The base dates of the scores are the first days of February, May, August and November. */
function lastBaseDay(today: string): string {
  let day = today;
  while (!/-(02|05|08|11)-01$/.test(day)) day = addDays(day, -1);
  return day;
}

/** Figures as texts that can be compared: what is missing is empty, and money has no zeros at its end. */
function texts(figures: Readonly<Record<string, unknown>>): Figures {
  const told = Object.entries(figures).map(([name, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value ?? "").replaceAll('"', "");
    return [name, text.replace(/\.00$|(\.\d)0$/, "$1")] as const;
  });
  return Object.fromEntries(told);
}

/** The sum of a column, in cents where there are any; of a column of names, how many different ones there are. */
function totalOf(all: ReadonlyMap<string, Figures>, column: string): string {
  const values = [...all.values()].map((figures) => figures[column] ?? "");
  if (!values.every((value) => /^-?\d*(\.\d+)?$/.test(value))) return `${new Set(values).size} kinds`;
  const cents = values.reduce((sum, value) => sum + BigInt(Math.round(Number(value) * 100)), 0n);
  return `${cents / 100n}.${(cents % 100n).toString().padStart(2, "0")}`;
}
