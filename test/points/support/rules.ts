// Three sets of rules that between them have every way in which points wait, lapse, are rounded and come back.
import { definePointsRules } from "../../../src/points/rules.js";
import type { PointsRules } from "../../../src/points/index.js";

/** A shop with tiers: points wait for the return window and lapse by the month, honour by the rolling window. */
export const shopRules: PointsRules = definePointsRules({
  types: [
    {
      id: "points",
      label: "Points",
      use: "redeemable",
      pending: { until: "return_window_closed", days: 7 },
      expire: { kind: "after", length: "P3M", to: "month_end", notice: ["P30D", "P7D"] },
    },
    {
      id: "honour",
      label: "Honour",
      use: "qualifying",
      expire: { kind: "tier_period", tierSet: "honour", length: "P6M" },
    },
  ],
  earn: [
    {
      id: "spend",
      label: "Spending",
      on: "order.paid",
      gives: "points",
      points: 1,
      per: "1.00",
      multipliers: [
        { by: "1.5", categories: ["tea"] },
        { by: "2", categories: ["tea", "gift"] },
      ],
    },
    { id: "amount", label: "Amount", on: "order.paid", gives: "honour", points: 3, per: "2.00", rounding: "half_even" },
    { id: "visit", label: "Visit", on: "order.paid", gives: "honour", points: 4, cap: { max: 6, per: "day" } },
    { id: "thanks", label: "Thanks", on: "referral.made", gives: "points", points: 9, cap: { max: 20, per: "month" } },
  ],
  redeem: { minimum: 3, worth: "0.01" },
  refund: { mode: "prorate", from: ["pending", "own", "others"], then: "shortfall", limit: 15, window: "P20D" },
});

/** Stars slide with every activity; coins lapse by the day and are redeemed by themselves; nothing is taken of others. */
export const slidingRules: PointsRules = definePointsRules({
  types: [
    { id: "stars", label: "Stars", use: "redeemable", expire: { kind: "sliding", length: "P60D", notice: ["P30D"] } },
    { id: "coins", label: "Coins", use: "redeemable", expire: { kind: "after", length: "P40D", notice: ["P30D"] } },
  ],
  earn: [
    {
      id: "stars",
      label: "Stars",
      on: "order.paid",
      gives: "stars",
      points: 1,
      per: "1.50",
      rounding: "up",
      stage: "line",
    },
    { id: "coins", label: "Coins", on: "order.paid", gives: "coins", points: 2, per: "3.00", rounding: "half_up" },
  ],
  redeem: { worth: "0.10", step: 2 },
  autoRedeem: { points: 40, label: "A pot of tea" },
  refund: { mode: "prorate", from: ["own"], then: "forgo", window: "P10D" },
});

/** Miles wait for an event and never lapse; gifts wait for it too, but lapse; what is spent is owed without a limit. */
export const waitingRules: PointsRules = definePointsRules({
  types: [
    {
      id: "miles",
      label: "Miles",
      use: "redeemable",
      pending: { until: "return_window_closed", cancelAfterDays: 20 },
      expire: { kind: "never" },
    },
    {
      id: "gifts",
      label: "Gifts",
      use: "redeemable",
      pending: { until: "return_window_closed", cancelAfterDays: 12 },
      expire: { kind: "after", length: "P2M", notice: ["P30D"] },
    },
  ],
  earn: [
    { id: "miles", label: "Miles", on: "order.paid", gives: "miles", points: 1, per: "1.00" },
    { id: "gifts", label: "Gifts", on: "order.paid", gives: "gifts", points: 1, per: "2.00", categories: ["tea"] },
    { id: "shipped", label: "Sent", on: "order.shipped", gives: "miles", points: 5 },
  ],
  redeem: { worth: "0.05" },
});
