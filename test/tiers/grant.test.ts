import { expect, test } from "vitest";
import { must } from "../../src/shared/decision.js";
import { grantTier, settleTier, tierOf } from "../../src/tiers/index.js";
import { at, standingAt, yearly } from "./support.js";

const now = "2026-03-02T10:00:00+08:00";
const regular = standingAt(now, 0);

test("a granted tier begins at once and ends with a notice and a grace", () => {
  const command = { id: "grt_1", by: "manager", tier: "gold", until: "2026-06-01T00:00:00+08:00", reason: "guest" };
  const { state, events } = must(grantTier(regular, command, at(now, 0)));

  expect(events.map(({ type, id, tier }) => [type, id, tier])).toEqual([
    ["tier.granted", "grt_1", "regular"],
    ["tier.upgraded", "grt_1#2", "gold"],
  ]);
  expect(
    settleTier(state, at("2026-08-01T00:00:00+08:00", 0)).map(({ type, occurredAt }) => [type, occurredAt]),
  ).toEqual([
    ["tier.at_risk", "2026-05-31T16:00:00.000Z"],
    ["tier.downgraded", "2026-07-31T16:00:00.000Z"],
  ]);
});

test("a grant takes nothing away", () => {
  const gold = standingAt(now, 8000);
  const { state } = must(grantTier(gold, { id: "grt_1", tier: "silver" }, at(now, 8000)));
  expect(tierOf(state, at("2030-01-01T00:00:00+08:00", 0)).id).toBe("gold");
});

test("a grant begins at once also where a reached tier waits for the next period, which still comes", () => {
  const later = { ...yearly, upgrade: "next_period" } as const;
  const waiting = standingAt(now, "5000.00", later);
  const { state } = must(grantTier(waiting, { id: "grt_1", tier: "silver" }, at(now, "5000.00", later)));
  expect([state.tier, state.rises?.tier]).toEqual(["silver", "gold"]);
  expect(tierOf(state, at("2027-01-01T00:00:00+08:00", 0, later)).id).toBe("gold");
});

test("a grant that is over before it begins is refused, with both instants", () => {
  const refused = grantTier(regular, { id: "grt_1", tier: "gold", until: now }, at(now, 0));
  const instant = "2026-03-02T02:00:00.000Z";
  expect(refused).toMatchObject({ ok: false, rejection: { code: "until_passed", until: instant, now: instant } });
});

test("a tier that is not there is malformed input", () => {
  const grant = (): unknown => grantTier(regular, { id: "grt_1", tier: "golden" }, at(now, 0));
  expect(grant).toThrow('tier: "golden" is not a tier of "honour"; did you mean "gold"?');
});
