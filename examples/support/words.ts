import { readFileSync } from "node:fs";
import type { Locale } from "clientele";

/** Says a sentence with its places filled in, numbers as the language writes them. */
export type Say = (name: string, values?: Readonly<Record<string, string | number>>) => string;

/** The sentences of one language, from a JSON file that has both. */
export function sayIn(file: URL, lang: Locale): Say {
  const sentences = JSON.parse(readFileSync(file, "utf8")) as Sentences;
  const numbers = new Intl.NumberFormat(lang);
  return (name, values = {}) => {
    const valueOf = (place: string, key: string): string => {
      const value = values[key] ?? place;
      return typeof value === "number" ? numbers.format(value) : value;
    };
    return (sentences[lang][name] ?? name).replace(/\{(\w+)\}/g, valueOf);
  };
}

type Sentences = Readonly<Record<Locale, Readonly<Record<string, string>>>>;
