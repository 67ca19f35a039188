import { describe, expect, test } from "vitest";
import { earningReason, explainEarning, type EarnRule } from "../../src/points/index.js";
import { contextOf } from "../../src/testing/points-play.js";
import { openShop, order, plainRules, send, type CommandOf } from "./support/shop.js";

const label = { en: "points", "zh-CN": "积分" };
const spend: EarnRule = {
  id: "spend",
  label: { en: "Spending", "zh-CN": "消费" },
  on: "order.paid",
  gives: "points",
  points: 2,
  per: "1.00",
};

function told(rule: Partial<EarnRule>, event: CommandOf<"earn">): readonly (string | undefined)[] {
  const types = plainRules.types.map((type) => ({ ...type, label }));
  const shop = openShop({ ...plainRules, types, earn: [{ ...spend, ...rule }] });
  const [earned] = send(shop, "2026-03-02T12:00", "earn", event);
  const reason = earned && earningReason(earned, contextOf(shop));
  return (["en", "zh-CN"] as const).map((locale) => reason && explainEarning(reason, locale));
}

describe("explainEarning", () => {
  test("tells the money that counts, the rate and the rounding", () => {
    expect(told({}, order("ord_1", "79.75"))).toEqual([
      "159 points\n  Spending: 159 for 79.75 that counts, 2 for every 1.00, rounded down",
      "获得159积分\n  消费:计入金额79.75,每1.00得2,向下取整,共159",
    ]);
    const roundings = (["up", "half_up", "half_even"] as const).map((rounding) =>
      told({ rounding }, order("ord_1", "79.75")),
    );
    expect(roundings.map(([en]) => en?.split(", ").at(-1))).toEqual([
      "rounded up",
      "rounded half up",
      "rounded half to even",
    ]);
    expect(roundings.map(([, zh]) => zh?.split(",").at(-2))).toEqual(["向上取整", "四舍五入", "银行家舍入"]);
  });

  test("tells the part that was paid with money, where points paid the other", () => {
    const tenders = [
      { kind: "points", amount: "7.50" },
      { kind: "card", amount: "22.50" },
    ];
    expect(told({}, { ...order("ord_1", "30.00"), tenders })).toEqual([
      "45 points\n  Spending: 45 for 30.00 that counts, 2 for every 1.00, rounded down, in the part paid with money: 22.50 of 30.00",
      "获得45积分\n  消费:计入金额30.00,每1.00得2,向下取整,共45(仅计非积分支付部分:22.50/30.00)",
    ]);
  });

  test("tells what a cap took", () => {
    expect(told({ cap: { max: 100, per: "day" } }, order("ord_1", "60.00"))).toEqual([
      "100 points\n  Spending: 100 for 60.00 that counts, 2 for every 1.00, rounded down (120 without the cap)",
      "获得100积分\n  消费:计入金额60.00,每1.00得2,向下取整,共100(已达上限,未封顶为120)",
    ]);
  });

  test("of a rule that gives a number of points, tells the number; of one that is no more, its id", () => {
    const shop = openShop({
      ...plainRules,
      earn: [{ id: "visit", label: "Visit", on: "visit.made", gives: "points", points: 5 }],
    });
    const [earned] = send(shop, "2026-03-02T12:00", "earn", { id: "vis_1", type: "visit.made" });
    const reason = (points = shop.context.points) => earned && earningReason(earned, { ...contextOf(shop), points });
    expect(reason()).toEqual({ points: 5, label: "Points", rules: [{ rule: "visit", label: "Visit", points: 5 }] });
    const [changed] = [reason({ ...shop.context.points, types: [], earn: [] })];
    expect(changed && explainEarning(changed, "en")).toBe("5 points\n  visit: 5");
  });
});
