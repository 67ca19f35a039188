import { describe, expect, test } from "vitest";
import { benefitReads, benefitsLeft, benefitsOf, explainBenefits, useBenefit } from "../../src/benefits/index.js";
import type { Facts } from "../../src/conditions/index.js";
import { must } from "../../src/shared/decision.js";
import { at, startedAt, tierSets } from "./support.js";

const now = "2026-03-02T10:00:00+08:00";

function idsFor(facts: Facts): readonly string[] {
  return benefitsOf(at(now, facts)).map(({ benefit }) => benefit.id);
}

describe("a customer has the benefits", () => {
  test.each<readonly [Facts, readonly string[]]>([
    [{}, []],
    [{ "tier.honour": "regular" }, []],
    [{ "tier.honour": "silver" }, ["gift", "parking"]],
    [{ "tier.honour": "gold" }, ["gift", "priority", "parking"]],
    [{ "segment.value_class": "regular" }, []],
    [{ "segment.value_class": "high_value" }, ["discount"]],
    [{ "segment.value_class": "high_value", "consent.profiling": true }, ["discount", "tips"]],
    [{ "segment.value_class": "high_value", "consent.profiling": false }, ["discount"]],
    [{ daysSinceOrder: 29 }, []],
    [{ daysSinceOrder: 30 }, ["tea"]],
  ])("of %j [L136, L139, L145]", (facts, expected) => {
    expect(idsFor(facts)).toEqual(expected);
  });

  test("of the own tier alone where its set says so", () => {
    const apart = tierSets.map((set) => ({ ...set, benefitsAccumulate: false }));
    const entitled = benefitsOf({ ...at(now, { "tier.honour": "gold" }), tierSets: apart });
    expect(entitled.map(({ benefit }) => benefit.id)).toEqual(["priority"]);
  });

  test("through a source that is named, and in words", () => {
    const entitled = benefitsOf(
      at(now, { "tier.honour": "silver", "segment.value_class": "high_value", daysSinceOrder: 30 }),
    );
    expect(entitled[0]?.source).toEqual({ kind: "tier", tierSet: "honour", tier: "silver", label: "银卡客户" });
    expect(explainBenefits(entitled, "zh-CN").split("\n")).toEqual([
      "生日礼物:银卡客户权益,每个生日年度1次。",
      "优惠折扣:高价值客户专享,消费满5000元享95折。",
      "A cup of tea:已符合条件,每月2次。",
      "Parking:银卡客户权益,总共1次。",
    ]);
    expect(explainBenefits(entitled, "en").split("\n").slice(0, 3)).toEqual([
      "Birthday gift: comes with the tier 银卡客户; once between two birthdays.",
      "优惠折扣: for the class 高价值客户; 5 % off for all who spend 5,000.",
      "A cup of tea: its conditions are met; 2 times a month.",
    ]);
    expect([explainBenefits([], "en"), explainBenefits([], "zh-CN")]).toEqual(["No benefits.", "暂无权益。"]);
  });
});

test("what is left of a limited benefit, and for which days", () => {
  const context = at(now, { "tier.honour": "silver", birthday: "1990-05-01" });
  const used = must(useBenefit(startedAt(now), { id: "use_1", benefit: "gift" }, context)).state;
  expect(benefitsLeft(used, context)).toEqual([
    { benefit: "gift", max: 1, used: 1, left: 0, from: "2025-05-01", to: "2026-05-01" },
    { benefit: "parking", max: 1, used: 0, left: 1 },
  ]);
});

test("the facts that benefits read are known beforehand", () => {
  const keys = benefitReads(at(now).benefits).map(({ key }) => key);
  expect(keys).toEqual(["birthday", "consent.profiling", "daysSinceOrder", "tier.honour"]);
});
