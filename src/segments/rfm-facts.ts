import { factKey } from "../conditions/fact-key.js";
import type { FactSpec } from "../conditions/fact-spec.js";
import type { FactRead } from "../conditions/reads.js";
import type { RfmSegment } from "./model.js";

const score = {
  type: "number",
  missing: "possible",
  may: ["service", "marketing"],
  about: "behaviour",
  source: "derived",
} as const;

/**
 * The three scores of an RFM segment as its conditions know them. They compare with others, so nobody can see and meet
 * them: they decide no price and no right.
 */
export const rfmFactSpecs: readonly FactSpec[] = [
  { ...score, name: "rfm.r", label: { en: "recency score", "zh-CN": "最近消费得分" } },
  { ...score, name: "rfm.f", label: { en: "frequency score", "zh-CN": "消费频次得分" } },
  { ...score, name: "rfm.m", label: { en: "monetary score", "zh-CN": "消费金额得分" } },
];

/** The facts that an RFM segment compares customers by. */
export interface RfmReads {
  readonly recencyDays: FactRead;
  readonly frequency: FactRead;
  readonly monetary: FactRead;
}

/** The facts to gather of every customer who ordered in the window, before they are scored. */
export function rfmReads({ window }: RfmSegment): RfmReads {
  const counted = (fact: string): FactRead => ({
    fact,
    ...(window !== undefined && { window }),
    key: factKey(fact, window),
  });
  return {
    recencyDays: { fact: "daysSinceOrder", key: "daysSinceOrder" },
    frequency: counted("orders"),
    monetary: counted("spend"),
  };
}
