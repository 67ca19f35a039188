import { dayNumber } from "../shared/days.js";

/** A month of a lunar year, in days since 1970-01-01. */
export interface TableMonth {
  readonly month: number;
  readonly isLeap: boolean;
  readonly first: number;
  readonly days: 29 | 30;
}

/** What the table has of a lunar year. */
export interface TableYear {
  /** Twelve months, or thirteen with the leap month after the one whose number it repeats. */
  readonly months: readonly TableMonth[];
  /** 清明 and 冬至 of the Gregorian year of the same number, in days since 1970-01-01. */
  readonly qingming: number;
  readonly winterSolstice: number;
}

/**
 * The lunar years 1900 to 2100, six digits of base 32 a year: the leap month, or 0; how many days after 20 January the
 * year begins; then, in three digits, the lengths of thirteen months, the first one in the highest bit, where 1 stands
 * for 30 days; and last the day of 清明 in April less 4, times four, with the day of 冬至 in December less 21.
 *
 * `npm run lunar` writes the rows from the instants of the new moons and the solar terms, after the rules of GB/T
 * 33661-2017; the tests hold every day of them against those instants and against a lunar library.
 */
const table: readonly string[] = [
  "8b2bd50u2as50j55ea592ida0r6ic50f6pa5453ala0o2mka0d4qq5222at5",
  "0l2asa6a54ra0t54q50h6ia5566l560p5l8a0e6mk5234mq50m4lm57c29na",
  "0v29e50j54m5585ib50r3aaa0g3d85445dl50o1bc50d4lea2329f50l29e5",
  "6a34m50s6kka0h7aa5563d950p2qq50f1bca344je50m4is57b69d50u69aa",
  "0j6kk5676qa50q5la50g2mka455ar50o15q50d4iq52269b60l59a5795kl5",
  "0s3ck50h5la6572ll50p2dk50e55m5342in50n2im58b59a50t79a50j3ak5",
  "685da50q5ba50g2bc54555e50o55e50d2ic53179650k6pa57a2ql50s2mk5",
  "0h4mq5572at50q2aq50e54q5436id50m6ia58b6l510t5l850i5mk5684mq5",
  "0r4lm10g29m54554n50o54m5ad5ib10v3aa50k3d85695dk50s5bc00h4le5",
  "5729f50q29e50f34m0333aa50l7aa58b3b550u2qo00i5bc5584jd50r4is5",
  "0g69c0446kl50n6kk50c6qa5222ql00k2mk5795ar50t15q50i4iq05669b1",
  "0p59a50e5kk5435la00l5da19b2ll50u2bk50j55m0682in10r2im50g5965",
  "453kl00n3ak00c5da5222dl50l2bc06955e00s54s50h6ic55679600o6l60",
  "0e2qk5333ba50m4mq0bb2at00u2aq50j54q5686ib00q6ia00f6l45546qk5",
  "0n5lk00c2mq0222ar10l29m57a54n00s54m00h5aa1565l550p3d400d5dk0",
  "332lm10m4je58c29f00u29e00j34m1683aa50q7aa00f3b40445bc00n5as5",
  "0d4is03169e00k69c0796kl50s6kk00g6qa0562ql00p2mk50e56q0432it0",
  "0m2iq08b59b50u59a00i5kk0675la00q5da10g2lk04455q00n55m00d2im1",
  "3259700k3960793ij00s3ak10h5da0562dl00p2bc00e55e1442ie00l6hc0",
  "8a79600t6l400i6qk0673ba00q2mq00g2as04554t00n52q00c6ha0216p50",
  "0k6l45",
];

/** The first and the last lunar year of the table. */
const [firstYear, lastYear] = [1900, 2100];
const digitsPerYear = 6;

/** A lunar year as the table has it; undefined for a year that it does not have. */
export function tableYear(year: number): TableYear | undefined {
  if (!Number.isInteger(year) || year < firstYear || year > lastYear) return undefined;
  const at = (year % 10) * digitsPerYear;
  const digits = (table[Math.floor((year - firstYear) / 10)] ?? "").slice(at, at + digitsPerYear);
  const [leapMonth, offset, terms] = [digitOf(digits, 0), digitOf(digits, 1), digitOf(digits, 5)];
  return {
    months: monthsFrom(dayNumber(`${year}-01-20`) + offset, leapMonth, parseInt(digits.slice(2, 5), 32)),
    qingming: dayNumber(`${year}-04-04`) + (terms >> 2),
    winterSolstice: dayNumber(`${year}-12-21`) + (terms & 3),
  };
}

function digitOf(digits: string, index: number): number {
  return parseInt(digits.charAt(index), 32);
}

function monthsFrom(newYear: number, leapMonth: number, lengths: number): readonly TableMonth[] {
  const months: TableMonth[] = [];
  let first = newYear;
  for (let index = 0; index < (leapMonth === 0 ? 12 : 13); index++) {
    const isLeap = leapMonth !== 0 && index === leapMonth;
    const month = leapMonth !== 0 && index >= leapMonth ? index : index + 1;
    const days = (lengths >> (12 - index)) & 1 ? 30 : 29;
    months.push({ month, isLeap, first, days });
    first += days;
  }
  return months;
}
