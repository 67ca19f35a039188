import type { Locale } from "../shared/locale.js";
import type { SegmentReason } from "./clock-segments.js";
import type { CaseMetric } from "./target-model.js";

/** What the clocks of a case are called. */
export const metricNames: Readonly<Record<Locale, Readonly<Record<CaseMetric, string>>>> = {
  en: {
    acknowledge: "Acknowledgement",
    first_response: "First response",
    next_response: "Next response",
    periodic_update: "Progress update",
    resolution: "Resolution",
    follow_up: "Follow-up",
    internal: "Internal target",
    custom: "Target",
  },
  "zh-CN": {
    acknowledge: "确认回执",
    first_response: "首次响应",
    next_response: "后续响应",
    periodic_update: "进展通报",
    resolution: "解决",
    follow_up: "回访",
    internal: "内部时限",
    custom: "时限",
  },
};

/** A clock whose target has a name. `{metric}` and `{name}` are filled in. */
export const namedMetric: Readonly<Record<Locale, string>> = {
  en: "{metric} ({name})",
  "zh-CN": "{metric}({name})",
};

/** How a clock stands, in a sentence. `{metric}`, `{due}`, `{at}`, `{since}` and `{remaining}` are filled in. */
export const clockMessages: Readonly<
  Record<Locale, Readonly<Record<"running" | "paused" | "met" | "breached" | "late", string>>>
> = {
  en: {
    running: "{metric}: due {due}.",
    paused: "{metric}: paused since {since}, {remaining} left.",
    met: "{metric}: in time, at {at}; it was due {due}.",
    breached: "{metric}: overdue since {due}.",
    late: "{metric}: late, at {at}; it was due {due}.",
  },
  "zh-CN": {
    running: "{metric}:计时中,截止时间{due}。",
    paused: "{metric}:自{since}起暂停计时,剩余{remaining}。",
    met: "{metric}:达标,{at}完成,截止时间{due}。",
    breached: "{metric}:已超时,截止时间{due},尚未完成。",
    late: "{metric}:超时,{at}完成,截止时间{due}。",
  },
};

/** One stretch of a clock. `{from}`, `{to}`, `{status}` and `{counted}` are filled in. */
export const segmentMessages: Readonly<Record<Locale, Readonly<Record<SegmentReason, string>>>> = {
  en: {
    counted: "{from} to {to}, {status}: {counted} counted",
    paused: "{from} to {to}, {status}: paused",
    appointment: "{from} to {to}, {status}: waiting for the appointment",
    stopped: "{from} to {to}, {status}: not counted",
    closed: "{from} to {to}, {status}: out of hours",
    holiday: "{from} to {to}, {status}: holiday",
    closed_date: "{from} to {to}, {status}: closed that day",
    break: "{from} to {to}, {status}: break",
  },
  "zh-CN": {
    counted: "{from}至{to},{status}:计时{counted}",
    paused: "{from}至{to},{status}:暂停计时",
    appointment: "{from}至{to},{status}:等候预约时段,暂停计时",
    stopped: "{from}至{to},{status}:不计时",
    closed: "{from}至{to},{status}:非工作时间",
    holiday: "{from}至{to},{status}:节假日",
    closed_date: "{from}至{to},{status}:当日不营业",
    break: "{from}至{to},{status}:休息时段",
  },
};
