import type { Workflow } from "./sections.js";

const closed = { label: { en: "Closed", "zh-CN": "结案" }, clock: "stopped", to: [] } as const;
const rejected = { label: { en: "Not accepted", "zh-CN": "不予受理" }, clock: "stopped", to: [] } as const;
const withdrawn = { label: { en: "Withdrawn", "zh-CN": "客户撤回" }, clock: "stopped", to: [] } as const;
const cancelled = { label: { en: "Cancelled", "zh-CN": "已取消" }, clock: "stopped", to: [] } as const;

/**
 * The workflows that a policy can name: `"preset:iso_10002"`.
 *
 * `iso_10002` has the stages of ISO 10002:2018, clause 7: receipt, acknowledgement, assessment, investigation, response,
 * decision, closing. A complaint that was only received is not taken on yet, so its clock stands still until it is
 * acknowledged or accepted. `shop_flow` is 受理 → 调查 → 处理 → 反馈: there the shop takes a complaint on by opening it.
 * `after_sales` is repair, return, exchange and technical support, in the shop, by post or on site by appointment.
 */
export const workflowPresets: Readonly<Record<string, Workflow>> = {
  iso_10002: {
    initial: "received",
    statuses: {
      received: {
        label: { en: "Received", "zh-CN": "收到" },
        clock: "stopped",
        to: ["acknowledged", "accepted", "rejected", "withdrawn"],
      },
      acknowledged: {
        label: { en: "Acknowledged", "zh-CN": "已确认回执" },
        clock: "running",
        to: ["accepted", "assessed", "investigating", "rejected", "withdrawn"],
        acknowledges: true,
      },
      accepted: {
        label: { en: "Accepted", "zh-CN": "受理" },
        clock: "running",
        to: ["assessed", "investigating", "rejected", "withdrawn"],
        acknowledges: true,
      },
      assessed: {
        label: { en: "Assessed", "zh-CN": "评估" },
        clock: "running",
        to: ["investigating", "proposed", "rejected", "withdrawn"],
      },
      investigating: {
        label: { en: "Under investigation", "zh-CN": "调查" },
        clock: "running",
        to: ["awaiting_customer", "awaiting_third_party", "proposed", "rejected", "withdrawn"],
      },
      awaiting_customer: {
        label: { en: "Waiting for the customer", "zh-CN": "待客户补充" },
        clock: "paused",
        to: ["investigating", "withdrawn"],
      },
      awaiting_third_party: {
        label: { en: "Waiting for a third party", "zh-CN": "待第三方" },
        clock: "paused",
        to: ["investigating", "withdrawn"],
      },
      proposed: {
        label: { en: "Remedy proposed", "zh-CN": "处理" },
        clock: "running",
        to: ["resolved", "investigating", "withdrawn"],
        guards: { resolved: { requires: ["resolution", "rootCause"] } },
      },
      resolved: {
        label: { en: "Resolved", "zh-CN": "反馈" },
        clock: "stopped",
        to: ["closed", "reopened", "investigating"],
      },
      reopened: {
        label: { en: "Reopened", "zh-CN": "重新受理" },
        clock: "running",
        to: ["investigating", "awaiting_customer", "awaiting_third_party", "proposed", "withdrawn"],
      },
      closed,
      rejected,
      withdrawn,
    },
  },
  shop_flow: {
    initial: "accepted",
    statuses: {
      accepted: {
        label: { en: "Accepted", "zh-CN": "受理" },
        clock: "running",
        to: ["investigating", "rejected"],
      },
      investigating: {
        label: { en: "Under investigation", "zh-CN": "调查" },
        clock: "running",
        to: ["awaiting_customer", "handling"],
      },
      awaiting_customer: {
        label: { en: "Waiting for the customer", "zh-CN": "待客户补充" },
        clock: "paused",
        to: ["investigating"],
      },
      handling: {
        label: { en: "Being put right", "zh-CN": "处理" },
        clock: "running",
        to: ["feedback"],
        requires: ["resolution", "rootCause"],
      },
      feedback: {
        label: { en: "Reported back", "zh-CN": "反馈" },
        clock: "stopped",
        to: ["closed", "investigating"],
      },
      closed,
      rejected,
    },
  },
  enquiry: {
    initial: "open",
    statuses: {
      open: {
        label: { en: "Open", "zh-CN": "待答复" },
        clock: "running",
        to: ["answered", "awaiting_customer", "closed"],
      },
      awaiting_customer: {
        label: { en: "Waiting for the customer", "zh-CN": "待客户补充" },
        clock: "paused",
        to: ["open", "closed"],
      },
      answered: { label: { en: "Answered", "zh-CN": "已答复" }, clock: "stopped", to: ["closed", "open"] },
      closed,
    },
  },
  after_sales: {
    initial: "accepted",
    statuses: {
      accepted: {
        label: { en: "Accepted", "zh-CN": "受理" },
        clock: "running",
        to: ["handling", "scheduled", "awaiting_customer", "awaiting_goods", "cancelled"],
        on: [{ event: "appointment_set", to: "scheduled" }],
      },
      handling: {
        label: { en: "Being dealt with", "zh-CN": "处理" },
        clock: "running",
        to: ["completed", "scheduled", "awaiting_customer", "awaiting_goods", "awaiting_parts"],
        on: [{ event: "appointment_set", to: "scheduled" }],
      },
      scheduled: {
        label: { en: "Visit arranged", "zh-CN": "已预约上门" },
        clock: "running",
        to: ["handling", "completed", "awaiting_parts", "cancelled"],
        on: [{ event: "appointment_ended", to: "handling" }],
      },
      awaiting_customer: {
        label: { en: "Waiting for the customer", "zh-CN": "待客户补充" },
        clock: "paused",
        to: ["handling", "cancelled"],
      },
      awaiting_goods: {
        label: { en: "Waiting for the goods", "zh-CN": "待客户寄回" },
        clock: "paused",
        to: ["handling", "cancelled"],
      },
      awaiting_parts: { label: { en: "Waiting for parts", "zh-CN": "待配件" }, clock: "paused", to: ["handling"] },
      completed: { label: { en: "Completed", "zh-CN": "已完成" }, clock: "stopped", to: ["closed", "handling"] },
      closed,
      cancelled,
    },
  },
  suggestion: {
    initial: "received",
    statuses: {
      received: { label: { en: "Received", "zh-CN": "收到" }, clock: "running", to: ["reviewing", "declined"] },
      reviewing: { label: { en: "Under review", "zh-CN": "评审" }, clock: "running", to: ["adopted", "declined"] },
      adopted: { label: { en: "Adopted", "zh-CN": "采纳" }, clock: "stopped", to: ["closed", "reviewing"] },
      declined: { label: { en: "Not adopted", "zh-CN": "未采纳" }, clock: "stopped", to: ["closed", "reviewing"] },
      closed,
    },
  },
};
