import type { FactSpec, FactUse } from "./fact-spec.js";

const care: readonly FactUse[] = ["service", "marketing"];
const rights: readonly FactUse[] = ["service", "marketing", "eligibility"];

const behaviour = { may: rights, about: "behaviour", source: "standard" } as const;
const contract = { may: rights, about: "contract", source: "standard" } as const;
/** Nothing counts these yet: they are known where a host supplies them, and zero of them is not claimed. */
const uncounted = { missing: "possible" } as const;
const counted = { ...behaviour, type: "number", aggregate: true, missing: "never", actionable: "up" } as const;

/**
 * The facts that every program has without declaring them: they are derived from host events. `<…>` stands for any name.
 *
 * `today` is the local day of `now`; it alone may decide a price by itself: a price by person needs published terms that the customer can see and
 * meet. What is known of complaints serves the customer and nothing else.
 *
 * Source: PIPL art. 24, 消费者权益保护法实施条例 art. 9; ISO 10002.
 */
export const standardFacts: readonly FactSpec[] = [
  {
    name: "today",
    type: "day",
    label: { en: "today", "zh-CN": "今天" },
    missing: "possible",
    may: ["service", "marketing", "pricing", "eligibility"],
    about: "contract",
    source: "standard",
  },
  { ...counted, name: "spend", type: "decimal", unit: "currency", label: { en: "spend", "zh-CN": "消费金额" } },
  { ...counted, name: "orders", label: { en: "number of orders", "zh-CN": "订单数" } },
  { ...counted, name: "units", label: { en: "number of units bought", "zh-CN": "购买件数" } },
  { ...counted, name: "categories", label: { en: "number of categories bought", "zh-CN": "购买品类数" } },
  { ...counted, ...uncounted, name: "visits", label: { en: "number of visits", "zh-CN": "到店次数" } },
  { ...counted, ...uncounted, name: "referrals", label: { en: "number of referrals", "zh-CN": "推荐次数" } },
  {
    ...behaviour,
    name: "daysSinceOrder",
    type: "number",
    unit: { en: "days", "zh-CN": "天" },
    label: { en: "time since the last order", "zh-CN": "距最近一次下单" },
    missing: "possible",
    actionable: "down",
  },
  {
    ...behaviour,
    name: "firstOrderOn",
    type: "day",
    label: { en: "day of the first order", "zh-CN": "首次下单日" },
    missing: "possible",
  },
  {
    ...behaviour,
    name: "lastOrderOn",
    type: "day",
    label: { en: "day of the last order", "zh-CN": "最近下单日" },
    missing: "possible",
  },
  {
    ...behaviour,
    name: "salesChannel",
    type: "text",
    label: { en: "sales channel", "zh-CN": "销售渠道" },
    missing: "possible",
  },
  {
    ...contract,
    name: "customerSince",
    type: "day",
    label: { en: "customer since", "zh-CN": "成为客户日" },
    missing: "possible",
  },
  {
    name: "birthday",
    type: "day",
    label: { en: "birthday", "zh-CN": "生日" },
    missing: "possible",
    may: rights,
    about: "demographic",
    source: "standard",
  },
  {
    name: "tags",
    type: "texts",
    label: { en: "tags", "zh-CN": "标签" },
    missing: "never",
    may: care,
    about: "guess",
    source: "standard",
  },
  {
    ...contract,
    name: "tier.<set>",
    type: "text",
    label: { en: "tier", "zh-CN": "会员等级" },
    missing: "possible",
  },
  {
    ...contract,
    name: "points.<type>",
    type: "number",
    label: { en: "available points", "zh-CN": "可用积分" },
    missing: "never",
    actionable: "up",
  },
  {
    ...contract,
    name: "consent.<purpose>",
    type: "boolean",
    label: { en: "consent", "zh-CN": "授权同意" },
    missing: "never",
    may: care,
    actionable: "either",
  },
  {
    ...contract,
    name: "openCases",
    type: "number",
    label: { en: "number of open cases", "zh-CN": "未结工单数" },
    missing: "never",
    may: ["service"],
  },
  {
    ...contract,
    name: "cases",
    type: "number",
    aggregate: true,
    label: { en: "number of cases", "zh-CN": "服务工单数" },
    ...uncounted,
    may: ["service"],
  },
  {
    ...behaviour,
    name: "satisfaction.last",
    type: "number",
    label: { en: "last satisfaction score", "zh-CN": "最近一次满意度评分" },
    missing: "possible",
    may: care,
  },
  {
    ...behaviour,
    name: "answer.<question>",
    type: "number",
    label: { en: "answer", "zh-CN": "评分" },
    missing: "possible",
    may: ["service"],
  },
];
