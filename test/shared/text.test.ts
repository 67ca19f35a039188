import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareText, didYouMean } from "../../src/shared/text.js";

const text = fc.string({ unit: "binary", maxLength: 8 });
const codePoints = (value: string): number[] => [...value].map((one) => one.codePointAt(0) ?? 0);

describe("compareText", () => {
  test("puts a ligature before an emoji, which sort() alone does not", () => {
    expect(compareText("ﬀ", "🙂")).toBeLessThan(0);
    expect(["ﬀ", "🙂"].sort()).toEqual(["🙂", "ﬀ"]);
  });

  test("puts a beginning before the whole, and capitals before small letters", () => {
    expect(["b", "ab", "a", "B", "", "客户"].sort(compareText)).toEqual(["", "B", "a", "ab", "b", "客户"]);
  });

  test("law: it is the order of the UTF-8 bytes, as PostgreSQL has it in the C locale", () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(Math.sign(compareText(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  test("law: it is the order of the code points", () => {
    const byCodePoint = (left: string, right: string): number => {
      const [a, b] = [codePoints(left), codePoints(right)];
      const at = a.findIndex((point, i) => point !== b[i]);
      return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
    };
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(Math.sign(compareText(left, right))).toBe(Math.sign(byCodePoint(left, right)));
      }),
      { seed: 8, numRuns: 2000 },
    );
  });
});

describe("didYouMean", () => {
  test("finds the nearest name, whatever its case", () => {
    expect(didYouMean("honor", ["honour", "consumer"])).toBe("honour");
    expect(didYouMean("HelpDesk", ["helpdesk", "shop"])).toBe("helpdesk");
    expect(didYouMean("help-desk", ["helpdesk"])).toBe("helpdesk");
  });

  test("a short name may differ in one letter, a longer one in a third of its letters", () => {
    expect(didYouMean("ab", ["ac"])).toBe("ac");
    expect(didYouMean("ab", ["cd"])).toBeUndefined();
    expect(didYouMean("abcdef", ["abxyef"])).toBe("abxyef");
    expect(didYouMean("abcdef", ["abxyzf"])).toBeUndefined();
  });

  test("of two that are equally near it takes the first, and of none nothing", () => {
    expect(didYouMean("tir", ["tie", "tin"])).toBe("tie");
    expect(didYouMean("tier", [])).toBeUndefined();
  });
});
