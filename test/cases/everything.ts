import { defineCaseRules, type CasePolicyInput } from "../../src/cases/rules.js";
import type { CaseRules } from "../../src/cases/sections.js";

const onHold = [{ kind: "clock", clock: "paused" }, { kind: "appointment" }] as const;

const repair: CasePolicyInput = {
  id: "repair",
  label: "Repair",
  type: "after_sales",
  workflow: "preset:after_sales",
  targets: [
    { metric: "acknowledge", within: "PT2H", time: "business", calendar: "shop" },
    { metric: "first_response", within: "PT24H", time: "calendar" },
    { metric: "next_response", within: "PT4H", time: "business", calendar: "desk", boundary: "next_open" },
    { metric: "periodic_update", within: "P2D", time: "business_days", calendar: "desk", dayEnd: "midnight" },
    { metric: "resolution", within: "P5D", time: "business_days", calendar: "desk", pause: onHold, reopen: "restart" },
    {
      metric: "resolution",
      name: "urgent",
      within: "PT8H",
      time: "business",
      calendar: "desk",
      when: { op: "eq", fact: "case.severity", value: "high" },
    },
    { metric: "follow_up", within: "P7D", time: "calendar" },
    {
      metric: "internal",
      name: "workshop",
      within: "P1D",
      time: "business_days",
      calendar: "shop",
      start: [{ kind: "assigned", to: "workshop" }],
      stop: [{ kind: "assigned", to: "desk" }],
    },
    {
      metric: "custom",
      name: "parts",
      within: "P1M",
      time: "calendar",
      start: [{ kind: "status_entered", status: "awaiting_parts" }],
      stop: [{ kind: "status_left", status: "awaiting_parts" }],
      reset: [{ kind: "marked", mark: "ordered_again" }],
      cancel: [{ kind: "marked", mark: "not_needed" }],
    },
    {
      metric: "custom",
      name: "money_back",
      within: "PT72H",
      time: "calendar",
      start: [{ kind: "ended" }],
      stop: [{ kind: "marked", mark: "money_sent" }],
      reopen: "keep",
    },
  ],
  escalate: [
    { metric: "resolution", at: { kind: "share", share: "0.5" }, to: "desk", level: "agent" },
    { metric: "resolution", at: { kind: "before", by: "PT3H", time: "calendar" }, to: "manager", level: "shop" },
    { metric: "resolution", at: { kind: "breach" }, to: "manager", level: "shop", urgent: true },
    {
      metric: "resolution",
      at: { kind: "after", by: "PT6H", time: "business", calendar: "shop" },
      to: "region",
      level: "region",
    },
    { metric: "resolution", name: "urgent", at: { kind: "share", share: "2" }, to: "boss", level: "head_office" },
    { metric: "periodic_update", at: { kind: "after", by: "P1D", time: "calendar" }, to: "manager" },
    { metric: "custom", name: "parts", at: { kind: "before", by: "P7D" }, to: "buyer" },
    { metric: "first_response", at: { kind: "before", by: "PT30M" }, to: "desk" },
  ],
  quiet: { from: "21:30", to: "08:15" },
  followUp: { attempts: 3, spacing: "PT4H", time: "business", calendar: "desk", unsatisfied: "reopen" },
  reopenWithin: "P30D",
};

const suggestion: CasePolicyInput = {
  id: "suggestion",
  label: "Suggestion",
  type: "suggestion",
  workflow: "preset:suggestion",
  reopen: "keep",
  targets: [
    { metric: "first_response", within: "P3D", time: "business_days", calendar: "desk" },
    { metric: "resolution", within: "P15D", time: "business_days", calendar: "desk" },
  ],
};

/** Policies that use every kind of target, selector, unit, step and plan at once. */
export const everythingRules: CaseRules = defineCaseRules({ policies: [repair, suggestion] });
