import type { Locale } from "../shared/locale.js";
import type { ScoreMetric } from "./score.js";

/** What scores are called. */
export const scoreNames: Readonly<Record<Locale, Readonly<Record<ScoreMetric, string>>>> = {
  en: {
    "satisfaction.topBox": "CSAT",
    satisfactionRate: "Satisfaction rate",
    satisfactionDegree: "Satisfaction degree",
    nps: "NPS",
  },
  "zh-CN": {
    "satisfaction.topBox": "单题满意率",
    satisfactionRate: "满意率",
    satisfactionDegree: "满意度",
    nps: "净推荐值",
  },
};

/** How a score stands. */
export type ScoreSentence = "known" | "without_interval" | "nobody" | "suppressed";

/** A score in a sentence. `{name}`, `{value}`, `{n}`, `{low}`, `{high}` and `{few}` are filled in. */
export const scoreMessages: Readonly<Record<Locale, Readonly<Record<ScoreSentence, string>>>> = {
  en: {
    known: "{name}: {value}, from {n} (95% interval {low} to {high}){few}.",
    without_interval: "{name}: {value}, from {n}, too little to give an interval{few}.",
    nobody: "{name}: nobody has answered yet.",
    suppressed: "{name}: not shown, too few people answered.",
  },
  "zh-CN": {
    known: "{name}:{value}({n},95%置信区间{low}至{high}){few}。",
    without_interval: "{name}:{value}({n},无法给出置信区间){few}。",
    nobody: "{name}:暂无人作答。",
    suppressed: "{name}:作答人数过少,不予显示。",
  },
};

/** How many responses there are. */
export const responseCounts: Readonly<Record<Locale, (n: number) => string>> = {
  en: (n) => (n === 1 ? "1 response" : `${n} responses`),
  "zh-CN": (n) => `${n}份答卷`,
};

/** What is added where there are few responses. */
export const fewResponses: Readonly<Record<Locale, string>> = {
  en: "; few responses, so take it as a hint",
  "zh-CN": ",样本较少,仅供参考",
};

/** A share as people read it, and a degree. */
export const scoreUnits: Readonly<Record<Locale, { readonly share: string; readonly degree: string }>> = {
  en: { share: "{value}%", degree: "{value} of 100" },
  "zh-CN": { share: "{value}%", degree: "{value}分" },
};
