// `npm start`: the week in a shop, then the real orders. `--lang` is for both, every other flag for the second.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const flags = process.argv.slice(2);
const { lang } = parseArgs({ args: flags, options: { lang: { type: "string" } }, strict: false }).values;
const week = run("week-in-a-shop/main.ts", typeof lang === "string" ? ["--lang", lang] : []);
process.exitCode = week === 0 ? run("superstore/main.ts", flags) : week;

function run(example: string, args: readonly string[]): number {
  const file = fileURLToPath(new URL(example, import.meta.url));
  return spawnSync(process.execPath, [...process.execArgv, file, ...args], { stdio: "inherit" }).status ?? 1;
}
