import { caseClocks, clockColumns, moveCase, openCase, readClockColumns, type ServiceCase } from "clientele/cases";
import { defineCalendars } from "clientele/calendar/rules";
import { defineCaseRules } from "clientele/cases/rules";
import { must } from "clientele/shared";
import { printRates, measure } from "./measure.js";

// 200,000 open clocks at one instant: business hours with a break, business days and all time, some of them paused once
// or twice. Columns are built once and read at any `now`; beside them the reads of the single records.
const calendars = defineCalendars({
  desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-12:00", "13:30-18:00"] }], holidays: "none" },
  shop: { weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], hours: ["10:00-22:00"] }], holidays: "none" },
});
const policy = {
  id: "complaint",
  label: "Complaint",
  type: "complaint",
  workflow: "preset:shop_flow",
  targets: [
    { metric: "acknowledge", within: "PT24H", time: "calendar" },
    { metric: "first_response", within: "PT4H", time: "business", calendar: "shop" },
    { metric: "resolution", within: "P3D", time: "business_days", calendar: "desk" },
    {
      metric: "custom",
      name: "visit",
      within: "PT40H",
      time: "business",
      calendar: "desk",
      start: [{ kind: "opened" }],
      stop: [{ kind: "followed_up" }],
    },
  ],
} as const;
const cases = defineCaseRules({ policies: [policy] });
const first = Date.parse("2026-01-05T00:00:00+08:00");
const at = (minutes: number) => ({ cases, calendars, zone: "Asia/Shanghai", now: new Date(first + minutes * 60_000) });

/** A complaint opened at its own minute; of four, two were paused once, one twice. */
function complaint(i: number): ServiceCase {
  const start = (i * 37) % 80_000;
  const opened = must(openCase({ id: `cas_${i}`, type: "complaint" }, at(start))).state;
  const ways = ["investigating", "awaiting_customer", "investigating", "awaiting_customer", "investigating"];
  return ways.slice(0, [0, 3, 3, 5][i % 4]).reduce((record, to, step) => {
    return must(moveCase(record, { id: `mov_${i}_${step}`, to }, at(start + 45 * (step + 1)))).state;
  }, opened);
}

const made = Array.from({ length: 5_000 }, (_, i) => complaint(i));
const wanted = 50_000;
const all = Array.from({ length: wanted }, (_, i) => made[i % made.length] ?? complaint(i));
const context = at(90_000);

const started = performance.now();
const columns = clockColumns(all, context);
const built = performance.now() - started;
const clocks = columns.clocks.length;
const [byColumns, byRecords] = measure(
  [
    {
      name: `readClockColumns, ${clocks.toLocaleString("en-US")} clocks`,
      batch: 1,
      run: () => readClockColumns(columns, context),
    },
    {
      name: `caseClocks, ${(clocks / 10).toLocaleString("en-US")} clocks`,
      batch: 1,
      run: () => all.slice(0, wanted / 10).map((each) => caseClocks(each, context)),
    },
  ],
  7,
);
printRates(
  "Recomputing open clocks",
  [byColumns, byRecords].flatMap((rate) => rate ?? []),
);
const rounds = Array.from({ length: 15 }, () => {
  const before = process.cpuUsage();
  readClockColumns(columns, context);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}).sort((left, right) => left - right);
const busy = rounds[7] ?? 0;
const millis = 1000 / (byColumns?.perSecond ?? 1);
const record = 10_000 / (byRecords?.perSecond ?? 1);
console.log(
  `  ${clocks.toLocaleString("en-US")} clocks from columns: ${millis.toFixed(0)} ms, ${busy.toFixed(0)} ms of them computing (goal: 150)`,
);
console.log(`  the same from records: ${record.toFixed(0)} ms, ${(record / millis).toFixed(0)} times as long`);
console.log(`  building the columns: ${built.toFixed(0)} ms`);
if (busy > 150) process.exitCode = 1;
