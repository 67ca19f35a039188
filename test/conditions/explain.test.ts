import { describe, expect, test } from "vitest";
import {
  conditionReason,
  explainCondition,
  type Condition,
  type Facts,
  type FactSpec,
} from "../../src/conditions/index.js";

const year = { kind: "rolling", length: "P12M" } as const;
const highValue: Condition = {
  op: "all",
  of: [
    { op: "gte", fact: "orders", window: year, value: 6 },
    { op: "gte", fact: "spend", window: year, value: "5000.00" },
    { op: "lte", fact: "daysSinceOrder", value: 90 },
  ],
};
const facts: Facts = { "orders@P12M": 7, "spend@P12M": "4200.00" };

const mileage: FactSpec = {
  name: "mileage",
  type: "number",
  unit: "km",
  label: { en: "mileage", "zh-CN": "里程" },
  missing: "possible",
  may: ["service"],
  about: "behaviour",
  source: "host",
};

const explained = (condition: Condition, known: Facts, locale: "en" | "zh-CN"): string =>
  explainCondition(conditionReason(condition, { facts: known, factSpecs: [mileage] }), locale);

test("a reason holds what was expected, what was found, and where it comes from", () => {
  const reason = conditionReason(highValue, { facts });
  expect(reason).toMatchObject({ kind: "group", op: "all", outcome: "unmatched" });
  expect(reason.kind === "group" && reason.of[1]).toEqual({
    kind: "leaf",
    outcome: "unmatched",
    expected: { op: "gte", fact: "spend", window: year, value: "5000.00" },
    actual: "4200.00",
    source: "standard",
    label: { en: "spend", "zh-CN": "消费金额" },
    unit: "currency",
  });
});

test("a host's fact and a segment are told apart, what is not declared has no source", () => {
  const sourceOf = (condition: Condition): unknown => {
    const reason = conditionReason(condition, { facts: {}, factSpecs: [mileage] });
    return reason.kind === "leaf" && reason.source;
  };
  expect(sourceOf({ op: "exists", fact: "mileage" })).toBe("host");
  expect(sourceOf({ op: "segment", segment: "value" })).toBe("derived");
  expect(sourceOf({ op: "exists", fact: "shoeSize" })).toBeUndefined();
});

test("in English", () => {
  expect(explained(highValue, facts, "en").split("\n")).toEqual([
    "Not met: all of these",
    "  Met: number of orders over the last 12 months is at least 6 (it is 7)",
    "  Not met: spend over the last 12 months is at least 5000.00 (it is 4200.00)",
    "  Not decided: time since the last order is at most 90 days (not known)",
  ]);
});

test("in Chinese", () => {
  expect(explained(highValue, facts, "zh-CN").split("\n")).toEqual([
    "未满足:须同时满足以下各项",
    "  已满足:近12个月订单数不少于6(现为7)",
    "  未满足:近12个月消费金额不少于5000.00(现为4200.00)",
    "  无法判断:距最近一次下单不超过90天(缺少数据)",
  ]);
});

test("groups stand one below the other", () => {
  const nested: Condition = { op: "at_least", n: 1, of: [{ op: "not", of: { op: "any", of: [{ op: "otherwise" }] } }] };
  expect(explained(nested, {}, "en").split("\n")).toEqual([
    "Not met: at least 1 of these 1",
    "  Not met: not this",
    "    Met: one or more of these",
    "      Met: everybody else",
  ]);
  expect(explained(nested, {}, "zh-CN").split("\n")).toEqual([
    "未满足:须满足以下1项中的至少1项",
    "  未满足:须不符合下列条件",
    "    已满足:满足以下任意一项即可",
    "      已满足:其余客户",
  ]);
});

describe("leaves", () => {
  const known: Facts = {
    "tier.honour": "gold",
    "consent.marketing": true,
    "segment.value": "high",
    "segment.wide": true,
    birthday: "1990-05-03",
    today: "2026-05-01",
    lastOrderOn: "2026-04-30",
    mileage: 1200,
    tags: ["vip"],
  };
  test.each<readonly [Condition, string, string]>([
    [
      { op: "in", fact: "tier.honour", values: ["gold", "diamond"] },
      'Met: tier "honour" is one of "gold", "diamond" (it is "gold")',
      "已满足:会员等级“honour”为“gold”、“diamond”之一(现为“gold”)",
    ],
    [
      { op: "eq", fact: "consent.marketing", value: true },
      'Met: consent "marketing" is yes (it is yes)',
      "已满足:授权同意“marketing”为是(现为是)",
    ],
    [
      { op: "segment", segment: "value", class: "high" },
      'Met: is in class "high" of segment "value" (it is "high")',
      "已满足:属于客户分类“value”中的“high”(现为“high”)",
    ],
    [{ op: "segment", segment: "wide" }, 'Met: is in segment "wide"', "已满足:属于客户分群“wide”"],
    [
      { op: "anniversary", fact: "birthday", within: "P7D" },
      "Met: birthday has its anniversary today or in 7 days (it is 1990-05-03)",
      "已满足:生日的周年日在今天或今后7天内(现为1990-05-03)",
    ],
    [
      { op: "anniversary", fact: "birthday" },
      "Not met: birthday has its anniversary today (it is 1990-05-03)",
      "未满足:生日的周年日为今天(现为1990-05-03)",
    ],
    [
      { op: "gte", fact: "lastOrderOn", value: "2026-05-01" },
      "Not met: day of the last order is 2026-05-01 or after (it is 2026-04-30)",
      "未满足:最近下单日不早于2026-05-01(现为2026-04-30)",
    ],
    [
      { op: "between", fact: "mileage", low: 500, high: 1000 },
      "Not met: mileage is from 500 km to 1000 km (it is 1200 km)",
      "未满足:里程在500km至1000km之间(现为1200km)",
    ],
    [{ op: "exists", fact: "mileage" }, "Met: mileage is known", "已满足:里程已有记录"],
    [
      { op: "contains", fact: "tags", value: "vip" },
      'Met: tags has "vip" in it (it is "vip")',
      "已满足:标签包含“vip”(现为“vip”)",
    ],
    [
      { op: "contains", fact: "shoes", value: "a" },
      'Not decided: shoes has "a" in it (not known)',
      "无法判断:shoes包含“a”(缺少数据)",
    ],
    [
      { op: "gt", fact: "orders", window: { kind: "calendar", unit: "month" }, value: 0 },
      "Not met: number of orders this month is above 0 (it is 0)",
      "未满足:本月订单数超过0(现为0)",
    ],
    [
      { op: "lt", fact: "orders", window: { kind: "calendar", unit: "day", offset: -1 }, value: 1 },
      "Met: number of orders yesterday is below 1 (it is 0)",
      "已满足:昨天订单数低于1(现为0)",
    ],
    [
      { op: "ne", fact: "orders", window: { kind: "calendar", unit: "quarter", offset: -3 }, value: 1 },
      "Met: number of orders in the quarter 3 quarters ago is not 1 (it is 0)",
      "已满足:3个季度前的当季度订单数不为1(现为0)",
    ],
    [
      { op: "eq", fact: "orders", window: { kind: "rolling", length: "P1M1W" }, value: 0 },
      "Met: number of orders over the last 1 month and 7 days is 0 (it is 0)",
      "已满足:近1个月零7天订单数为0(现为0)",
    ],
  ])("%j", (condition, english, chinese) => {
    expect(explained(condition, known, "en")).toBe(english);
    expect(explained(condition, known, "zh-CN")).toBe(chinese);
  });
});
