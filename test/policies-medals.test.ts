// The classes, medals and measures of the policies that are not in a shipped document, each in a document of a page.
import {
  benefitsOf,
  classifyCustomer,
  classOf,
  currentSegments,
  defineProgram,
  earnPoints,
  must,
  openPointsAccount,
  recordResponse,
  satisfactionRate,
  startMembership,
  tierOf,
  type Facts,
  type ProgramDocument,
} from "clientele";
import { describe, expect, test } from "vitest";
import { read } from "./support/documents.js";

const now = new Date("2026-03-02T04:00:00Z");
const lastYear = { kind: "rolling", length: "P12M" } as const;
const six = { op: "gte", fact: "orders", window: lastYear, value: 6 } as const;
const rating = { kind: "rating", scale: "preset:satisfaction_5" } as const;
const medal = (tier: string): Facts => ({ "tier.medals": tier });

describe("silver, gold and the others", () => {
  test("silver has some discount and more points; ordinary has the basics [L137]", () => {
    expect([labels(medal("regular")), pointsFor(medal("regular"))]).toEqual([["基本服务和优惠"], 100]);
    expect([labels(medal("silver")), pointsFor(medal("silver"))]).toEqual([["基本服务和优惠", "会员折扣"], 120]);
  });

  test("who spent much has an agent of their own and gifts made to order [L138]", () => {
    const tier = (spend: string): string => tierOf("medals", { ...medals, now, facts: { "spend@P12M": spend } }).id;
    expect([tier("4999.99"), tier("5000.00")]).toEqual(["silver", "gold"]);
    expect(labels(medal("silver"))).not.toContain("专属客服");
    expect(labels(medal("gold"))).toEqual(["基本服务和优惠", "会员折扣", "专属客服", "定制礼品"]);
  });

  test("who buys often has points and a discount, whoever they are [179]", () => {
    const often = (orders: number): Facts => ({ ...medal("regular"), "orders@P12M": orders });
    expect([labels(often(5)), pointsFor(often(5))]).toEqual([["基本服务和优惠"], 100]);
    expect([labels(often(6)), pointsFor(often(6))]).toEqual([["基本服务和优惠", "专属折扣"], 110]);
  });
});

describe("classes", () => {
  test.each<[Facts, string]>([
    [{ "orders@P12M": 9, "spend@P12M": "5000.00" }, "VIP客户"],
    [{ "orders@P12M": 9, "spend@P12M": "4999.99" }, "普通客户"],
    [{ "orders@P12M": 1, "spend@P12M": "120.00" }, "新客户"],
    [{ "orders@P12M": 0, "spend@P12M": "0.00" }, "潜在客户"],
  ])("%j is VIP, new, a prospect or none of these [L123]", (facts, label) => {
    expect(classOf(membershipWith(facts), { ...medals, now, facts, segment: "classes" })?.label).toBe(label);
  });

  test("value, buying power, loyalty and potential each have their measure, and its border [L131]", () => {
    const graded = (facts: Facts): readonly string[] =>
      currentSegments(membershipWith(facts), { ...medals, now, facts }).flatMap(({ segment }) =>
        segment === "classes" ? [] : [segment],
      );
    const just = { "spend@P12M": "5000.00", averageOrder: "500.00", "orders@P12M": 6, "categories@P12M": 3 };
    const short = { "spend@P12M": "4999.99", averageOrder: "499.99", "orders@P12M": 5, "categories@P12M": 2 };
    expect(graded(just)).toEqual(["value", "buying_power", "loyalty", "potential"]);
    expect(graded(short)).toEqual([]);
  });
});

test("product, service and buying are asked about each by itself, and have scores of their own [180]", () => {
  const answers = { product: 5, service: 4, purchase: 2 };
  const { state } = must(recordResponse({ id: "rsp_1", questionnaire: "experience", answers }, { ...medals, now }));
  const rates = ["product_experience", "service_experience", "purchase_experience"].map((dimension) => {
    const { n, value } = satisfactionRate([state], { dimension });
    return [n, value];
  });
  expect(rates).toEqual([
    [1, "1"],
    [1, "1"],
    [1, "0"],
  ]);
});

test("the honour scheme is adjusted in a version of its own, and the old one says what it said [L150]", () => {
  const document = JSON.parse(read("docs/programs/honour.json")) as ProgramDocument;
  const lowered = (document.tierSets ?? []).map((set) => ({
    ...set,
    tiers: set.tiers.map((tier) => (tier.id === "silver" ? { ...tier, reach: 1500 } : tier)),
  }));
  const [before, after] = [document, { ...document, version: 2, tierSets: lowered }].map((each) => {
    const program = defineProgram(each);
    return [program.version, tierOf("honour", { ...program, now, facts: { "points.honour": 1500 } }).id];
  });
  expect([before, after]).toEqual([
    [1, "regular"],
    [2, "silver"],
  ]);
});

const medals = defineProgram({
  format: "clientele/program",
  id: "medals",
  version: 1,
  label: "客户分级",
  locale: "zh-CN",
  zone: "Asia/Shanghai",
  currency: "CNY",
  facts: { averageOrder: { source: "host", type: "decimal", about: "behaviour" } },
  segments: [
    {
      id: "classes",
      label: "客户分类",
      mode: "first_match",
      of: [
        { id: "vip", label: "VIP客户", when: { op: "gte", fact: "spend", window: lastYear, value: "5000.00" } },
        { id: "prospect", label: "潜在客户", when: { op: "eq", fact: "orders", window: lastYear, value: 0 } },
        { id: "new", label: "新客户", when: { op: "eq", fact: "orders", window: lastYear, value: 1 } },
        { id: "regular", label: "普通客户", when: { op: "otherwise" } },
      ],
    },
    { id: "value", label: "价值", when: { op: "gte", fact: "spend", window: lastYear, value: "5000.00" } },
    { id: "buying_power", label: "购买力", when: { op: "gte", fact: "averageOrder", value: "500.00" } },
    { id: "loyalty", label: "忠诚度", when: six },
    { id: "potential", label: "潜力", when: { op: "gte", fact: "categories", window: lastYear, value: 3 } },
  ],
  tierSets: [
    {
      id: "medals",
      label: "客户分级",
      metric: "spend",
      period: lastYear,
      upgrade: "at_once",
      downgrade: "none",
      benefitsAccumulate: true,
      tiers: [
        { id: "regular", label: "普通客户", reach: 0, benefits: ["basics"] },
        { id: "silver", label: "银牌客户", reach: "1000.00", benefits: ["discount"] },
        { id: "gold", label: "金牌客户", reach: "5000.00", benefits: ["agent", "made_to_order"] },
      ],
    },
  ],
  benefits: [
    { id: "basics", label: "基本服务和优惠", kind: "service" },
    {
      id: "discount",
      label: "会员折扣",
      kind: "price",
      terms: { published: "terms/medals-v1", text: "银牌及以上客户享98折" },
      off: { kind: "share", share: "0.02" },
    },
    { id: "agent", label: "专属客服", kind: "service", agentRole: "account_manager" },
    { id: "made_to_order", label: "定制礼品", kind: "gift", limit: { max: 1, per: "year" } },
    {
      id: "frequent",
      label: "专属折扣",
      kind: "price",
      to: { kind: "condition", when: six },
      terms: { published: "terms/frequent-v1", text: "近12个月购买满6笔,享97折" },
      off: { kind: "share", share: "0.03" },
    },
  ],
  points: {
    types: [{ id: "points", label: "积分", use: "redeemable", expire: { kind: "never" } }],
    earn: [
      {
        id: "spend",
        label: "消费积分",
        on: "order.paid",
        gives: "points",
        points: 1,
        per: "1.00",
        terms: { published: "terms/points-v1", text: "银牌及以上客户享1.2倍积分,近12个月购买满6笔享1.1倍积分" },
        multipliers: [
          { by: "1.2", when: { op: "in", fact: "tier.medals", values: ["silver", "gold"] } },
          { by: "1.1", when: six },
        ],
      },
    ],
    redeem: { minimum: 100, worth: "0.01" },
  },
  questionnaires: [
    {
      id: "experience",
      label: "客户体验调查",
      questions: [
        { ...rating, id: "product", dimension: "product_experience", text: "产品体验" },
        { ...rating, id: "service", dimension: "service_experience", text: "服务体验" },
        { ...rating, id: "purchase", dimension: "purchase_experience", text: "购买体验" },
      ],
    },
  ],
});

/** The benefits of somebody with these facts. */
function labels(facts: Facts): readonly unknown[] {
  return benefitsOf({ ...medals, now, facts }).map(({ benefit }) => benefit.label);
}

/** The points that somebody with these facts gets for 100.00. */
function pointsFor(facts: Facts): number {
  const account = must(openPointsAccount({ id: "acc_7", customerId: "cus_7" }, { ...medals, now })).state;
  const lines = [{ sku: "tea", quantity: 1, paid: "100.00" }];
  const { events } = must(earnPoints(account, { id: "ord_1", type: "order.paid", lines }, { ...medals, now, facts }));
  return events.reduce((sum, event) => sum + ("points" in event ? event.points : 0), 0);
}

function membershipWith(facts: Facts): ReturnType<typeof joined> {
  return must(classifyCustomer(joined(), { id: "cls_1" }, { ...medals, now, facts })).state;
}

function joined() {
  return must(startMembership({ id: "mem_7", customerId: "cus_7" }, { ...medals, now })).state;
}
