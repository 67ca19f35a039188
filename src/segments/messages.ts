import type { Locale } from "../shared/locale.js";

/** The words of a customer's class in one language. */
export interface SegmentWords {
  readonly inClass: (segment: string, itsClass: string) => string;
  readonly inSegment: (segment: string) => string;
  readonly notIn: (segment: string) => string;
  readonly scores: (r: number, f: number, m: number, on: string, customers: number) => string;
  readonly notScored: string;
  readonly tried: (itsClass: string) => string;
}

/** The words of `explainClass`. */
export const segmentWords: Readonly<Record<Locale, SegmentWords>> = {
  en: {
    inClass: (segment, itsClass) => `${segment}: ${itsClass}.`,
    inSegment: (segment) => `In the segment ${segment}.`,
    notIn: (segment) => `Not in the segment ${segment}.`,
    scores: (r, f, m, on, customers) =>
      `Scores: recency ${r}, frequency ${f}, money ${m}; among ${customers} customers on ${on}.`,
    notScored: "Not scored: no order counts.",
    tried: (itsClass) => `${itsClass}:`,
  },
  "zh-CN": {
    inClass: (segment, itsClass) => `${segment}:${itsClass}。`,
    inSegment: (segment) => `属于客户分群“${segment}”。`,
    notIn: (segment) => `不属于客户分群“${segment}”。`,
    scores: (r, f, m, on, customers) =>
      `评分:最近消费${r}分,消费频次${f}分,消费金额${m}分;截至${on},与${customers}位客户相比。`,
    notScored: "未评分:没有可计入的订单。",
    tried: (itsClass) => `${itsClass}:`,
  },
};
