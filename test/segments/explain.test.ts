import { describe, expect, test } from "vitest";
import type { Facts } from "../../src/conditions/fact-spec.js";
import { must } from "../../src/shared/decision.js";
import type { Locale } from "../../src/shared/locale.js";
import { classReason, explainClass, pinScores, type Membership } from "../../src/segments/index.js";
import { at, newMembership } from "./support.js";

function lines(
  segment: string,
  facts: Facts,
  locale: Locale,
  membership: Membership = newMembership(),
): readonly string[] {
  const reason = classReason(membership, { ...at(facts), segment });
  expect(JSON.parse(JSON.stringify(reason))).toEqual(reason);
  return explainClass(reason, locale).split("\n");
}

describe("every class that was tried, up to the first that holds", () => {
  test("in English", () => {
    expect(lines("value", { orders: 2, spend: "120.50" }, "en")).toEqual([
      "Value: Regular.",
      "High value:",
      "  Not met: all of these",
      "    Not met: number of orders is at least 6 (it is 2)",
      "    Not met: spend is at least 5000.00 (it is 120.50)",
      "Regular:",
      "  Met: number of orders is at least 2 (it is 2)",
    ]);
  });

  test("in Chinese", () => {
    expect(lines("value", { orders: 2, spend: "120.50" }, "zh-CN")).toEqual([
      "客户分类:普通客户。",
      "高价值客户:",
      "  未满足:须同时满足以下各项",
      "    未满足:订单数不少于6(现为2)",
      "    未满足:消费金额不少于5000.00(现为120.50)",
      "普通客户:",
      "  已满足:订单数不少于2(现为2)",
    ]);
  });
});

describe("a segment without classes", () => {
  test("in it, in English and Chinese", () => {
    const facts = { orders: 6, daysSinceOrder: 91 };
    expect(lines("win_back", facts, "en")[0]).toBe("In the segment Win back.");
    expect(lines("win_back", facts, "zh-CN")[0]).toBe("属于客户分群“挽回”。");
  });

  test("not in it, and what is not known is named", () => {
    expect(lines("sleeping", {}, "en")).toEqual([
      "Not in the segment Sleeping.",
      "Not decided: time since the last order is above 90 days (not known)",
    ]);
    expect(lines("sleeping", {}, "zh-CN")[0]).toBe("不属于客户分群“沉睡客户”。");
  });

  test("a reference shows the place in the segment above, found from the same facts", () => {
    expect(lines("win_back", { orders: 6, daysSinceOrder: 91 }, "en").join("\n")).toContain('"regular"');
  });
});

describe("a segment by scores", () => {
  const command = {
    id: "s1",
    segment: "rfm",
    base: { on: "2026-03-01", customers: 40 },
    scores: { r: 2, f: 4, m: 5 },
  };
  const scored = must(pinScores(newMembership(), command, at({}))).state;

  test("the scores, the base they compare with, and the class", () => {
    expect(lines("rfm", {}, "en", scored).slice(0, 2)).toEqual([
      "Activity: At risk.",
      "Scores: recency 2, frequency 4, money 5; among 40 customers on 2026-03-01.",
    ]);
    expect(lines("rfm", {}, "zh-CN", scored).slice(0, 2)).toEqual([
      "活跃度:流失风险。",
      "评分:最近消费2分,消费频次4分,消费金额5分;截至2026-03-01,与40位客户相比。",
    ]);
  });

  test("who has no scores is in none of its classes", () => {
    expect(lines("rfm", {}, "en")).toEqual(["Not in the segment Activity.", "Not scored: no order counts."]);
    expect(lines("rfm", {}, "zh-CN")).toEqual(["不属于客户分群“活跃度”。", "未评分:没有可计入的订单。"]);
  });
});

test("a segment that the program does not have is thrown with those it has", () => {
  const nowhere = { ...at({}), segment: "nowhere" };
  expect(() => classReason(newMembership(), nowhere)).toThrow(
    'segment: "nowhere" is not a segment; known: value, sleeping, win_back, rfm.',
  );
});
