// The program over the orders of the Superstore: `npm run superstore -- --help` tells the flags.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkProgram, isClienteleError, type Program } from "clientele";
import type { BadRow } from "../support/csv.js";
import { startProgress } from "../support/progress.js";
import { sayIn, type Say } from "../support/words.js";
import { readFlags, usage, type Flags } from "./flags.js";
import { shopEvents } from "./orders.js";
import { reportOf } from "./report.js";
import { runShop, type RunResult } from "./run.js";
import { openStorage } from "../support/storage.js";
import { summaryOf } from "./summary.js";
import { readPayments, readReturns, readSales } from "./tables.js";

const words = new URL("words.json", import.meta.url);
const report = "out/report.html";

process.exitCode = await main();

/** 0 when every row went through, 1 when some did not, 2 when nothing could be run. */
async function main(): Promise<number> {
  try {
    const flags = readFlags(process.argv.slice(2));
    if (!flags.help) return await run(flags, readProgram(flags.document));
    console.log(usage);
    return 0;
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const isOther = isClienteleError(thrown, "command_reused");
    console.error(isOther ? sayIn(words, "en")("reused", { message }) : `${message}\n\n${usage}`);
    return 2;
  }
}

async function run(flags: Flags, program: Program): Promise<number> {
  const { lang, data: file, isDueOn } = flags;
  const say = sayIn(words, lang);
  const made = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const tables = [readSales(file), readReturns(made("returns.csv")), readPayments(made("payments.csv"))] as const;
  const [sales, returns, payments] = tables;
  const events = shopEvents(sales.rows, returns.rows, payments.rows, program.zone);
  const { storage, close } = await openStorage(flags);
  const bar = flags.quiet ? undefined : startProgress(events.length, say("progress"));
  const result = await runShop(storage, events, program, { file, isDueOn, onEvent: () => bar?.step() });
  bar?.stop();
  const { now } = result;
  const bad = [...tables.flatMap((table) => table.bad), ...result.bad];
  const summary = await summaryOf(storage, program, { now, lang, say });
  mkdirSync("out", { recursive: true });
  writeFileSync(report, await reportOf(storage, program, { summary, from: events[0]?.day ?? "", now, lang, say }));
  await close();
  const { standing, best, atRisk, example } = summary;
  const lines = [
    ...told(result, say),
    ...badLines(bad, say),
    ...standing,
    say("best"),
    ...best,
    say("atRisk"),
    ...atRisk,
  ];
  console.log([...lines, ...example, say("report", { file: report })].join("\n"));
  return bad.length > 0 ? 1 : 0;
}

function readProgram(file: string): Program {
  const checked = checkProgram(JSON.parse(readFileSync(file, "utf8")));
  if (checked.ok) return checked.value;
  throw new Error(checked.issues.map(({ path, message }) => `${file}: ${path}: ${message}`).join("\n"));
}

function told({ recorded, repeated, refused }: RunResult, say: Say): readonly string[] {
  const codes = [...new Set(refused)].map((code) => {
    return say("code", { code, count: refused.filter((each) => each === code).length });
  });
  const done = recorded === 0 ? say("nothingNew", { repeated }) : say("recorded", { recorded, repeated });
  return codes.length === 0 ? [done] : [done, say("refused", { codes: codes.join(say("comma")) })];
}

function badLines(bad: readonly BadRow[], say: Say): readonly string[] {
  if (bad.length === 0) return [];
  const shown = bad.slice(0, 20).map(({ file, line, reason }) => say("badRow", { file, line: `${line}`, reason }));
  const rest = bad.slice(20).length;
  return [say("badRows", { count: bad.length }), ...shown, ...(rest > 0 ? [say("more", { count: rest })] : [])];
}
