import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, draftOf, freezeDeep } from "../../src/shared/json.js";

const runs = { seed: 42, numRuns: 1000 };

describe("canonicalJson", () => {
  test("sorts keys by code point, at every depth, and keeps lists as they are", () => {
    const value = { "🙂": 1, ﬀ: 2, b: [{ d: 1, c: 2 }], a: "x" };
    expect(canonicalJson(value)).toBe('{"a":"x","b":[{"c":2,"d":1}],"ﬀ":2,"🙂":1}');
  });

  test("null, undefined and absent are one thing as members, and keep their place in lists", () => {
    expect(canonicalJson({ a: null, b: undefined, c: [null, undefined, 1] })).toBe('{"c":[null,null,1]}');
    expect([null, undefined].map(canonicalJson)).toEqual(["null", "null"]);
  });

  test("what is canonical but for one deep member, or has keys that JavaScript counts up, comes out in order", () => {
    expect(canonicalJson({ a: [{ b: 1, c: { e: 1, d: 2 } }], f: { g: 1 } })).toBe(
      '{"a":[{"b":1,"c":{"d":2,"e":1}}],"f":{"g":1}}',
    );
    expect(canonicalJson({ 2: "b", 10: "a" })).toBe('{"10":"a","2":"b"}');
    expect(canonicalJson({ a: { b: undefined }, c: { d: null } })).toBe('{"a":{},"c":{}}');
  });

  test("texts keep quotes, controls and lone surrogates as escapes", () => {
    expect(canonicalJson({ a: '"\\\n\u0000\ud83d' })).toBe('{"a":"\\"\\\\\\n\\u0000\\ud83d"}');
  });

  test("law: the order of keys does not matter, and the text reads back as the value", () => {
    const value = fc.jsonValue({ maxDepth: 3 }).filter((one) => !JSON.stringify(one).includes("null"));
    fc.assert(
      fc.property(value, (one) => {
        const text = canonicalJson(one);
        expect(canonicalJson(turned(one))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(one)));
      }),
      runs,
    );
  });
});

describe("freezeDeep", () => {
  test("freezes all of a value and gives the same one back", () => {
    const value = { list: [{ deep: true }] };
    expect(freezeDeep(value)).toBe(value);
    expect([value, value.list, value.list[0]].every((part) => Object.isFrozen(part))).toBe(true);
  });

  test("a part that is frozen already does not hide what lies below it", () => {
    const value = Object.freeze({ list: [1] });
    freezeDeep(value);
    expect(Object.isFrozen(value.list)).toBe(true);
  });
});

describe("draftOf", () => {
  test("is a copy that shares nothing, without undefined members", () => {
    const value = freezeDeep({ list: [{ points: 1 }], gone: undefined });
    const draft = draftOf(value);
    draft.list[0]!.points = 2;
    expect(draft).toEqual({ list: [{ points: 2 }] });
    expect("gone" in draft).toBe(false);
    expect(value.list[0]?.points).toBe(1);
  });

  test("a member called __proto__ is a member like any other", () => {
    const draft = draftOf(JSON.parse('{"__proto__":{"admin":true}}') as object);
    expect(canonicalJson(draft)).toBe('{"__proto__":{"admin":true}}');
    const turned: unknown = JSON.parse('{"b":1,"__proto__":{"d":1,"c":2}}');
    expect(canonicalJson(turned)).toBe('{"__proto__":{"c":2,"d":1},"b":1}');
    expect("admin" in draft).toBe(false);
  });
});

/** The same value with the keys of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(turned);
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, turned(member)]),
  );
}
