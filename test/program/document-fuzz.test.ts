import fc from "fast-check";
import { expect, test } from "vitest";
import { checkProgram } from "../../src/program/rules.js";
import { documentOf } from "./changed.js";

function requireAnswer(value: unknown): void {
  // That it comes to an end is what the runner's own patience is for: machines are noisy, so no test fails on a pace.
  const checked = checkProgram(value);
  if (checked.ok) return;
  expect(checked.issues.length).toBeGreaterThan(0);
  for (const { path, code, message } of checked.issues) {
    expect([typeof path, typeof code]).toEqual(["string", "string"]);
    expect(message).not.toBe("");
  }
}

const json = fc.jsonValue({ maxDepth: 6 });

test("any JSON has an answer", () => {
  fc.assert(fc.property(json, requireAnswer), { seed: 42, numRuns: 500 });
});

test("any JSON in any section has an answer", () => {
  const names = Object.keys({ ...documentOf("honour"), ...documentOf("store"), coupons: 1, draws: 1, retention: 1 });
  const section = fc.tuple(fc.constantFrom(...names, "facts", "events", "allow"), json);
  const document = fc.array(section, { minLength: 1, maxLength: 6 }).map((parts) => {
    return { ...documentOf("honour"), ...Object.fromEntries(parts) };
  });
  fc.assert(fc.property(document, requireAnswer), { seed: 42, numRuns: 300 });
});

test("a document with a few values put elsewhere has an answer", () => {
  const choice = fc.tuple(fc.nat(), fc.nat(), fc.option(json));
  const mutated = fc
    .tuple(fc.constantFrom("honour" as const, "store" as const), fc.array(choice, { minLength: 1, maxLength: 4 }))
    .map(([name, choices]) => {
      const document = documentOf(name);
      for (const [at, from, other] of choices) swapIn(document, at, other ?? pick(document, from));
      return document;
    });
  fc.assert(fc.property(mutated, requireAnswer), { seed: 7, numRuns: 400 });
});

test.each<readonly [string, unknown]>([
  ["is nested without end", Array.from({ length: 5000 }).reduce<unknown>((inner) => ({ op: "not", of: inner }), 1)],
  ["has a key of a million letters", { ["x".repeat(1_000_000)]: 1 }],
  ["has twenty thousand unknown keys", Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`tier${i}`, i]))],
  [
    "has keys of an object's own",
    JSON.parse('{ "__proto__": { "id": 1 }, "constructor": 2, "points": { "types": "toString" } }'),
  ],
  ["has a lone surrogate", { ...documentOf("honour"), id: "\ud800" }],
])("a document that %s is refused in time", (_, value) => {
  expect(checkProgram(value).ok).toBe(false);
  requireAnswer(value);
});

test.each(["toString", "__proto__", "constructor", "hasOwnProperty"])("%s is a name like any other", (name) => {
  const document = JSON.stringify(documentOf("honour")).replaceAll('"honour"', JSON.stringify(name));
  requireAnswer(JSON.parse(document));
});

interface Spot {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function spotsIn(value: unknown): readonly Spot[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...spotsIn(holder[key])]);
}

function pick(document: unknown, place: number): unknown {
  const spots = spotsIn(document);
  const spot = spots[place % Math.max(1, spots.length)];
  return structuredClone(spot?.holder[spot.key]);
}

function swapIn(document: unknown, place: number, value: unknown): void {
  const spots = spotsIn(document);
  const spot = spots[place % Math.max(1, spots.length)];
  if (spot !== undefined) spot.holder[spot.key] = value;
}
