/**
 * An ISO 8601 duration: `PT30M`, `P7D`, `P12M`, `P1Y`. Years, months, weeks and days are counted by the calendar in a
 * zone; hours, minutes and seconds are exact.
 */
export type Duration = string;

/** A duration taken apart. Weeks are folded into days, years into months. */
export interface DurationParts {
  readonly months: number;
  readonly days: number;
  /** The exact part, from hours, minutes and seconds. */
  readonly milliseconds: number;
}

const pattern = /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** The parts of a duration, or undefined when the text is none. Whole, non-negative numbers only. */
export function readDuration(text: string): DurationParts | undefined {
  const parts = pattern.exec(text);
  if (parts === null || text.length > 40) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return {
    months: years * 12 + months,
    days: weeks * 7 + days,
    milliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1000,
  };
}
