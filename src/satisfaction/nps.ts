import { effectiveSize } from "./effective-size.js";
import type { SurveyResponse } from "./model.js";
import type { ScoreContext } from "./pick.js";
import { ratioText } from "./ratio.js";
import { intervalOf, scoreOf, type Bounds, type Score } from "./score.js";
import { z95 } from "./wilson.js";

/**
 * NPS, the net promoter score: of a hundred who answered, how many more recommend the shop (9 and 10) than do not (0 to
 * 6). Between -100 and 100. Who skipped the question is not counted.
 *
 * The interval is the adjusted Wald interval, for which three answers are added: ¾ a promoter, 1½ passive, ¾ a
 * detractor. Net Promoter and NPS are registered trade marks of their owners.
 *
 * Source: Rocks (2016), Interval estimation for the net promoter score, The American Statistician 70.
 *
 * @example
 * ```ts
 * import { defineQuestionnaires, must, nps, recordResponse } from "clientele";
 *
 * const question = { id: "recommend", text: "Would you recommend us?", kind: "nps" } as const;
 * const questionnaires = defineQuestionnaires([{ id: "visit", label: "Your visit", questions: [question] }]);
 * const context = { questionnaires, now: new Date("2026-03-02T02:00:00Z") };
 * const responses = [10, 9, 9, 8, 3].map((recommend, i) => {
 *   return must(recordResponse({ id: `rsp_${i}`, questionnaire: "visit", answers: { recommend } }, context)).state;
 * });
 * const { value, n, counts } = nps(responses, {});
 * [value, n]; // => ["40", 5]
 * counts; // => { promoters: 3, passives: 1, detractors: 1 }
 * nps([], {}); // => { metric: "nps", n: 0, people: 0, unanswered: {} }
 * ```
 */
export function nps(responses: readonly SurveyResponse[], context: ScoreContext): Score {
  return scoreOf("nps", responses, context, (meant) => {
    const counted = meant.filter(({ recommendations }) => recommendations.length > 0);
    const result = (): Pick<Score, "value" | "interval" | "counts"> => {
      const opinions = counted.flatMap(({ owner, recommendations }) =>
        recommendations.map(({ value }) => ({ owner, value: value >= 9 ? 1 : value <= 6 ? -1 : 0 })),
      );
      const count = (side: number): number => opinions.filter(({ value }) => value === side).length;
      const [promoters, passives, detractors] = [count(1), count(0), count(-1)];
      const all = opinions.length;
      const net = { units: BigInt(100 * (promoters - detractors)), scale: 0 };
      const bounds = adjustedWald(promoters / all, detractors / all, effectiveSize(opinions));
      return {
        value: ratioText(net, { units: BigInt(all), scale: 0 }, digits),
        interval: intervalOf(bounds, "adjusted_wald", [-100, 100], digits),
        counts: { promoters, passives, detractors },
      };
    };
    return { counted, result };
  });
}

const digits = 4;

function adjustedWald(promoters: number, detractors: number, n: number): Bounds {
  const total = n + 3;
  const up = (promoters * n + 0.75) / total;
  const down = (detractors * n + 0.75) / total;
  const half = z95 * Math.sqrt((up + down - (up - down) ** 2) / total);
  return [100 * (up - down - half), 100 * (up - down + half)];
}
