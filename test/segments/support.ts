import type { Facts } from "../../src/conditions/fact-spec.js";
import { must } from "../../src/shared/decision.js";
import { startMembership, type Membership, type Segments, type SegmentsContext } from "../../src/segments/index.js";
import { defineSegments, type SegmentInput } from "../../src/segments/rules.js";

/** Classes by orders and spend; a segment that refers to them; and one more that refers to both. */
export const written: readonly SegmentInput[] = [
  {
    id: "value",
    label: { en: "Value", "zh-CN": "客户分类" },
    mode: "first_match",
    partition: true,
    of: [
      {
        id: "high",
        label: { en: "High value", "zh-CN": "高价值客户" },
        when: {
          op: "all",
          of: [
            { op: "gte", fact: "orders", value: 6 },
            { op: "gte", fact: "spend", value: "5000.00" },
          ],
        },
      },
      {
        id: "regular",
        label: { en: "Regular", "zh-CN": "普通客户" },
        when: { op: "gte", fact: "orders", value: 2 },
      },
      { id: "prospect", label: { en: "Prospect", "zh-CN": "潜在客户" }, when: { op: "otherwise" } },
    ],
  },
  {
    id: "sleeping",
    label: { en: "Sleeping", "zh-CN": "沉睡客户" },
    when: { op: "gt", fact: "daysSinceOrder", value: 90 },
  },
  {
    id: "win_back",
    label: { en: "Win back", "zh-CN": "挽回" },
    when: {
      op: "all",
      of: [
        { op: "segment", segment: "sleeping" },
        { op: "not", of: { op: "segment", segment: "value", class: "prospect" } },
      ],
    },
  },
];

/** Three classes by scores over the orders of twelve months. */
export const byScores: SegmentInput = {
  id: "rfm",
  label: { en: "Activity", "zh-CN": "活跃度" },
  kind: "rfm",
  window: { kind: "rolling", length: "P12M" },
  classes: [
    {
      id: "champion",
      label: { en: "Champion", "zh-CN": "核心客户" },
      when: {
        op: "all",
        of: [
          { op: "gte", fact: "rfm.r", value: 4 },
          { op: "gte", fact: "rfm.f", value: 4 },
          { op: "gte", fact: "rfm.m", value: 4 },
        ],
      },
    },
    {
      id: "at_risk",
      label: { en: "At risk", "zh-CN": "流失风险" },
      when: { op: "lte", fact: "rfm.r", value: 2 },
    },
    { id: "other", label: { en: "Other", "zh-CN": "其他" }, when: { op: "otherwise" } },
  ],
};

/** The program that the segments of these tests belong to. */
export const of = { id: "shop", version: 3 };
export const segments: Segments = defineSegments([...written, byScores], { of });

/** What is known of a customer at a time. */
export function at(facts: Facts, time = "2026-03-02T02:00:00.000Z", of: Segments = segments): SegmentsContext {
  return { segments: of, facts, now: new Date(time) };
}

/** A customer who is in no segment yet. */
export function newMembership(time = "2026-03-01T02:00:00.000Z"): Membership {
  return must(startMembership({ id: "mem_7", customerId: "cus_7" }, at({}, time))).state;
}
