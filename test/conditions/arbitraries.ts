import * as fc from "fast-check";
import type { Condition, FactValue, Facts, FactWindow } from "../../src/conditions/index.js";

interface FactRead {
  readonly fact: string;
  readonly window?: FactWindow;
}

/** A few facts of every type and few values, so that rules and customers meet. */
const numbers = ["orders", "orders@P12M", "daysSinceOrder", "satisfaction.last"];
const decimals = ["spend", "spend@calendar:month-1"];
const texts = ["tier.honour", "salesChannel"];
const days = ["firstOrderOn", "lastOrderOn"];

const number = fc.integer({ min: 0, max: 4 });
const decimal = fc.constantFrom(
  "0",
  "0.00",
  "10",
  "10.00",
  "10.01",
  "9.99",
  "12345678901234567.89",
  "12345678901234567.9",
);
const text = fc.constantFrom("gold", "silver", "online", "7", "007");
const day = fc.constantFrom("2024-02-29", "2025-12-31", "2026-01-01");

const valueByKey: readonly (readonly [readonly string[], fc.Arbitrary<FactValue>])[] = [
  [numbers, number],
  [decimals, decimal],
  [texts, text],
  [days, day],
  [["tags"], fc.array(text, { maxLength: 3 })],
  [["consent.marketing"], fc.boolean()],
  [["segment.value_class"], fc.constantFrom<FactValue>("high", "regular", true, false)],
];

/** Facts of a customer of whom some are missing. */
export const someFacts: fc.Arbitrary<Facts> = fc
  .tuple(
    ...valueByKey.flatMap(([keys, value]) => keys.map((key) => fc.option(value.map((known) => [key, known] as const)))),
  )
  .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== null)));

const read = (keys: readonly string[]): fc.Arbitrary<FactRead> => fc.constantFrom(...keys.map(readOf));

function readOf(key: string): FactRead {
  if (key.endsWith("@P12M")) return { fact: "orders", window: { kind: "rolling", length: "P12M" } };
  if (key.includes("@")) return { fact: "spend", window: { kind: "calendar", unit: "month", offset: -1 } };
  return { fact: key };
}

const order = fc.constantFrom("lt", "lte", "gt", "gte");
const equality = fc.constantFrom("eq", "ne");
const ends = fc.constantFrom("starts_with", "ends_with");

const leaf: fc.Arbitrary<Condition> = fc.oneof<fc.Arbitrary<Condition>[]>(
  fc.tuple(order, read(numbers), number).map(([op, fact, value]) => ({ op, ...fact, value })),
  fc.tuple(order, read(decimals), decimal).map(([op, fact, value]) => ({ op, ...fact, value })),
  fc.tuple(order, read(days), day).map(([op, fact, value]) => ({ op, ...fact, value })),
  fc.tuple(equality, read([...numbers, ...decimals]), number).map(([op, fact, value]) => ({ op, ...fact, value })),
  fc.tuple(equality, read(texts), text).map(([op, fact, value]) => ({ op, ...fact, value })),
  fc.tuple(equality, read(["consent.marketing"]), fc.boolean()).map(([op, fact, value]) => ({ op, ...fact, value })),
  fc.tuple(read(numbers), number, number).map(([fact, low, high]) => ({ op: "between", ...fact, low, high })),
  fc
    .tuple(read([...texts, "tags"]), fc.array(text, { minLength: 1, maxLength: 3 }))
    .map(([fact, values]) => ({ op: "in", ...fact, values })),
  fc.tuple(read([...texts, "tags"]), text).map(([fact, value]) => ({ op: "contains", ...fact, value })),
  fc.tuple(ends, read(texts), text).map(([op, fact, value]) => ({ op, ...fact, value })),
  read([...numbers, ...texts, ...days]).map((fact) => ({ op: "exists", ...fact })),
  fc.constantFrom<Condition>(
    { op: "segment", segment: "value_class" },
    { op: "segment", segment: "value_class", class: "high" },
    { op: "segment", segment: "other" },
  ),
);

/** Rules of up to four levels over those facts. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ op: fc.constantFrom("all", "any"), of: fc.array(tie("tree"), { minLength: 1, maxLength: 4 }) }),
    fc.record({ op: fc.constant("not" as const), of: tie("tree") }),
    fc
      .array(tie("tree"), { minLength: 1, maxLength: 4 })
      .chain((of) => fc.integer({ min: 1, max: of.length }).map((n) => ({ op: "at_least" as const, n, of }))),
    fc
      .tuple(tie("tree"), fc.constantFrom("unknown", "unmatched"))
      .map(([condition, missing]) => ({ ...condition, missing })),
  ),
})).tree;
