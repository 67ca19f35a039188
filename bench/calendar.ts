// Business calendars beside dayjs-business-time, which counts in the zone of the machine; so the yardstick of every
// table is a library that people use, in the same run.
import { build } from "esbuild";
import dayjs from "dayjs";
import businessTime from "dayjs-business-time";
import { gzipSync } from "node:zlib";
import { addBusinessTime, businessTimeBetween, compileCalendar, subtractBusinessTime } from "clientele/calendar";
import { measure, printRates } from "./measure.js";

process.env["TZ"] = "America/New_York";
dayjs.extend(businessTime);

const zone = "America/New_York";
const hour = 3_600_000;
const starts = Array.from({ length: 256 }, (_, i) => Date.UTC(2026, 0, 5, 15) + i * 5 * hour);
const weekdays = [{ start: "09:00:00", end: "17:00:00" }];
dayjs.setBusinessTime({
  sunday: null,
  monday: weekdays,
  tuesday: weekdays,
  wednesday: weekdays,
  thursday: weekdays,
  friday: weekdays,
  saturday: null,
});
const hours = { weekly: [{ days: [1, 2, 3, 4, 5] as const, hours: ["09:00-17:00"] }], holidays: "none" } as const;
const calendar = compileCalendar(hours, { zone });

let turn = 0;
const start = (): number => starts[turn++ % starts.length] ?? 0;
const peer = (length: number) => (): unknown => dayjs(start()).addBusinessHours(length);
const ours = (length: number) => (): unknown => addBusinessTime(calendar, start(), length * hour);

const differ = starts.filter(
  (at) => dayjs(at).addBusinessHours(40).valueOf() !== addBusinessTime(calendar, at, 40 * hour),
);
console.log(`+40 h from ${starts.length} starts: ${differ.length} answers differ from dayjs-business-time`);

const short = measure([
  { name: "yardstick: dayjs-business-time +40 h", batch: 2, run: peer(40) },
  { name: "addBusinessTime +40 h", batch: 20_000, run: ours(40) },
]);
printRates("+40 business hours", short);
// One call takes the peer longer than a slice.
const long = measure(
  [
    { name: "yardstick: dayjs-business-time +10,000 h", batch: 1, run: peer(10_000) },
    { name: "addBusinessTime +10,000 h", batch: 20_000, run: ours(10_000) },
  ],
  5,
);
printRates("+10,000 business hours", long);
const scaling = measure([
  { name: "yardstick: addBusinessTime +1 h", batch: 20_000, run: ours(1) },
  { name: "addBusinessTime +10,000 h", batch: 20_000, run: ours(10_000) },
  { name: "subtractBusinessTime -40 h", batch: 20_000, run: () => subtractBusinessTime(calendar, start(), 40 * hour) },
  {
    name: "businessTimeBetween, one year",
    batch: 20_000,
    run: () => businessTimeBetween(calendar, start(), (starts[0] ?? 0) + 365 * 24 * hour),
  },
]);
printRates("A longer way costs little more", scaling);

const ratio = (rates: typeof short): number => (rates[1]?.perSecond ?? 0) / (rates[0]?.perSecond ?? 1);
goal("+40 h beside dayjs-business-time", ratio(short), ">=", 1000);
goal("+10,000 h beside dayjs-business-time", ratio(long), ">=", 100_000);
goal("time of +10,000 h beside +1 h", 1 / ratio(scaling), "<", 3);

const zones = ["Europe/Berlin", "Europe/London", "Asia/Tehran", "Australia/Lord_Howe", "America/Sao_Paulo"];
const more = ["Africa/Cairo", "America/Havana", "Pacific/Chatham", "Europe/Paris", "America/Chicago", "Asia/Shanghai"];
// Time of the processor, since others share the machine.
const compiled = [...zones, ...more].map((place) => {
  const begin = process.cpuUsage().user;
  const fresh = compileCalendar({ ...hours }, { zone: place });
  businessTimeBetween(fresh, Date.UTC(2020, 0, 1), Date.UTC(2030, 0, 1));
  return (process.cpuUsage().user - begin) / 1000;
});
const median = compiled.toSorted((left, right) => left - right)[Math.floor(compiled.length / 2)] ?? 0;
goal("compiling ten years in a zone that was not read before, in ms", median, "<=", 15);

const bundled = await build({
  stdin: { contents: 'export { addBusinessTime, compileCalendar } from "./src/calendar/index.js";', resolveDir: "." },
  bundle: true,
  format: "esm",
  minify: true,
  write: false,
});
const size = gzipSync(bundled.outputFiles[0]?.contents ?? new Uint8Array()).length;
goal("addBusinessTime and compileCalendar, gzipped, in kB", size / 1000, "<=", 8);

function goal(what: string, found: number, sign: ">=" | "<=" | "<", wanted: number): void {
  const shown = found >= 100 ? Math.round(found).toLocaleString("en") : found.toFixed(2);
  const isMet = sign === ">=" ? found >= wanted : sign === "<=" ? found <= wanted : found < wanted;
  console.log(`${isMet ? "met" : "MISSED"}: ${what}: ${shown} (${sign} ${wanted.toLocaleString("en")})`);
}
