import { startBenefitUses, type BenefitsContext, type BenefitUses } from "../../src/benefits/index.js";
import { defineBenefits, type BenefitInput } from "../../src/benefits/rules.js";
import type { Facts } from "../../src/conditions/index.js";
import { must } from "../../src/shared/decision.js";

const terms = { published: "terms/v1", text: { en: "5 % off for all who spend 5,000", "zh-CN": "消费满5000元享95折" } };

/** A benefit of every sort of grant, and of every sort of limit that matters. */
export const literals: readonly BenefitInput[] = [
  {
    id: "gift",
    label: { en: "Birthday gift", "zh-CN": "生日礼物" },
    kind: "gift",
    limit: { max: 1, per: "birthday_year" },
  },
  { id: "priority", label: "优先购买权", kind: "access" },
  {
    id: "discount",
    label: "优惠折扣",
    kind: "price",
    to: { kind: "class", segment: "value_class", class: "high_value" },
    terms,
    off: { kind: "share", share: "0.05" },
  },
  {
    id: "tips",
    label: "定制化产品推荐",
    kind: "recommendation",
    to: { kind: "class", segment: "value_class", class: "high_value" },
    purpose: "profiling",
  },
  {
    id: "tea",
    label: "A cup of tea",
    kind: "service",
    to: { kind: "condition", when: { op: "gte", fact: "daysSinceOrder", value: 30 } },
    limit: { max: 2, per: "month" },
  },
  {
    id: "parking",
    label: "Parking",
    kind: "service",
    limit: { max: 1, per: "lifetime" },
    to: { kind: "tier", tierSet: "honour", tier: "silver" },
  },
];

export const tierSets = [
  {
    id: "honour",
    tiers: [
      { id: "regular", label: "普通客户", benefits: [] },
      { id: "silver", label: "银卡客户", benefits: ["gift"] },
      { id: "gold", label: "金卡客户", benefits: ["priority"] },
    ],
  },
];

const segments = [{ id: "value_class", label: "客户分类", classes: [{ id: "high_value", label: "高价值客户" }] }];
const benefits = defineBenefits(literals, { of: { id: "shop", version: 2 } });

/** What is known of a customer, at a time in Shanghai. */
export function at(time: string, facts: Facts = {}): BenefitsContext {
  return { benefits, tierSets, segments, facts, zone: "Asia/Shanghai", now: new Date(time) };
}

export function startedAt(time: string): BenefitUses {
  return must(startBenefitUses({ id: "use_0", customerId: "cus_7" }, at(time))).state;
}
