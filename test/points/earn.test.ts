import { describe, expect, test } from "vitest";
import type { EarnRule } from "../../src/points/index.js";
import type { PointsRulesInput } from "../../src/points/rules.js";
import type { Facts } from "../../src/conditions/index.js";
import { answer, balance, instant, openShop, order, plainRules, send, type CommandOf } from "./support/shop.js";

const noon = "2026-03-02T12:00";

/** How many points an event earns under one rule. */
function earned(
  rule: Partial<EarnRule>,
  event: CommandOf<"earn">,
  more: Partial<PointsRulesInput> = {},
  facts?: Facts,
): number {
  const [first] = plainRules.earn;
  const shop = openShop({ ...plainRules, ...more, earn: [{ ...(first as EarnRule), ...rule }] });
  const given = facts === undefined ? shop : { ...shop, context: { ...shop.context, facts } };
  return send(given, noon, "earn", event).reduce((sum, { points }) => sum + points, 0);
}

describe("earnPoints", () => {
  test("given an order of 79.75, a point a yuan gives 79, with the derivation [L141]", () => {
    const shop = openShop(plainRules);
    const [event] = send(shop, noon, "earn", order("ord_1", "50.00", "29.75"));
    expect(event).toEqual({
      type: "points.earned",
      id: "ord_1_paid",
      about: "ord_1",
      occurredAt: instant(noon),
      recordedAt: instant(noon),
      of: { id: "points", version: 1 },
      pointsType: "points",
      points: 79,
      issued: { bucket: "points:never", range: [0, 79] },
      rules: [{ rule: "spend", points: 79, weights: { "1": "50.00", "2": "29.75" }, rounding: "down" }],
      order: { total: "79.75", lines: { "1": "50.00", "2": "29.75" } },
    });
  });

  test("given an event that is no order, a rule gives its points once [L142, L143]", () => {
    const on = (type: string): EarnRule => ({ id: type, label: type, on: type, gives: "points", points: 30 });
    const shop = openShop({ ...plainRules, earn: [on("referral.made"), on("activity.attended")] });
    const [referral] = send(shop, noon, "earn", { id: "ref_1", type: "referral.made" });
    expect(referral).toMatchObject({ points: 30, about: "ref_1", rules: [{ rule: "referral.made", points: 30 }] });
    expect(referral).not.toHaveProperty("order");
    send(shop, noon, "earn", { id: "act_1", type: "activity.attended" });
    expect(balance(shop, noon)?.available).toBe(60);
  });

  test("given an event for which no rule gives anything, it is accepted and leaves no event", () => {
    const shop = openShop(plainRules);
    expect(send(shop, noon, "earn", { id: "evt_1", type: "visit.made" })).toEqual([]);
    expect(send(shop, noon, "earn", order("ord_1", "0.99"))).toEqual([]);
  });

  test("given rules for two types, each gets an event of its own, and rules of one type are added up", () => {
    const honour = { id: "honour", label: "Honour", use: "qualifying", expire: { kind: "never" } } as const;
    const rules: PointsRulesInput = {
      ...plainRules,
      types: [...plainRules.types, honour],
      earn: [
        ...plainRules.earn,
        { id: "visit", label: "Visit", on: "order.paid", gives: "honour", points: 5 },
        { id: "extra", label: "Extra", on: "order.paid", gives: "points", points: 3 },
      ],
    };
    const events = send(openShop(rules), noon, "earn", order("ord_1", "10.00"));
    expect(events.map(({ id, pointsType, points }) => [id, pointsType, points])).toEqual([
      ["ord_1_paid", "points", 13],
      ["ord_1_paid#2", "honour", 5],
    ]);
  });

  test("what an order is called: what it is about, else its order id, else the event without the derived part", () => {
    const about = (event: Partial<CommandOf<"earn">>): string | undefined =>
      send(openShop(plainRules), noon, "earn", {
        ...order("x", "5.00"),
        about: undefined,
        orderId: undefined,
        ...event,
      } as CommandOf<"earn">)[0]?.about;
    expect(about({ id: "evt_1", orderId: "ord_1", about: "ord_2" })).toBe("ord_2");
    expect(about({ id: "evt_1", orderId: "ord_1" })).toBe("ord_1");
    expect(about({ id: "ord_1#points" })).toBe("ord_1");
  });

  test("given another currency than the program's, it is refused; given the same or none, it is not", () => {
    const shop = openShop({ ...plainRules, currency: "CNY" });
    const rejection = answer(shop, noon, "earn", { ...order("ord_1", "5.00"), currency: "EUR" });
    expect(rejection).toMatchObject({ code: "other_currency", currency: "EUR", expected: "CNY" });
    send(shop, noon, "earn", { ...order("ord_1", "5.00"), currency: "CNY" });
    send(shop, noon, "earn", order("ord_2", "5.00"));
  });

  test("given an occurredAt five minutes ahead, it counts now; a millisecond more is refused first of all", () => {
    const shop = openShop({ ...plainRules, currency: "CNY" });
    const ahead = (time: string) => ({ ...order("ord_1", "5.00"), currency: "EUR", occurredAt: `${time}+08:00` });
    expect(answer(shop, noon, "earn", ahead("2026-03-02T12:05:00.001"))?.code).toBe("occurred_in_future");
    expect(answer(shop, noon, "earn", ahead("2026-03-02T12:05:00.000"))?.code).toBe("other_currency");
    const [event] = send(shop, noon, "earn", { ...ahead("2026-03-02T12:05:00.000"), currency: "CNY" });
    expect(event?.occurredAt).toBe(instant(noon));
  });

  test("given an earlier occurredAt, points wait and lapse from then", () => {
    const shop = openShop({
      ...plainRules,
      types: [
        {
          id: "points",
          label: "Points",
          use: "redeemable",
          pending: { until: "return_window_closed", days: 7 },
          expire: { kind: "after", length: "P30D", notice: ["P30D"] },
        },
      ],
    });
    const late = { ...order("ord_1", "5.00"), occurredAt: "2026-02-23T12:00:00+08:00" };
    const [event] = send(shop, noon, "earn", late);
    expect([event?.occurredAt, event?.recordedAt]).toEqual([instant("2026-02-23T12:00"), instant(noon)]);
    expect(event?.issued).toMatchObject({ opensAt: instant("2026-03-03T00:00"), expires: instant("2026-03-26T00:00") });
    expect(balance(shop, "2026-03-02T23:59:59.999")).toMatchObject({ available: 0, pending: 5 });
    expect(balance(shop, "2026-03-03T00:00")).toMatchObject({ available: 5, pending: 0 });
  });

  test("given an event so late that its points lapsed before, they are issued and lapse with it", () => {
    const expire = { kind: "after", length: "P30D", notice: ["P30D"] } as const;
    const shop = openShop({ ...plainRules, types: [{ id: "points", label: "Points", use: "redeemable", expire }] });
    const events = send(shop, noon, "earn", { ...order("ord_1", "5.00"), occurredAt: "2026-01-05T12:00:00+08:00" });
    expect(events.map(({ type, occurredAt, recordedAt }) => [type, occurredAt, recordedAt])).toEqual([
      ["points.earned", instant("2026-01-05T12:00"), instant(noon)],
      ["points.expiry_announced", instant("2026-01-06T00:00"), instant(noon)],
      ["points.expired", instant("2026-02-05T00:00"), instant(noon)],
    ]);
    expect(shop.account.types["points"]).toMatchObject({ issued: 5, expired: 5 });
    expect(shop.account.buckets).toEqual([]);
  });
});

describe("how many points a rule gives", () => {
  test.each([
    ["down", "2.50", 2],
    ["up", "2.50", 3],
    ["up", "2.00", 2],
    ["half_up", "2.50", 3],
    ["half_up", "2.49", 2],
    ["half_even", "2.50", 2],
    ["half_even", "3.50", 4],
    ["half_even", "2.51", 3],
  ] as const)("rounded %s, %s gives %i", (rounding, paid, points) => {
    expect(earned({ rounding }, order("ord_1", paid))).toBe(points);
  });

  test("down is the default, and rounding is done once for the order unless the rule says for each line", () => {
    const three = order("ord_1", "0.50", "0.50", "1.50");
    expect(earned({}, three)).toBe(2);
    expect(earned({ stage: "order", rounding: "up" }, three)).toBe(3);
    expect(earned({ stage: "line", rounding: "up" }, three)).toBe(4);
    expect(earned({ stage: "line" }, three)).toBe(1);
  });

  test("no binary fraction is ever in between: 28.5 of 0.1 and 0.2", () => {
    expect(earned({ per: "0.10" }, order("ord_1", "0.10", "0.20"))).toBe(3);
    expect(earned({ points: 285, per: "10.00", rounding: "half_up" }, order("ord_1", "1.00"))).toBe(29);
    expect(earned({ points: 1, per: "0.07" }, order("ord_1", "0.49"))).toBe(7);
  });

  const mixed = {
    ...order("ord_1"),
    lines: [
      { sku: "tea", quantity: 1, category: "tea", paid: "10.00" },
      { sku: "pot", quantity: 1, category: "pots", paid: "20.00" },
      { sku: "bag", quantity: 1, paid: "40.00" },
    ],
  };

  test("given categories, only their lines count; a line without one is in none", () => {
    expect(earned({ categories: ["tea"] }, mixed)).toBe(10);
    expect(earned({ categories: ["tea", "pots"] }, mixed)).toBe(30);
    expect(earned({ categories: [] }, mixed)).toBe(0);
  });

  test("rates multiply each other, each for its lines", () => {
    expect(earned({ multipliers: [{ by: "2" }] }, mixed)).toBe(140);
    expect(earned({ multipliers: [{ by: "2", categories: ["tea"] }] }, mixed)).toBe(80);
    expect(earned({ multipliers: [{ by: "2" }, { by: "1.5", categories: ["tea"] }] }, mixed)).toBe(150);
    expect(earned({ multipliers: [{ by: "1.15", categories: ["tea"] }], categories: ["tea"] }, mixed)).toBe(11);
  });

  test("a rate for a tier counts for who has it, and not for who has another or none that is known", () => {
    const gold = { op: "eq", fact: "tier.honour", value: "gold" } as const;
    const rule = { multipliers: [{ by: "1.5", when: gold }] };
    expect(earned(rule, mixed, {}, { "tier.honour": "gold" })).toBe(105);
    expect(earned(rule, mixed, {}, { "tier.honour": "silver" })).toBe(70);
    expect(earned(rule, mixed)).toBe(70);
  });

  test("a condition of the whole rule that is not known gives nothing", () => {
    const when = { op: "gte", fact: "visits", value: 3 } as const;
    expect(earned({ when }, mixed, {}, { visits: 3 })).toBe(70);
    expect(earned({ when }, mixed, {}, { visits: 2 })).toBe(0);
    expect(earned({ when: { op: "eq", fact: "tier.honour", value: "gold" } }, mixed)).toBe(0);
  });

  const taxed = {
    ...order("ord_1"),
    lines: [{ sku: "tea", quantity: 1, category: "tea", tax: "3.00", paid: "23.00" }],
    shipping: "7.00",
  };

  test("tax counts and shipping does not, unless the program says otherwise", () => {
    expect(earned({}, taxed)).toBe(23);
    expect(earned({}, taxed, { spend: { tax: "excluded" } })).toBe(20);
    expect(earned({}, taxed, { spend: { shipping: "included" } })).toBe(30);
    expect(earned({ categories: ["tea"] }, taxed, { spend: { shipping: "included" } })).toBe(23);
    expect(
      earned({ multipliers: [{ by: "2" }, { by: "3", categories: ["tea"] }] }, taxed, {
        spend: { shipping: "included" },
      }),
    ).toBe(152);
  });

  test("what points paid does not count, in proportion, unless the program says so", () => {
    const tenders = [
      { kind: "points", amount: "7.50" },
      { kind: "card", amount: "22.50" },
    ];
    expect(earned({}, { ...taxed, tenders })).toBe(17);
    const [event] = send(openShop(plainRules), noon, "earn", { ...taxed, tenders });
    expect(event?.rules?.[0]).toMatchObject({ weights: { "1": "23.00" }, paid: { money: "22.50", total: "30.00" } });
    expect(earned({}, { ...taxed, tenders }, { spend: { partPaidWithPoints: "included" } })).toBe(23);
    expect(earned({}, { ...taxed, tenders: [{ kind: "points", amount: "30.00" }] })).toBe(0);
    expect(earned({}, { ...order("ord_1", "0.00"), tenders: [{ kind: "points", amount: "0.00" }] })).toBe(0);
  });
});

describe("caps", () => {
  const visit: EarnRule = {
    id: "visit",
    label: "Visit",
    on: "visit.made",
    gives: "points",
    points: 60,
    cap: { max: 100, per: "day" },
  };
  const shopWith = (per: "day" | "week" | "month" | "quarter" | "year") =>
    openShop({ ...plainRules, earn: [{ ...visit, cap: { max: 100, per } }] }, "2026-01-01T09:00");
  const come = (shop: ReturnType<typeof shopWith>, time: string, occurredAt?: string) =>
    send(shop, time, "earn", {
      id: `visit_${time}_${occurredAt ?? ""}`,
      type: "visit.made",
      ...(occurredAt !== undefined && { occurredAt: `${occurredAt}+08:00` }),
    })[0];

  test("the last earning before the cap gives what is left of it, the next one nothing, and both say so", () => {
    const shop = shopWith("day");
    expect(come(shop, "2026-03-02T10:00")?.rules).toEqual([{ rule: "visit", points: 60, period: "2026-03-02" }]);
    expect(come(shop, "2026-03-02T11:00")?.rules).toEqual([
      { rule: "visit", points: 40, uncapped: 60, period: "2026-03-02" },
    ]);
    const none = come(shop, "2026-03-02T23:59:59.999");
    expect(none).toMatchObject({ points: 0, rules: [{ points: 0, uncapped: 60 }] });
    expect(none).not.toHaveProperty("issued");
    expect(come(shop, "2026-03-03T00:00")?.points).toBe(60);
  });

  test("a late order meets the cap of its own day", () => {
    const shop = shopWith("day");
    come(shop, "2026-03-02T10:00");
    come(shop, "2026-03-03T10:00");
    expect(come(shop, "2026-03-04T10:00", "2026-03-02T18:00")?.points).toBe(40);
    expect(come(shop, "2026-03-04T10:01", "2026-03-02T19:00")?.points).toBe(0);
    expect(come(shop, "2026-03-04T10:02")?.points).toBe(60);
    expect(shop.account.capped["visit"]).toEqual({ "2026-03-02": 100, "2026-03-03": 60, "2026-03-04": 60 });
  });

  test.each([
    ["week", "2026-03-08T10:00", "2026-03-09T10:00"],
    ["month", "2026-03-31T10:00", "2026-04-01T10:00"],
    ["quarter", "2026-03-31T10:00", "2026-04-01T10:00"],
    ["year", "2026-12-31T10:00", "2027-01-01T10:00"],
  ] as const)("a %s is one of the calendar", (per, last, next) => {
    const shop = shopWith(per);
    come(shop, "2026-03-02T10:00");
    expect(come(shop, last)?.points).toBe(40);
    expect(come(shop, next)?.points).toBe(60);
  });

  test("the account remembers the latest 62 periods", () => {
    const shop = shopWith("day");
    for (let day = 0; day < 70; day++) {
      const time = new Date(Date.UTC(2026, 0, 2 + day)).toISOString().slice(0, 10);
      come(shop, `${time}T10:00`);
    }
    const days = Object.keys(shop.account.capped["visit"] ?? {});
    expect([days.length, days[0], days.at(-1)]).toEqual([62, "2026-01-10", "2026-03-12"]);
  });
});
