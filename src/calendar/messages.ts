import type { Locale } from "../shared/locale.js";
import type { BusinessTimeSegment } from "./business-time-used.js";

/** The sum. `{counted}`, `{from}`, `{to}` and `{zone}` are filled in. */
export const usedMessages: Readonly<Record<Locale, string>> = {
  en: "{counted} of open time from {from} to {to} ({zone}).",
  "zh-CN": "{from}至{to},营业时间共{counted}(时区{zone})。",
};

/** One stretch of time. `{from}`, `{to}` and `{counted}` are filled in. */
export const segmentMessages: Readonly<Record<Locale, Readonly<Record<BusinessTimeSegment["kind"], string>>>> = {
  en: {
    open: "{from} to {to}: open, {counted} counted",
    closed: "{from} to {to}: closed",
    holiday: "{from} to {to}: public holiday",
    closed_date: "{from} to {to}: closed on this date",
    break: "{from} to {to}: break",
    paused: "{from} to {to}: paused",
  },
  "zh-CN": {
    open: "{from}至{to}:营业,计入{counted}",
    closed: "{from}至{to}:非营业时间",
    holiday: "{from}至{to}:法定节假日",
    closed_date: "{from}至{to}:当日停业",
    break: "{from}至{to}:休息时段",
    paused: "{from}至{to}:暂停计时",
  },
};

/** Why it is provisional. `{name}`, `{from}` and `{to}` are filled in. */
export const coverageMessages: Readonly<Record<Locale, Readonly<Record<"days" | "missing", string>>>> = {
  en: {
    days: 'Provisional: "{name}" tells the holidays from {from} to {to} only.',
    missing: 'Provisional: the holidays "{name}" were not supplied.',
  },
  "zh-CN": {
    days: "暂定结果:节假日数据“{name}”仅涵盖{from}至{to}。",
    missing: "暂定结果:未提供节假日数据“{name}”。",
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
