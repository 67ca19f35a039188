import { describe, expect, test } from "vitest";
import { checkProgram } from "../../src/program/rules.js";
import { changed, documentWith } from "./changed.js";

const sections: Readonly<Record<string, unknown>> = {
  facts: {
    shoeSize: { source: "host", type: "number", about: "behaviour" },
    shade: {
      source: "host",
      type: "text",
      about: "behaviour",
      values: ["light", "dark"],
      may: ["service", "marketing"],
    },
    teaSpend: { source: "derived", fact: "spend", categories: ["tea"], window: { kind: "rolling", length: "P6M" } },
  },
  events: { bottle_returned: { label: { en: "Bottle returned", "zh-CN": "退瓶" } } },
  segments: [{ id: "regulars", label: "Regulars", when: { op: "gte", fact: "orders", value: 3 } }],
  points: {
    types: [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }],
    earn: [{ id: "bottle", label: "Bottle", on: "custom.bottle_returned", gives: "points", points: 5 }],
  },
  rewards: [
    { id: "mug", label: "Mug", kind: "gift", price: { points: 500, type: "points", plus: "2.00" }, stock: 10 },
    {
      id: "five_off",
      label: "5 off",
      kind: "coupon",
      price: { points: 450 },
      off: { kind: "amount", amount: "5.00" },
      validFor: "P60D",
    },
  ],
  coupons: [
    { id: "welcome", label: "Welcome", off: { kind: "share", share: "0.10" }, validFor: "P30D", codes: "shared" },
  ],
  referrals: {
    qualifies: "first_order",
    levels: 1,
    friendContactStored: false,
    revokeOnFullRefund: true,
    within: "P90D",
  },
  draws: [
    {
      id: "spring",
      label: "Spring",
      opens: "2026-03-01",
      closes: "2026-03-31",
      entry: "order",
      prizes: [{ id: "pot", label: "Teapot", count: 3, worth: "80.00" }],
      terms: { published: "terms/spring-v1", text: "Three teapots" },
    },
  ],
  outreach: [
    { id: "lapsing", label: "Lapsing", on: { kind: "left", segment: "regulars" }, send: ["email"], class: "marketing" },
  ],
  contactRules: {
    caps: [{ class: "marketing", channel: "sms", max: 2, per: "calendar_month" }],
    quiet: { from: "21:00", to: "09:00" },
  },
  activities: [{ id: "tasting", label: "Tasting", on: "2026-05-02", capacity: 12 }],
  scorecard: { every: "P3M", targets: [{ kpi: "retention.6m", atLeast: "0.4", atMost: "0.9" }] },
  retention: { inactiveCustomers: "P3Y", caseTexts: "P2Y", surveyTexts: "P1Y" },
};

function issuesOf(document: unknown): readonly string[] {
  const checked = checkProgram(document);
  return checked.ok ? [] : checked.issues.map(({ path, message }) => `${path}: ${message}`);
}

test("the sections that nothing acts on yet are all taken as they are meant", () => {
  const checked = checkProgram(documentWith(sections));
  expect(issuesOf(documentWith(sections))).toEqual([]);
  expect(checked.ok && checked.value.factSpecs.map(({ name }) => name)).toEqual([
    "shoeSize",
    "shade",
    "teaSpend",
    "points.points",
  ]);
});

test("what facts leave out is the careful answer", () => {
  const checked = checkProgram(documentWith(sections));
  const [shoeSize, , teaSpend] = checked.ok ? checked.value.factSpecs : [];
  expect(shoeSize).toMatchObject({ missing: "possible", may: ["service"], source: "host" });
  expect(teaSpend).toMatchObject({ type: "decimal", missing: "never", source: "derived" });
  expect(teaSpend).not.toHaveProperty("aggregate");
});

describe("each of them is checked", () => {
  test.each<readonly [path: string, value: unknown, message: string]>([
    [
      "facts.spend",
      { source: "host", type: "number", about: "behaviour" },
      '"spend" is a standard fact; give yours another name',
    ],
    ["facts.shoeSize.values", ["45"], "only a text has values, and this is a number"],
    ["facts.teaSpend.fact", "birthday", '"birthday" is not a sum over time; sums are: "spend"'],
    ["facts.teaSpend.fact", "spent", '"spent" is not a fact; did you mean "spend"?'],
    ["facts.teaSpend.window.length", "PT6H", '"PT6H" is not a length in days'],
    ["facts.shoeSize.source", "hosted", '"hosted" is not known here; did you mean "host"?'],
    ["rewards[0].kind", "gifts", '"gifts" is not known here; did you mean "gift"?'],
    ["rewards[0].price.points", 0, "0 is too small; the least is 1"],
    ["rewards[0].price.plus", "-1.00", 'expected money like "50.00"'],
    ["rewards[1].id", "mug", '"mug" stands here a second time'],
    ["rewards[1].validFor", "60 days", 'expected a duration like "P12M"'],
    ["rewards[1].off.amount", 5, "expected string, received 5"],
    ["coupons[0].off.share", "1.01", 'expected a share like "0.10"'],
    ["coupons[0].off.share", "0", 'expected a share like "0.10"'],
    ["coupons[0].code", "shared", '"code" is not a key here; did you mean "codes"?'],
    ["coupons[0].eligible", { op: "gte", fact: "visit", value: 1 }, ""],
    ["referrals.friendContactStored", true, "nothing of a friend's may be stored before the friend comes; write false"],
    [
      "referrals.qualifies",
      "registration",
      '"registration" is not known here; expected "first_order", "first_order_after_return_window"',
    ],
    ["draws[0].closes", "2026-02-28", "2026-02-28 is before 2026-03-01, when it opens"],
    ["draws[0].opens", "2026-02-30", 'expected a day like "2026-10-01"'],
    ["draws[0].prizes[1]", { id: "pot", label: "Teapot", count: 1, worth: "1.00" }, ""],
    ["draws[0].terms", undefined, "is missing"],
    ["draws[0].entry", "points", '"points" is not known here'],
    ["outreach[0].class", "advert", '"advert" is not known here'],
    ["outreach[0].send", [], ""],
    ["contactRules.quiet.to", "21:00", "21:00 is when it begins, so nothing is quiet"],
    ["contactRules.quiet.from", "9pm", 'expected a time of day like "21:00"'],
    ["contactRules.caps[0].per", "month", '"month" is not known here'],
    ["activities[0].capacity", 1.5, ""],
    ["scorecard.targets[0].kpi", "retention.m", '"retention.m" is not a figure'],
    ["scorecard.targets[0]", { kpi: "nps" }, "says no target; add `atLeast` or `atMost`"],
    ["retention.caseTexts", "P2", 'expected a duration like "P12M"'],
    ["retention.caseText", "P2Y", '"caseText" is not a key here; did you mean "caseTexts"?'],
  ])("%s: %j", (path, value, message) => {
    const issues = issuesOf(changed(documentWith(sections), path, value));
    expect(issues).toHaveLength(1);
    expect(issues[0]?.startsWith(path), issues[0]).toBe(true);
    expect(issues[0]).toContain(message);
  });
});
