import { describe, expect, test } from "vitest";
import { checkPointsRules, definePointsRules, type PointsRulesInput } from "../../src/points/rules.js";
import { plainRules } from "./support/shop.js";

const [type] = plainRules.types;
const [rule] = plainRules.earn;
const after = { kind: "after", length: "P12M", to: "month_end", notice: ["P30D"] } as const;

function issues(value: unknown, scope?: Parameters<typeof checkPointsRules>[1]): unknown {
  const checked = checkPointsRules(value, scope);
  return checked.ok ? [] : checked.issues.map(({ path, code }) => `${path} ${code}`);
}
const withType = (more: object): object => ({ ...plainRules, types: [{ ...type, ...more }] });
const withRule = (more: object): object => ({ ...plainRules, earn: [{ ...rule, ...more }] });

describe("checkPointsRules", () => {
  test("given right rules, answers them frozen, with the program they belong to", () => {
    const checked = checkPointsRules(plainRules);
    expect(checked).toEqual({ ok: true, value: { ...plainRules, of: { id: "points", version: 1 } } });
    expect(checked.ok && Object.isFrozen(checked.value.types[0])).toBe(true);
    const of = { id: "shop", version: 3 };
    expect(checkPointsRules(plainRules, { of })).toMatchObject({ value: { of } });
    expect(checkPointsRules({ ...plainRules, of })).toMatchObject({ value: { of } });
  });

  test.each([
    ["no types", { ...plainRules, types: [] }, "types out_of_range"],
    ["a type twice", { ...plainRules, types: [type, type] }, "types[1].id repeated_name"],
    ["a rule twice", { ...plainRules, earn: [rule, rule] }, "earn[1].id repeated_name"],
    ["a key that does not exist", withType({ colour: "red" }), "types[0].colour unknown_key"],
    ["a use that does not exist", withType({ use: "spendable" }), "types[0].use invalid_value"],
    ["a lapse of no kind", withType({ expire: { kind: "soon" } }), "types[0].expire.kind unknown_kind"],
    ["points for nothing that exists", withRule({ gives: "point" }), "earn[0].gives unknown_name"],
    ["no points", withRule({ points: 0 }), "earn[0].points out_of_range"],
    ["half a point", withRule({ points: 0.5 }), "earn[0].points wrong_type"],
    ["per nothing", withRule({ per: "0.00" }), "earn[0].per out_of_range"],
    ["per less than nothing", withRule({ per: "-1.00" }), "earn[0].per out_of_range"],
    ["per a word", withRule({ per: "one" }), "earn[0].per invalid_value"],
    ["a rate of nothing", withRule({ multipliers: [{ by: "0" }] }), "earn[0].multipliers[0].by out_of_range"],
    [
      "rates of 13 decimals",
      withRule({ multipliers: [{ by: "1.1234567" }, { by: "1.123456" }] }),
      "earn[0].multipliers out_of_range",
    ],
    ["a type named like what every object has", withType({ id: "constructor" }), "types[0].id invalid_value"],
    ["a cap of nothing", withRule({ cap: { max: 0, per: "day" } }), "earn[0].cap.max out_of_range"],
    ["a worth of nothing", { ...plainRules, redeem: { worth: "0" } }, "redeem.worth out_of_range"],
    [
      "a share below nothing",
      { ...plainRules, redeem: { worth: "1", maxShare: "-0.5" } },
      "redeem.maxShare out_of_range",
    ],
    ["redeemed for no worth", { types: [type], earn: [], autoRedeem: { points: 100 } }, "autoRedeem worth_missing"],
    ["a currency in words", { ...plainRules, currency: "yuan" }, "currency invalid_value"],
  ])("given %s, says where and what", (_, value, expected) => {
    expect(issues(value)).toContain(expected);
  });

  test("given a waiting time, wants its days or the end of the waiting, and a lapse after it", () => {
    const until = "return_window_closed";
    expect(issues(withType({ pending: { until } }))).toEqual(["types[0].pending missing"]);
    expect(issues(withType({ pending: { until, days: 7 } }))).toEqual([]);
    expect(issues(withType({ pending: { until, cancelAfterDays: 30 } }))).toEqual([]);
    const days = (length: string): object =>
      withType({ pending: { until, days: 30 }, expire: { kind: "after", length, notice: ["P30D"] } });
    expect(issues(days("P30D"))).toEqual(["types[0].expire.length out_of_range"]);
    expect(issues(days("P31D"))).toEqual([]);
  });

  test("given points that lapse, wants a notice of thirty days at least", () => {
    const notice = (list?: readonly string[]): object =>
      withType({ expire: { ...after, ...(list === undefined ? { notice: undefined } : { notice: list }) } });
    for (const list of [undefined, [], ["P29D"], ["P1D", "P2W"]]) {
      expect(issues(notice(list))).toEqual(["types[0].expire expiry_without_notice"]);
    }
    for (const list of [["P30D"], ["P1M"], ["P7D", "P45D"]]) expect(issues(notice(list))).toEqual([]);
  });

  test("given points that live longer than 400 days, wants them to lapse by the month or the year", () => {
    const expire = { kind: "after", length: "P400D", notice: ["P30D"] };
    expect(issues(withType({ expire }))).toEqual([]);
    expect(issues(withType({ expire: { ...expire, length: "P401D" } }))).toEqual(["types[0].expire too_many_buckets"]);
    expect(issues(withType({ expire: { ...expire, length: "P24M", to: "month_end" } }))).toEqual([]);
  });

  test("given lengths of days, refuses hours, which a day does not have; a hold may have them", () => {
    expect(issues(withType({ expire: { ...after, length: "PT720H" } }))).toEqual([
      "types[0].expire.length invalid_value",
    ]);
    expect(issues(withType({ expire: { ...after, notice: ["P30DT1H"] } }))).toEqual([
      "types[0].expire.notice[0] invalid_value",
    ]);
    const refund = { mode: "prorate", from: ["own"], then: "forgo", window: "PT1H" };
    expect(issues({ ...plainRules, refund })).toEqual(["refund.window invalid_value"]);
    expect(issues({ ...plainRules, hold: { timeout: "PT45M" } })).toEqual([]);
  });

  test("given a sliding type, wants its lengths in days", () => {
    const sliding = (length: string, notice: string): object =>
      withType({ expire: { kind: "sliding", length, notice: [notice] } });
    expect(issues(sliding("P365D", "P30D"))).toEqual([]);
    expect(issues(sliding("P12M", "P30D"))).toEqual(["types[0].expire invalid_value"]);
    expect(issues(sliding("P365D", "P1M"))).toEqual(["types[0].expire invalid_value"]);
  });

  test("given a tier period, wants its tier set, and takes the length of its window", () => {
    const tiered = withType({ use: "qualifying", expire: { kind: "tier_period", tierSet: "honour" } });
    expect(issues(tiered, { tierSets: { honor: {} } })).toEqual(["types[0].expire.tierSet unknown_name"]);
    const checked = checkPointsRules(tiered, { tierSets: { honour: { length: "P12M" } } });
    expect(checked).toMatchObject({ value: { types: [{ expire: { tierSet: "honour", length: "P12M" } }] } });
  });

  test("answers all mistakes at once, and for anything that is no section too", () => {
    const many = { ...plainRules, types: [type, type], earn: [{ ...rule, gives: "point", per: "0" }] };
    expect(issues(many)).toEqual([
      "types[1].id repeated_name",
      "earn[0].gives unknown_name",
      "earn[0].per out_of_range",
    ]);
    for (const nonsense of [undefined, null, 7, "points", [], {}]) expect(issues(nonsense)).not.toEqual([]);
  });
});

describe("definePointsRules", () => {
  test("throws config_invalid with every mistake and a suggestion", () => {
    const literal = withRule({ gives: "point" }) as PointsRulesInput;
    expect(() => definePointsRules(literal)).toThrow(
      'The points section has 1 mistake:\n  earn[0].gives: "point" is not a points type; did you mean "points"?',
    );
  });
});
