import { defineCaseRules, defineCalendars, definePointsRules } from "clientele";
import type { CasesContext } from "clientele/cases";
import type { PointsContext } from "clientele/points";

const zone = "Europe/Berlin";
const calendars = defineCalendars({
  desk: { label: "Service desk", weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-17:00"] }], holidays: "none" },
});
const points = definePointsRules({
  types: [
    { id: "points", label: "Points", use: "redeemable", expire: { kind: "after", length: "P12M", notice: ["P30D"] } },
  ],
  earn: [
    {
      id: "spend",
      label: "Spending",
      on: "order.paid",
      points: 1,
      per: "1.00",
      rounding: "down",
      gives: "points",
    },
  ],
  redeem: { minimum: 100, worth: "0.01" },
});
const cases = defineCaseRules({
  policies: [
    {
      id: "complaint",
      label: "Complaint",
      type: "complaint",
      channels: ["email", "phone"],
      workflow: "preset:iso_10002",
      targets: [{ metric: "first_response", within: "PT4H", time: "business", calendar: "desk" }],
    },
  ],
});

/** The shop's rules at an instant: points and complaints, and nothing else of the library. */
export function rulesAt(now: Date): PointsContext & CasesContext {
  return { points, cases, calendars, zone, now };
}
