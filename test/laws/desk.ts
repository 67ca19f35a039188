import { defineProgram, type Program } from "clientele";

/**
 * A service desk and hardly anything else: every kind of target, selector, step and plan, checklists, marks, guards,
 * visits and moves that follow by themselves. So every host event about cases can be accepted here.
 */
export const desk: Program = defineProgram({
  format: "clientele/program",
  id: "desk",
  version: 1,
  label: "Desk",
  locale: "en",
  zone: "Europe/Berlin",
  currency: "EUR",
  calendars: {
    desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-12:00", "13:00-18:00"] }], holidays: "none" },
    night: { weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], hours: ["22:00-06:00"] }], holidays: "none" },
  },
  points: {
    types: [{ id: "leaves", label: "Leaves", use: "redeemable", expire: { kind: "never" } }],
    earn: [
      { id: "spend", label: "Spending", on: "order.paid", gives: "leaves", points: 1, per: "10.00" },
      { id: "idea", label: "An idea", on: "case.resolved", gives: "leaves", points: 5 },
    ],
  },
  segments: [{ id: "waits", label: "Waits", when: { op: "gte", fact: "openCases", value: 1 } }],
  tierSets: [
    {
      id: "status",
      label: "Status",
      metric: "spend",
      period: { kind: "rolling", length: "P6M" },
      upgrade: "at_once",
      downgrade: "reassess",
      notice: "P30D",
      tiers: [
        { id: "guest", label: "Guest", reach: 0 },
        { id: "friend", label: "Friend", reach: "500.00" },
      ],
    },
  ],
  cases: {
    categories: ["quality", "service"],
    causeRequiredToClose: true,
    policies: [
      {
        id: "claims",
        label: "Claims",
        type: "complaint",
        channels: ["phone", "chat"],
        workflow: "preset:iso_10002",
        targets: [
          { metric: "first_response", within: "PT2H", time: "business", calendar: "desk", priority: "high" },
          { metric: "first_response", within: "PT8H", time: "business", calendar: "desk" },
          { metric: "next_response", within: "PT4H", time: "business", calendar: "night", boundary: "next_open" },
          { metric: "resolution", within: "P5D", time: "business_days", calendar: "desk", dayEnd: "midnight" },
          { metric: "follow_up", within: "P7D", time: "calendar" },
        ],
        escalate: [
          { metric: "resolution", at: { kind: "share", share: "0.75" }, to: "manager", level: "shop" },
          {
            metric: "resolution",
            at: { kind: "after", by: "P1D", time: "calendar" },
            to: "boss",
            level: "head_office",
          },
          { metric: "first_response", at: { kind: "before", by: "PT30M" }, to: "desk" },
        ],
        quiet: { from: "20:00", to: "08:00" },
        followUp: { attempts: 2, spacing: "P1D", time: "business_days", calendar: "desk", unsatisfied: "reopen" },
        priorityRules: [
          { priority: "high", condition: { op: "eq", fact: "case.severity", value: "high" } },
          { priority: "normal", condition: { op: "otherwise" } },
        ],
      },
      {
        id: "repairs",
        label: "Repairs",
        type: "after_sales",
        kinds: ["repair", "exchange"],
        workflow: {
          initial: "accepted",
          statuses: {
            accepted: {
              label: "Accepted",
              clock: "running",
              to: ["visit", "bench", "cancelled"],
              checklist: ["identity", "warranty", "photos"],
              on: [{ event: "appointment_set", to: "visit" }],
            },
            visit: {
              label: "Visit",
              clock: "running",
              to: ["bench", "done", "cancelled"],
              on: [{ event: "appointment_ended", to: "bench" }],
            },
            bench: {
              label: "On the bench",
              clock: "running",
              to: ["done", "parts"],
              checklist: ["tested", "cleaned"],
              guards: { done: { requires: ["resolution"] } },
            },
            parts: { label: "Waits for parts", clock: "paused", to: ["bench"] },
            done: { label: "Done", clock: "stopped", to: ["closed", "bench"] },
            closed: { label: "Closed", clock: "stopped", to: [] },
            cancelled: { label: "Cancelled", clock: "stopped", to: [] },
          },
        },
        targets: [
          { metric: "acknowledge", within: "PT2H", time: "calendar" },
          { metric: "periodic_update", within: "P2D", time: "business_days", calendar: "desk" },
          {
            metric: "resolution",
            within: "P4D",
            time: "calendar",
            pause: [{ kind: "clock", clock: "paused" }, { kind: "appointment" }],
            reopen: "restart",
          },
          {
            metric: "internal",
            name: "workshop",
            within: "P1D",
            time: "business_days",
            calendar: "desk",
            start: [{ kind: "assigned", to: "workshop" }],
            stop: [{ kind: "assigned", to: "desk" }],
          },
          {
            metric: "custom",
            name: "ordering",
            within: "P3D",
            time: "calendar",
            start: [{ kind: "status_entered", status: "parts" }],
            stop: [{ kind: "marked", mark: "ordered" }],
            reset: [{ kind: "marked", mark: "ordered_again" }],
            cancel: [{ kind: "marked", mark: "not_needed" }],
          },
        ],
        escalate: [{ metric: "custom", name: "ordering", at: { kind: "before", by: "P1D" }, to: "buyer" }],
        reopenWithin: "P60D",
      },
      {
        id: "enquiries",
        label: "Enquiries",
        type: "enquiry",
        workflow: "preset:enquiry",
        targets: [{ metric: "first_response", within: "PT30M", time: "business", calendar: "desk" }],
      },
    ],
  },
  roles: {
    manager: { label: "Manager", sees: "all" },
    boss: { label: "Boss", sees: "all" },
    desk: { label: "Desk", sees: "all" },
    buyer: { label: "Buyer", sees: "all" },
    workshop: { label: "Workshop", sees: "all" },
  },
});
