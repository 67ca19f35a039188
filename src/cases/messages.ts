import type { Locale } from "../shared/locale.js";
import type { CaseMetric, StatusClock } from "./sections.js";

/** What the clocks of a case are called. */
export const metricNames: Readonly<Record<Locale, Readonly<Record<CaseMetric, string>>>> = {
  en: {
    first_response: "First response",
    next_response: "Next response",
    resolution: "Resolution",
    follow_up: "Follow-up",
  },
  "zh-CN": { first_response: "首次响应", next_response: "后续响应", resolution: "解决", follow_up: "回访" },
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
export const segmentMessages: Readonly<Record<Locale, Readonly<Record<StatusClock, string>>>> = {
  en: {
    running: "{from} to {to}, {status}: {counted} counted",
    paused: "{from} to {to}, {status}: paused",
    stopped: "{from} to {to}, {status}: not counted",
  },
  "zh-CN": {
    running: "{from}至{to},{status}:计时{counted}",
    paused: "{from}至{to},{status}:暂停计时",
    stopped: "{from}至{to},{status}:不计时",
  },
};

/** Units of time, the longest first, with how many seconds each has. */
export const timeUnits: Readonly<Record<Locale, readonly (readonly [seconds: number, unit: string])[]>> = {
  en: [
    [3600, " h"],
    [60, " min"],
    [1, " s"],
  ],
  "zh-CN": [
    [3600, "小时"],
    [60, "分钟"],
    [1, "秒"],
  ],
};
