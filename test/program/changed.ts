import { readFileSync } from "node:fs";

/** A whole document of docs/programs, as parsed JSON that a test may change. */
export function documentOf(name: "honour" | "store"): Record<string, unknown> {
  const file = new URL(`../../docs/programs/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
}

/** The smallest document: a head, and the sections of a test. */
export function documentWith(sections: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const head = { format: "clientele/program", id: "tea", version: 3, label: "Tea", locale: "en" };
  return { ...head, zone: "Europe/Berlin", currency: "EUR", ...sections };
}

/** The same value with another one at a path written like `points.earn[1].gives`; undefined takes it away. */
export function changed<Value>(value: Value, path: string, to: unknown): Value {
  const [step, rest] = firstStep(path);
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  copy[step] = rest === "" ? to : changed(copy[step], rest, to);
  if (copy[step] === undefined) delete copy[step];
  return copy as Value;
}

function firstStep(path: string): readonly [string, string] {
  const parts = /^\[?([^.[\]]+)\]?\.?(.*)$/.exec(path);
  return [parts?.[1] ?? "", parts?.[2] ?? ""];
}
