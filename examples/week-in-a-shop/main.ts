// A week in an invented shop, told in a dozen lines. `npm start` runs it, and so does, by itself,
// `npx tsx --tsconfig examples/tsconfig.json examples/week-in-a-shop/main.ts --lang zh-CN`
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { defineProgram, recordEvent, runDue, type Program, type ProgramDocument, type Storage } from "clientele";
import { memoryStorage } from "clientele/memory";
import { fixedClock } from "clientele/testing";
import { weekReport, type Sent } from "./report.js";
import { search } from "./search.js";
import { erasedWords } from "./stories.js";
import { days, invented } from "./week.js";
import { isLocale, transcript } from "./words.js";

const { lang } = parseArgs({ options: { lang: { type: "string", default: "en" } }, strict: false }).values;
if (typeof lang === "string" && isLocale(lang)) {
  const program = shopProgram();
  const storage = memoryStorage();
  const sent = await live(storage, program);
  console.log(transcript(await weekReport(storage, sent, program), lang).join("\n"));
} else {
  console.error('--lang is "en" or "zh-CN".');
  process.exitCode = 2;
}

/** The document of the shop policy, with the opening hours of this shop. */
function shopProgram(): Program {
  const read = (path: string): object => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as object;
  const document = { ...read("../../docs/programs/store.json"), calendars: read("calendars.json") };
  return defineProgram(document as ProgramDocument);
}

/** Lives through the week: every event at its moment, every fifth one twice, and due work when the shop has closed. */
async function live(storage: Storage, program: Program): Promise<Sent> {
  const clock = fixedClock(`${days[0]}T00:00:00+08:00`);
  const steps = invented(7);
  let [events, replayed, written, before] = [0, 0, 0, 0];
  for (const day of days) {
    for (const { at, event } of steps.filter((step) => step.at.startsWith(day))) {
      clock.set(at);
      const context = { ...program, now: clock.now() };
      if (event.type === "customer.erased") before = (await search(storage, erasedWords)).found;
      const recorded = await recordEvent(storage, event, context);
      const again = events % 5 === 0 ? await recordEvent(storage, event, context) : undefined;
      events += 1;
      replayed += again?.replayed === true ? 1 : 0;
      written += recorded.events.length;
    }
    clock.set(`${day}T23:00:00+08:00`);
    while (!(await runDue(storage, { ...program, now: clock.now() })).done);
  }
  return { events, replayed, written, before, now: clock.now() };
}
