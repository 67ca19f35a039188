// Kills the program at random moments, starts it again on the same folder until it comes to its end, and compares what
// it left with a run in memory that nobody disturbed: `npm run faults:superstore -- --kills 20 --seed 1`.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { defineProgram, type ProgramDocument } from "clientele";
import { seededChance } from "clientele/testing";
import { differencesOf, dumpOf } from "../support/dump.js";
import { readFlags } from "./flags.js";
import { shopEvents } from "./orders.js";
import { runShop } from "./run.js";
import { openStorage } from "../support/storage.js";
import { readPayments, readReturns, readSales } from "./tables.js";

const options = { kills: { type: "string", default: "20" }, seed: { type: "string", default: "1" } } as const;
const { kills, seed } = parseArgs({ options }).values;
const chance = seededChance(Number(seed));
const folder = "out/superstore-faults";
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const whole = await undisturbed();
let left = Number(kills);
let different = 0;
while (left > 0) {
  rmSync(folder, { recursive: true, force: true });
  const before = left;
  let code: number | undefined;
  while (code === undefined) code = await start(left > 0 ? 2000 + chance.below(40_000) : undefined);
  const { storage, close } = await openStorage(readFlags(["--storage", `pglite:${folder}`]));
  const lines = await dumpOf(storage, whole.programId);
  await close();
  const apart = differencesOf(lines, whole.lines);
  different += apart.length;
  console.log(
    `killed ${before - left} times, exit code ${code}: ${lines.length} lines compared, ${apart.length} different`,
  );
  if (apart[0] !== undefined) console.log(apart[0]);
}
process.exitCode = different === 0 ? 0 : 1;

/** Starts the program, and kills it after so many milliseconds; its exit code, or nothing when it was killed. */
function start(killAfter: number | undefined): Promise<number | undefined> {
  const args = [...process.execArgv, here("main.ts"), "--quiet", "--storage", `pglite:${folder}`];
  const killed = killAfter === undefined ? {} : { timeout: killAfter, killSignal: "SIGKILL" as const };
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"], ...killed });
  return new Promise((resolve) => {
    child.on("exit", (code) => {
      if (code === null) left -= 1;
      resolve(code ?? undefined);
    });
  });
}

async function undisturbed(): Promise<{ readonly lines: readonly string[]; readonly programId: string }> {
  const flags = readFlags(["--storage", "memory"]);
  const program = defineProgram(JSON.parse(readFileSync(flags.document, "utf8")) as ProgramDocument);
  const returns = readReturns(here("returns.csv")).rows;
  const payments = readPayments(here("payments.csv")).rows;
  const events = shopEvents(readSales(flags.data).rows, returns, payments, program.zone);
  const { storage } = await openStorage(flags);
  await runShop(storage, events, program, { file: flags.data, isDueOn: flags.isDueOn, onEvent: () => undefined });
  return { lines: await dumpOf(storage, program.id), programId: program.id };
}
