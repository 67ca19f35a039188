import * as z from "zod/mini";
import { exactOf, isDecimal } from "./decimal.js";
import { isDay } from "./days.js";
import { readDuration } from "./durations.js";
import type { Label } from "./locale.js";

// The small shapes that the sections of a document are made of, the same in all of them.

/** An id of the document's own: a points type, a reward, an activity. */
export const id: z.ZodMiniType<string> = z.string().check(
  z.regex(/^[\p{L}\p{N}_.-]{1,64}$/u, { error: () => 'expected 1 to 64 letters, digits, "_", "." and "-"' }),
  // Ids are keys of plain objects, and every object has these already.
  z.refine((name) => !(name in Object.prototype), { error: () => "is a word of JavaScript; choose another" }),
);

/** A word or a name that means something to the host alone. */
export const text: z.ZodMiniType<string> = z.string().check(z.minLength(1), z.maxLength(200));

const eitherLabel = 'expected a text, or one a language: { "en": "Gold", "zh-CN": "金卡客户" }';

/** What people call it: a text in the document's language, or one a language. */
export const label: z.ZodMiniType<Label> = z.union(
  [text, z.strictObject({ en: z.exactOptional(text), "zh-CN": z.exactOptional(text) })],
  { error: ({ input }) => (input === undefined ? "is missing" : eitherLabel) },
);

/** A length of time: `P7D`, `PT30M`. */
export const duration: z.ZodMiniType<string> = z
  .string()
  .check(z.refine((value) => readDuration(value) !== undefined, { error: () => 'expected a duration like "P12M"' }));

/** A length of whole days, above zero: `P12M`, `P90D`. */
export const wholeDays: z.ZodMiniType<string> = z
  .string()
  .check(z.refine(isWholeDays, { error: () => 'expected a length in days like "P12M" or "P90D"' }));

/** A day: `2026-10-01`. */
export const day: z.ZodMiniType<string> = z
  .string()
  .check(z.refine(isDay, { error: () => 'expected a day like "2026-10-01"' }));

/** A time of day: `09:00`, and `24:00` for the end of it. */
export const timeOfDay: z.ZodMiniType<string> = z
  .string()
  .check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: () => 'expected a time of day like "21:00"' }));

/** An amount of money, not below zero. */
export const money: z.ZodMiniType<string> = z
  .string()
  .check(
    z.refine((value) => isDecimal(value) && !value.startsWith("-"), { error: () => 'expected money like "50.00"' }),
  );

/** A number to hold another one against: `"80"`, `"0.65"`. */
export const decimal: z.ZodMiniType<string> = z
  .string()
  .check(z.refine(isDecimal, { error: () => 'expected a decimal like "0.65"' }));

/** A share of one, above 0 and up to 1. */
export const share: z.ZodMiniType<string> = z
  .string()
  .check(z.refine((value) => isDecimal(value) && isShare(value), { error: () => 'expected a share like "0.10"' }));

/** A whole number from 1. */
export const count: z.ZodMiniType<number> = z.int().check(z.gte(1), z.lte(1_000_000_000));

/** How customers are reached. */
export const channel: z.ZodMiniType<string> = text;

function isWholeDays(length: string): boolean {
  const parts = readDuration(length);
  return parts !== undefined && parts.milliseconds === 0 && parts.months + parts.days > 0;
}

function isShare(value: string): boolean {
  const { units, scale } = exactOf(value);
  return units > 0n && units <= 10n ** BigInt(scale);
}
