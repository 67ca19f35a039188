import { describe, expect, test } from "vitest";
import { placeOf } from "../../src/points/place.js";
import type { PointsContext } from "../../src/points/index.js";
import { definePointsRules } from "../../src/points/rules.js";
import type { PointsType } from "../../src/points/rules-model.js";
import { freezeDeep } from "../../src/shared/json.js";
import { plainRules } from "./support/shop.js";

const type: PointsType = freezeDeep({
  id: "points",
  label: "Points",
  use: "redeemable",
  pending: { until: "return_window_closed", days: 7 },
  expire: { kind: "after", length: "P12M", notice: ["P30D", "P7D"] },
});

function contextIn(zone: string, window?: string): PointsContext {
  const refund = { mode: "prorate", from: ["own"], then: "shortfall" } as const;
  const points = definePointsRules({ ...plainRules, ...(window !== undefined && { refund: { ...refund, window } }) });
  return { points, zone, now: new Date("2026-03-02T10:00:00Z") };
}

const shanghai = contextIn("Asia/Shanghai");

describe("where points lie", () => {
  test("is one place for the whole local day, and another for the next", () => {
    const first = placeOf(type, "2026-03-01T16:00:00.000Z", shanghai, false);
    expect(first).toEqual({
      bucket: "points:2027-03-02",
      opensAt: "2026-03-09T16:00:00.000Z",
      expires: "2027-03-02T16:00:00.000Z",
      notices: ["2027-01-31T16:00:00.000Z", "2027-02-23T16:00:00.000Z"],
      keptUntil: "2027-03-02T16:00:00.000Z",
    });
    expect(placeOf(type, "2026-03-02T15:59:59.999Z", shanghai, false)).toBe(first);
    expect(placeOf(type, "2026-03-02T16:00:00.000Z", shanghai, false).bucket).toBe("points:2027-03-03");
    expect(placeOf(type, "2026-03-01T16:00:00.000Z", shanghai, false)).toEqual(first);
  });

  test("is asked anew for another zone, another refund window, and points that do not wait", () => {
    const at = "2026-03-02T10:00:00.000Z";
    const first = placeOf(type, at, shanghai, false);
    expect(placeOf(type, at, contextIn("America/New_York"), false).expires).toBe("2027-03-03T05:00:00.000Z");
    expect(placeOf(type, at, contextIn("Asia/Shanghai", "P90D"), false).keptUntil).toBe("2027-06-01T16:00:00.000Z");
    expect(placeOf(type, at, shanghai, true).opensAt).toBeUndefined();
    expect(placeOf(type, at, shanghai, false)).toEqual(first);
  });

  test("follows a type that its host still changes", () => {
    const open = { ...type, expire: { kind: "never" } as PointsType["expire"] };
    expect(placeOf(open, "2026-03-02T10:00:00.000Z", shanghai, false).bucket).toBe("points:never");
    open.expire = type.expire;
    expect(placeOf(open, "2026-03-02T10:00:00.000Z", shanghai, false).bucket).toBe("points:2027-03-02");
  });
});
