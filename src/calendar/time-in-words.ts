import { millisOf, type Instant } from "../shared/instants.js";
import type { Locale } from "../shared/locale.js";
import { timeUnits } from "./messages.js";
import { localDay, localTime } from "./zones.js";

/** An instant as a clock in the zone shows it: `2026-03-06 16:00`; seconds are shown where there are some. */
export function timeIn(instant: Instant, zone: string): string {
  const minutes = localTime(millisOf(instant), zone);
  const two = (number: number): string => String(number).padStart(2, "0");
  const seconds = instant.slice(17, 19);
  const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}${seconds === "00" ? "" : `:${seconds}`}`;
  return `${localDay(instant, zone)} ${clock}`;
}

/** A length in hours, minutes and seconds; what is below a second is left out. */
export function lengthIn(milliseconds: number, locale: Locale): string {
  let left = Math.floor(milliseconds / 1000);
  const parts: string[] = [];
  for (const [seconds, unit] of timeUnits[locale]) {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  const none = `0${timeUnits[locale][1]?.[1] ?? ""}`;
  return parts.length === 0 ? none : parts.join(locale === "en" ? " " : "");
}
