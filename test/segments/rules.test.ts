import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { segmentOutlines, segmentReads } from "../../src/segments/index.js";
import { checkSegments, defineSegments } from "../../src/segments/rules.js";
import { byScores, of, segments, written } from "./support.js";

function messages(...value: readonly unknown[]): readonly string[] {
  const checked = checkSegments(value, { names: { tier: ["honour"] } });
  return checked.ok ? [] : checked.issues.map(({ path, code, message }) => `${path} (${code}): ${message}`);
}

const everybody = { id: "rest", label: "Rest", when: { op: "otherwise" } } as const;
const orders = { op: "gte", fact: "orders", value: 2 } as const;
const regulars = { id: "regulars", label: "Regulars", when: orders } as const;

test("segments are stamped with the program's version, frozen, and pass as they are", () => {
  expect(segments.map(({ id, kind, of: program }) => [id, kind, program])).toEqual([
    ["value", "classes", of],
    ["sleeping", "condition", of],
    ["win_back", "condition", of],
    ["rfm", "rfm", of],
  ]);
  expect(Object.isFrozen(segments[0])).toBe(true);
  expect(defineSegments(segments, { of })).toEqual(segments);
  expect(checkSegments([])).toEqual({ ok: true, value: [] });
});

test("the segments of a whole document pass", () => {
  const document = JSON.parse(readFileSync("docs/programs/store.json", "utf8")) as { readonly segments: unknown };
  expect(messages(...(document.segments as readonly unknown[]))).toEqual([]);
});

describe("every mistake has its path as the document writes it, and says what was meant", () => {
  test.each<readonly [string, readonly unknown[], readonly string[]]>([
    [
      "a fact that nobody knows",
      [{ ...regulars, when: { ...orders, fact: "order" } }],
      ['[0].when.fact (unknown_name): "order" is not a fact; did you mean "orders"?'],
    ],
    [
      "a class that never ends",
      [{ id: "value", label: "Value", of: [{ id: "high", label: "High", when: orders }] }],
      ['[0].of (otherwise_missing): the first match decides, so the list has to end in { "op": "otherwise" }'],
    ],
    [
      "everybody else, in a segment without classes",
      [{ ...regulars, when: { op: "otherwise" } }],
      ['[0].when (otherwise_not_last): "otherwise" is only the last condition of a first-match list'],
    ],
    [
      "everybody else, before the last class",
      [{ id: "value", label: "Value", of: [everybody, { ...everybody, id: "more" }] }],
      ['[0].of[0].when (otherwise_not_last): "otherwise" is only the last condition of a first-match list'],
    ],
    ["a segment twice", [regulars, regulars], ['[1].id (repeated_name): "regulars" stands here a second time']],
    [
      "a class twice",
      [{ id: "value", label: "Value", of: [{ id: "rest", label: "Rest", when: orders }, everybody] }],
      ['[0].of[1].id (repeated_name): "rest" stands here a second time'],
    ],
    [
      "a segment further down",
      [{ ...regulars, id: "first", when: { op: "not", of: { op: "segment", segment: "regulars" } } }, regulars],
      [
        '[0].when.of.segment (segment_not_above): "regulars" does not stand above; refer only to segments further up, so that none goes in a circle',
      ],
    ],
    [
      "itself",
      [{ ...regulars, when: { op: "segment", segment: "regulars" } }],
      [
        '[0].when.segment (segment_not_above): "regulars" does not stand above; refer only to segments further up, so that none goes in a circle',
      ],
    ],
    [
      "a class that the segment above does not have",
      [
        { id: "value", label: "Value", of: [everybody] },
        { ...regulars, when: { op: "segment", segment: "value", class: "res" } },
      ],
      ['[1].when.class (unknown_name): "res" is not a class of segment "value"; did you mean "rest"?'],
    ],
    [
      "both classes and a condition",
      [{ ...regulars, of: [everybody] }],
      ['[0].of (unknown_key): "classes" does not belong to a segment by a condition; it has when'],
    ],
    [
      "neither",
      [{ id: "value", label: "Value" }],
      ['[0] (missing): a segment has its classes under "of", or one condition under "when"'],
    ],
    [
      "a score where nobody is scored",
      [{ ...regulars, when: { op: "gte", fact: "rfm.r", value: 4 } }],
      ['[0].when.fact (unknown_name): "rfm.r" is not a fact; known: '],
    ],
    [
      "another fact in a class by scores",
      [{ ...byScores, classes: [{ id: "best", label: "Best", when: orders }, everybody] }],
      ['[0].classes[0].when.fact (not_a_score): "orders" is not a score; classes by scores read rfm.r, rfm.f, rfm.m'],
    ],
    [
      "another segment in a class by scores",
      [
        regulars,
        {
          ...byScores,
          classes: [{ id: "best", label: "Best", when: { op: "segment", segment: "regulars" } }, everybody],
        },
      ],
      ['[1].classes[0].when.segment (not_a_score): "regulars" is not a score'],
    ],
    [
      "a class by scores in another segment",
      [byScores, { ...regulars, when: { op: "not", of: { op: "segment", segment: "rfm", class: "champion" } } }],
      [
        '[1].when.of.segment (segment_by_score): "rfm" is found on its base dates, and this segment at every event; ask for its class where it is read, as benefits do',
      ],
    ],
    [
      "how often, where nobody is scored",
      [{ ...regulars, every: "P1M" }],
      ['[0].every (unknown_key): "every" does not belong to a segment by a condition; it has when'],
    ],
    [
      "scoring by the hour",
      [{ ...byScores, every: "PT1H" }],
      ['[0].every (invalid_value): expected a length in days like "P12M" or "P90D"'],
    ],
    ["a single level", [{ ...byScores, levels: 1 }], ["[0].levels (out_of_range): 1 is too small; the least is 2"]],
    [
      "a misspelt key",
      [{ ...regulars, labels: "Regulars" }],
      ['[0].labels (unknown_key): "labels" is not a key here; did you mean "label"?'],
    ],
  ])("%s", (_, value, expected) => {
    const found = messages(...value);
    expect(found).toHaveLength(expected.length);
    expected.forEach((message, i) => expect(found[i]?.startsWith(message), found[i]).toBe(true));
  });
});

test("all mistakes come at once", () => {
  const found = messages(
    { ...regulars, when: { ...orders, fact: "order" } },
    { ...regulars, when: { ...orders, value: "two" } },
  );
  expect(found.map((message) => message.split(" ")[0])).toEqual(["[1].id", "[0].when.fact", "[1].when.value"]);
});

test("scores decide only the classes of their own segment", () => {
  expect(messages(byScores)).toEqual([]);
});

test("a definer throws what a checker lists", () => {
  expect(() => defineSegments([{ ...regulars, when: { ...orders, fact: "order" } }])).toThrow(
    'The segments section has 1 mistake:\n  [0].when.fact: "order" is not a fact; did you mean "orders"?',
  );
});

test("what segments read of a customer, each fact once with the values at which an answer changes", () => {
  expect(segmentReads(segments).map(({ key, thresholds }) => [key, thresholds])).toEqual([
    ["orders", [6, 2]],
    ["spend", ["5000.00"]],
    ["daysSinceOrder", [90]],
  ]);
});

test("segments as conditions elsewhere see them", () => {
  expect(segmentOutlines(defineSegments(written)).map(({ id, classes }) => [id, classes])).toEqual([
    ["value", ["high", "regular", "prospect"]],
    ["sleeping", []],
    ["win_back", []],
  ]);
});
