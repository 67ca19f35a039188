import type { Program } from "../../src/program/document.js";
import { checkProgram, defineProgram } from "../../src/program/rules.js";
import { documentOf } from "./changed.js";

/** The store policy: points that live a year, a desk with working hours, classes by purchases. */
export const store: Program = programOf(documentOf("store"));

/** The honour scheme: points and honour, tiers by honour with a grace. */
export const honour: Program = programOf(documentOf("honour"));

/** Points that lapse without activity and are redeemed by themselves; tiers by spend that slides; scores. */
export const tea: Program = defineProgram({
  format: "clientele/program",
  id: "tea",
  version: 4,
  label: { en: "Tea", "zh-CN": "茶" },
  locale: "en",
  zone: "America/New_York",
  currency: "USD",
  spend: { tax: "excluded", shipping: "included", partPaidWithPoints: "included" },
  purposes: {
    news: { label: "News", basis: "consent", wording: "news_v1", validFor: "P90D" },
    profiling: { label: "Profiling", basis: "consent", optOut: "plain_offer" },
  },
  events: { bottle_returned: { label: "Bottle returned" } },
  segments: [
    {
      id: "activity",
      label: "Activity",
      kind: "rfm",
      window: { kind: "rolling", length: "P6M" },
      every: "P1M",
      classes: [
        { id: "champion", label: "Champion", when: { op: "gte", fact: "rfm.m", value: 4 } },
        { id: "at_risk", label: "At risk", when: { op: "lte", fact: "rfm.r", value: 2 } },
        { id: "other", label: "Other", when: { op: "otherwise" } },
      ],
    },
    {
      id: "rhythm",
      label: "Rhythm",
      of: [
        { id: "fresh", label: "Fresh", when: { op: "lte", fact: "daysSinceOrder", value: 30 } },
        { id: "quiet", label: "Quiet", when: { op: "between", fact: "daysSinceOrder", low: 31, high: 120 } },
        { id: "gone", label: "Gone", when: { op: "exists", fact: "lastOrderOn" } },
        { id: "new", label: "New", when: { op: "otherwise" } },
      ],
    },
    {
      id: "wakened",
      label: "May be wakened",
      when: {
        op: "all",
        of: [
          { op: "eq", fact: "consent.news", value: true },
          { op: "segment", segment: "rhythm", class: "quiet" },
          { op: "gte", fact: "points.leaves", value: 100 },
        ],
      },
    },
    {
      id: "this_month",
      label: "Bought this month and not the last",
      when: {
        op: "all",
        of: [
          { op: "gte", fact: "orders", window: { kind: "calendar", unit: "month" }, value: 1 },
          { op: "eq", fact: "orders", window: { kind: "calendar", unit: "month", offset: -1 }, value: 0 },
        ],
      },
    },
    { id: "birthday", label: "Birthday soon", when: { op: "anniversary", fact: "birthday", within: "P7D" } },
    { id: "season", label: "Season", when: { op: "between", fact: "today", low: "2026-06-01", high: "2026-08-31" } },
  ],
  tierSets: [
    {
      id: "status",
      label: "Status",
      metric: "spend",
      period: { kind: "rolling", length: "P6M" },
      upgrade: "at_once",
      downgrade: "reassess",
      grace: { from: "review_below", for: "P30D" },
      notice: "P30D",
      tiers: [
        { id: "guest", label: "Guest", reach: 0 },
        { id: "friend", label: "Friend", reach: "800.00" },
        { id: "family", label: "Family", reach: "3000.00" },
      ],
    },
  ],
  points: {
    types: [
      {
        id: "leaves",
        label: "Leaves",
        use: "redeemable",
        pending: { until: "return_window_closed", days: 3 },
        expire: { kind: "sliding", length: "P120D", notice: ["P30D", "P7D"] },
      },
    ],
    earn: [
      {
        id: "spend",
        label: "Spending",
        on: "order.paid",
        gives: "leaves",
        points: 1,
        per: "10.00",
        rounding: "half_up",
        stage: "line",
        terms: { published: "terms/tea-v1", text: "Friends and family earn half as much again." },
        multipliers: [
          { by: "1.5", when: { op: "in", fact: "tier.status", values: ["friend", "family"] } },
          { by: "2", categories: ["tea"] },
        ],
      },
      { id: "visit", label: "Visit", on: "visit.made", gives: "leaves", points: 5, cap: { max: 10, per: "month" } },
      { id: "bottle", label: "Bottle", on: "custom.bottle_returned", gives: "leaves", points: 2 },
    ],
    redeem: { minimum: 10, step: 5, worth: "0.05", maxShare: "0.80" },
    autoRedeem: { points: 250, label: "A voucher" },
    refund: { mode: "prorate", from: ["own", "pending", "others"], then: "shortfall", window: "P60D" },
  },
  cases: {
    policies: [
      {
        id: "claims",
        label: "Claims",
        type: "complaint",
        workflow: "preset:shop_flow",
        targets: [
          { metric: "first_response", within: "PT4H", time: "calendar" },
          { metric: "resolution", within: "P5D", time: "calendar" },
        ],
        escalate: [{ metric: "resolution", at: { kind: "share", share: "0.5" }, to: "head" }],
      },
    ],
  },
  roles: { head: { label: "Head", sees: "all" } },
});

/** Two kinds of points, one of which waits for an event; tiers by calendar periods and for life; scores every ten days. */
export const club: Program = defineProgram({
  format: "clientele/program",
  id: "club",
  version: 1,
  label: "Club",
  locale: "en",
  zone: "Europe/Berlin",
  currency: "EUR",
  missing: "unmatched",
  segments: [
    {
      id: "scores",
      label: "Scores",
      kind: "rfm",
      every: "P10D",
      levels: 3,
      classes: [
        { id: "best", label: "Best", when: { op: "eq", fact: "rfm.f", value: 3 } },
        { id: "rest", label: "Rest", when: { op: "otherwise" } },
      ],
    },
    {
      id: "quarter",
      label: "Bought in this quarter",
      when: { op: "gte", fact: "spend", window: { kind: "calendar", unit: "quarter" }, value: "100.00" },
    },
    { id: "not_lately", label: "Not lately", when: { op: "not", of: { op: "lt", fact: "daysSinceOrder", value: 60 } } },
  ],
  tierSets: [
    {
      id: "year",
      label: "Year",
      metric: "spend",
      period: { kind: "calendar", unit: "year" },
      upgrade: "at_once",
      downgrade: "one_level",
      notice: "P30D",
      tiers: [
        { id: "one", label: "One", reach: 0 },
        { id: "two", label: "Two", reach: "500.00" },
        { id: "three", label: "Three", reach: "2500.00" },
      ],
    },
    {
      id: "life",
      label: "Life",
      metric: "credit",
      period: { kind: "lifetime" },
      upgrade: "at_once",
      downgrade: "none",
      tiers: [
        { id: "guest", label: "Guest", reach: 0 },
        { id: "friend", label: "Friend", reach: 2000 },
      ],
    },
    {
      id: "orders",
      label: "Orders of the quarter",
      metric: "orders",
      period: { kind: "calendar", unit: "quarter" },
      upgrade: "next_period",
      downgrade: "reassess",
      notice: "P30D",
      tiers: [
        { id: "few", label: "Few", reach: 0 },
        { id: "some", label: "Some", reach: 2 },
        { id: "many", label: "Many", reach: 5 },
      ],
    },
  ],
  points: {
    types: [
      {
        id: "stars",
        label: "Stars",
        use: "redeemable",
        pending: { until: "return_window_closed", cancelAfterDays: 45 },
        expire: { kind: "after", length: "P4M", to: "month_end", notice: ["P30D", "P3D"] },
      },
      { id: "credit", label: "Credit", use: "qualifying", expire: { kind: "never" } },
    ],
    earn: [
      { id: "spend", label: "Spending", on: "order.paid", gives: "stars", points: 3, per: "2.00", rounding: "up" },
      { id: "credit", label: "Credit", on: "order.paid", gives: "credit", points: 1, per: "1.00" },
      {
        id: "review",
        label: "Review",
        on: "review.posted",
        gives: "credit",
        points: 50,
        cap: { max: 80, per: "year" },
      },
    ],
    redeem: { worth: "0.01" },
    refund: { mode: "prorate", from: ["pending", "own"], then: "forgo", window: "P30D" },
  },
});

/** The programs that the laws are tried on, by name. */
export const programs: Readonly<Record<string, Program>> = { store, honour, tea, club };

/** The program of a document that is known to be right. */
export function programOf(document: unknown): Program {
  const checked = checkProgram(document);
  if (checked.ok) return checked.value;
  throw new Error(checked.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
}
