import type { Label } from "../shared/locale.js";

/** What a fact is known to be. A decimal is a text like `"149.99"`, a day `YYYY-MM-DD`, an instant ISO 8601 in UTC. */
export type FactValue = string | number | boolean | readonly string[];

/** What is known about one customer at one moment, each under its key (see `factKey`). */
export type Facts = Readonly<Record<string, FactValue>>;

/** What kind of value a fact has. */
export type FactType = "number" | "decimal" | "text" | "texts" | "day" | "instant" | "boolean";

/** What a fact may be used for. */
export type FactUse = "service" | "marketing" | "pricing" | "eligibility";

/** What a fact tells of a person. The last three never decide a price, and no explanation asks to change them. */
export type FactAbout = "behaviour" | "contract" | "demographic" | "sensitive" | "guess";

/** Where a fact comes from: host events, the host's own values, or a named aggregate of the document. */
export type FactSource = "standard" | "host" | "derived";

/** What the library knows of a fact, besides its value. Plain JSON, so that a document can declare its own. */
export interface FactSpec {
  /** The name that conditions use. `tier.<set>` in the standard catalogue stands for any name below `tier.`. */
  readonly name: string;
  readonly type: FactType;
  /** `currency` is the document's; others are words, shown behind the number. */
  readonly unit?: Label;
  readonly label?: Label;
  /** It sums up or counts what happened in a time, so a condition may say which. */
  readonly aggregate?: boolean;
  /** `never`: what is not supplied is zero, an empty list or no. `possible`: what is not supplied is not known. */
  readonly missing: "never" | "possible";
  readonly may: readonly FactUse[];
  readonly about: FactAbout;
  readonly source: FactSource;
  /** Which way the customer can move it by an own act; left out where it is not theirs to see and change. */
  readonly actionable?: "up" | "down" | "either";
  /** All the values that a text can have, where they are known. */
  readonly values?: readonly string[];
}
