// `npm run calendar:check`: 20,000 made-up questions about calendars beside a walk through every minute, in three zones
// of the machine; then 10,000 calendars that nobody in their senses writes, each call timed. Stops at the first
// difference, with the seed that brings it back.
import { parseArgs } from "node:util";
import { compareCalendars } from "../test/calendar/differential.js";
import { endureCalendars } from "../test/calendar/hostile.js";

const { values } = parseArgs({
  options: {
    questions: { type: "string", default: "20000" },
    hostile: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
  },
});
const questionsEach = 4;
const calendars = Math.ceil(Number(values.questions) / questionsEach);
const mostMillis = 50;

const digests = new Set<string>();
for (const zone of ["UTC", "Asia/Shanghai", "America/New_York"]) {
  process.env["TZ"] = zone;
  const start = performance.now();
  const { questions, answers, digest } = compareCalendars(Number(values.seed), calendars, questionsEach);
  digests.add(digest);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    `TZ=${zone}: ${count(questions)} questions, ${count(answers)} answers, 0 different, digest ${digest}; ${seconds} s`,
  );
}
if (digests.size > 1) throw new Error("The answers depend on the zone of the machine.");

// Time of the processor, since others share the machine; what is compiled at the first calls is nobody's deadline.
const cpu = (): number => process.cpuUsage().user / 1000;
endureCalendars(0, 200, cpu);
const { calls, refused, longest } = endureCalendars(Number(values.seed), Number(values.hostile), cpu);
console.log(
  `${count(Number(values.hostile))} hostile calendars: ${count(calls)} calls, ${count(refused)} refused, none hung; ` +
    `the longest took ${longest.toFixed(1)} ms (at most ${mostMillis})`,
);
if (longest > mostMillis) process.exitCode = 1;

function count(number: number): string {
  return number.toLocaleString("en");
}
