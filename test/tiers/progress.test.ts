import { describe, expect, test } from "vitest";
import { must } from "../../src/shared/decision.js";
import { explainTierProgress, reviewTier, tierBenefits, tierOf, tierProgress } from "../../src/tiers/index.js";
import { at, honour, standingAt, yearly } from "./support.js";

const points = { types: [{ id: "honour", label: { en: "honour points", "zh-CN": "荣誉值" } }] };
const now = "2026-03-12T10:00:00+08:00";

describe("progress", () => {
  test("of somebody without a standing, in both languages", () => {
    const progress = tierProgress("honour", { ...at(now, 3380), points });

    expect(progress.next).toEqual({ tier: "gold", label: "金卡客户", reach: 8000, missing: 4620 });
    expect(explainTierProgress(progress, "zh-CN")).toBe("银卡客户:现有3380荣誉值,再得4620荣誉值即升为金卡客户。");
    expect(explainTierProgress(progress, "en")).toBe("银卡客户: 3,380 honour points now; 4,620 more make it 金卡客户.");
  });

  test("one point below, and at the highest tier", () => {
    const close = tierProgress("honour", { ...at(now, 7999), points });
    expect(explainTierProgress(close, "en")).toBe("银卡客户: 7,999 honour points now; 1 more makes it 金卡客户.");
    const highest = tierProgress("honour", { ...at(now, 20000), points });
    expect(highest.next).toBeUndefined();
    expect(explainTierProgress(highest, "zh-CN")).toBe("钻石客户:现有20000荣誉值,已是最高等级。");
    expect(explainTierProgress(highest, "en")).toBe("钻石客户: 20,000 honour points now; this is the highest tier.");
  });

  test("within the grace tells what keeps the tier, and by which day", () => {
    const gold = standingAt("2026-03-02T10:00:00+08:00", 9000);
    const below = must(reviewTier(gold, { id: "rev_2" }, at("2027-03-03T00:00:00+08:00", 7380))).state;
    const progress = tierProgress(below, { ...at("2027-03-04T00:00:00+08:00", 7380), points });

    expect(progress.keep).toEqual({
      reach: 8000,
      missing: 620,
      until: "2027-05-02T16:00:00.000Z",
      lastDay: "2027-05-02",
    });
    expect(explainTierProgress(progress, "zh-CN")).toBe(
      "金卡客户:现有7380荣誉值,最迟2027-05-02当日再得620荣誉值即可保级。",
    );
    expect(explainTierProgress(progress, "en")).toBe(
      "金卡客户: 7,380 honour points now; 620 more by the end of 2027-05-02 keep it.",
    );
  });

  test("in money, exactly, and by the calendar", () => {
    const silver = standingAt("2026-03-02T10:00:00+08:00", "1000.00", yearly);
    const fresh = { ...at(now, "4999.99", yearly), currency: "CNY" };
    const progress = tierProgress(silver, fresh);
    expect([progress.value, progress.next?.missing, progress.keep]).toEqual(["4999.99", "0.01", undefined]);
    expect(explainTierProgress(progress, "en")).toBe("Silver: CNY 4,999.99 spent so far; CNY 0.01 more make it Gold.");
    expect(explainTierProgress(progress, "zh-CN")).toBe("银卡:已消费4999.99元,再消费0.01元即升为金卡。");

    const nextYear = tierProgress(silver, { ...at("2027-03-12T10:00:00+08:00", "300.00", yearly), currency: "EUR" });
    expect(nextYear.keep).toMatchObject({ missing: "700.00", lastDay: "2027-12-31" });
    expect(explainTierProgress(nextYear, "zh-CN")).toBe(
      "银卡:已消费300.00 EUR,最迟2027-12-31当日再消费700.00 EUR即可保级。",
    );
  });

  test("by number, and when the next tier has a day to begin on", () => {
    const { grace, ...byOrders } = { ...honour, metric: "orders" };
    expect(grace).toBeDefined();
    const progress = tierProgress("honour", at(now, 1500, byOrders));
    expect(explainTierProgress(progress, "zh-CN")).toBe("普通客户:订单数现为1500,再增加500即升为银卡客户。");
    expect(explainTierProgress(progress, "en")).toBe("普通客户: number of orders is 1,500; 500 more make it 银卡客户.");

    const later = { ...yearly, upgrade: "next_period" } as const;
    const waiting = tierProgress(standingAt(now, "1000.00", later), at(now, "1000.00", later));
    expect(waiting.next).toMatchObject({ missing: "0.00", beginsOn: "2027-01-01" });
    expect(explainTierProgress(waiting, "en")).toBe("Regular: 1,000.00 spent so far; Silver begins on 2027-01-01.");
    expect(explainTierProgress(waiting, "zh-CN")).toBe("普通:已消费1000.00元,2027-01-01起升为银卡。");
  });
});

describe("the tier", () => {
  test("of nobody in particular is the lowest, or what the facts reach", () => {
    const { facts, ...without } = at(now, 2000);
    expect(facts).toBeDefined();
    expect([tierOf("honour", without).id, tierOf("honour", at(now, 2000)).id]).toEqual(["regular", "silver"]);
  });

  test("brings its benefits and those below, unless the set says otherwise [L135, L145]", () => {
    const [set] = at(now, 0).tierSets;
    const [alone] = at(now, 0, { ...honour, benefitsAccumulate: false }).tierSets;
    expect(set && tierBenefits(set, "gold")).toEqual(["birthday_gift", "holiday_discount", "priority_purchase"]);
    expect(alone && tierBenefits(alone, "gold")).toEqual(["holiday_discount", "priority_purchase"]);
  });
});
