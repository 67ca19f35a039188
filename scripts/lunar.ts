// Writes the rows of src/calendar/lunar-table.ts from the instants of the new moons and the solar terms: run it when the
// rules or the published days change.
import { readFileSync, writeFileSync } from "node:fs";
import { dayNumber } from "../src/shared/days.js";
import { derivedMonths, derivedTerms } from "../test/calendar/lunar-astronomy.js";

const file = "src/calendar/lunar-table.ts";
const months = derivedMonths();
const [qingming, solstices] = [derivedTerms(15), derivedTerms(270)];
const rows = Array.from({ length: 201 }, (_, index) => rowOf(1900 + index));
const lines = Array.from({ length: 21 }, (_, decade) => `  "${rows.slice(decade * 10, decade * 10 + 10).join("")}",\n`);
const rowsOfTable = /(const table: readonly string\[\] = \[\n)[^\]]*(\];)/;
writeFileSync(file, readFileSync(file, "utf8").replace(rowsOfTable, `$1${lines.join("")}$2`));

function rowOf(year: number): string {
  const own = months.filter((month) => month.year === year);
  const leapMonth = own.find(({ isLeap }) => isLeap)?.month ?? 0;
  const lengths = own.reduce((bits, { days }, index) => bits + (days === 30 ? 2 ** (12 - index) : 0), 0);
  const offset = (own[0]?.first ?? 0) - dayNumber(`${year}-01-20`);
  const april = (qingming.get(year) ?? 0) - dayNumber(`${year}-04-04`);
  const december = (solstices.get(year) ?? 0) - dayNumber(`${year}-12-21`);
  return [leapMonth, offset, lengths >> 10, (lengths >> 5) & 31, lengths & 31, april * 4 + december]
    .map((digit) => digit.toString(32))
    .join("");
}
