import { parse } from "csv-parse/sync";
import { read } from "../documents.js";

/** One thing that the policies ask for: a row of clauses.csv. */
export interface Clause {
  readonly clause: string;
  /** The policies that ask for it, by their three digits. */
  readonly policies: string;
  /** Words of the policies, cut short. */
  readonly phrase: string;
  /** What it asks of a library, in other words. */
  readonly asks: string;
  /** The module that answers it; empty when the whole clause is left to the host. */
  readonly module: string;
  /** The heading in docs/exclusions.md for the part that is left to the host; empty when nothing is. */
  readonly outside: string;
}

/** The policies that were read, each a public template in Chinese. */
export const policies: Readonly<Record<string, string>> = {
  "000": "客户管理制度模板, written for a cosmetics brand",
  "001": "客户管理新制度, for any company",
  "002": "门市客户管理制度, for shops",
  "003": "客户荣誉管理办法, an honour scheme",
  "004": "C端客户管理制度, for consumers",
};

/** The parts of the inventory, by the letter that their numbers begin with. */
export const parts: Readonly<Record<string, string>> = {
  a: "Customer data",
  b: "Privacy and security",
  c: "Staying in touch",
  d: "Team",
  e: "Insight and improvement",
  L: "Classes, tiers, loyalty",
  S: "Service, surveys, complaints",
  "": "Sentences added on a second reading",
};

/** The inventory, in the order of its numbers. */
export function clauses(): readonly Clause[] {
  return parse(read("test/support/clauses/clauses.csv"), { columns: true });
}

/** The letter of a clause's number, a key of `parts`. */
export function partOf({ clause }: Clause): string {
  return clause.replace(/\d+$/, "");
}
