import { compileCalendar } from "../../src/calendar/compile.js";
import { defineCalendars } from "../../src/calendar/rules.js";
import type { CasesContext } from "../../src/cases/model.js";
import { openCase, type OpenCase } from "../../src/cases/open.js";
import { defineCaseRules, type CasePolicyInput, type CaseRulesInput } from "../../src/cases/rules.js";
import type { ServiceCase } from "../../src/cases/model.js";
import { must } from "../../src/shared/decision.js";

export const zone = "Asia/Shanghai";

/** A desk with a lunch break, and a shop that is open every day. */
export const calendars = defineCalendars({
  desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-12:00", "13:30-18:00"] }], holidays: "none" },
  shop: { weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], hours: ["10:00-22:00"] }], holidays: "none" },
});
export const desk = compileCalendar(calendars.desk, { zone });

/** A complaint as in the store policy: four hours, three business days, a call within a week. */
export const complaintPolicy: CasePolicyInput = {
  id: "complaint",
  label: "客户投诉",
  type: "complaint",
  channels: ["phone", "email"],
  assignTo: "specialist",
  workflow: "preset:shop_flow",
  targets: [
    { metric: "first_response", within: "PT1H", time: "business", calendar: "desk", priority: "high" },
    { metric: "first_response", within: "PT4H", time: "business", calendar: "desk" },
    { metric: "next_response", within: "PT2H", time: "business", calendar: "desk" },
    { metric: "resolution", within: "P3D", time: "business_days", calendar: "desk" },
    { metric: "follow_up", within: "P7D", time: "calendar" },
  ],
  escalate: [
    { metric: "resolution", at: { kind: "share", share: "0.75" }, to: "manager" },
    { metric: "resolution", at: { kind: "breach" }, to: "administrator" },
    { metric: "first_response", at: { kind: "before", by: "PT1H" }, to: "manager" },
    { metric: "first_response", at: { kind: "after", by: "PT1H" }, to: "administrator" },
  ],
  priorityRules: [
    { priority: "high", condition: { op: "in", fact: "tier.honour", values: ["gold", "diamond"] } },
    { priority: "normal", condition: { op: "otherwise" } },
  ],
};

export const enquiryPolicy: CasePolicyInput = {
  id: "enquiry",
  label: "售前咨询",
  type: "enquiry",
  channels: ["chat"],
  workflow: "preset:enquiry",
  targets: [
    { metric: "first_response", within: "PT30M", time: "business", calendar: "shop" },
    { metric: "resolution", within: "PT8H", time: "calendar" },
  ],
};

export function rulesOf(...policies: readonly CasePolicyInput[]): CaseRulesInput {
  return { categories: ["quality", "price"], causeRequiredToClose: true, policies };
}

export const cases = defineCaseRules(rulesOf(complaintPolicy, enquiryPolicy), { of: { id: "shop", version: 3 } });

/** The context at a time of Shanghai: `at("2026-03-02T09:00")`. */
export function at(time: string, more: Partial<CasesContext> = {}): CasesContext {
  return { cases, calendars, zone, now: new Date(`${time}:00+08:00`), ...more };
}

export function instant(time: string): string {
  return new Date(`${time}:00+08:00`).toISOString();
}

/** A complaint by phone, opened at a time. 2026-03-02 is a Monday. */
export function complaint(time = "2026-03-02T09:00", more: Partial<OpenCase> = {}): ServiceCase {
  return must(openCase({ id: "cas_1", type: "complaint", customerId: "cus_7", channel: "phone", ...more }, at(time)))
    .state;
}
