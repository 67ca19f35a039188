import { effectiveSize } from "./effective-size.js";
import type { RatingAnswer, SurveyResponse } from "./model.js";
import type { ScoreContext } from "./pick.js";
import { ratioText } from "./ratio.js";
import type { Box } from "./scales.js";
import { intervalOf, scoreOf, type Score } from "./score.js";
import { wilsonBounds } from "./wilson.js";

/** The share of the ratings that count as good, with Wilson's interval for as many opinions as the answers are worth. */
export function satisfiedShare(
  metric: "satisfaction.topBox" | "satisfactionRate",
  responses: readonly SurveyResponse[],
  context: ScoreContext,
  isGood: (answer: RatingAnswer) => boolean,
): Score {
  return scoreOf(metric, responses, context, (meant) => {
    const counted = meant.filter(({ ratings }) => ratings.length > 0);
    const result = (): Pick<Score, "value" | "interval" | "counts"> => {
      const ratings = counted.flatMap((each) => each.ratings);
      const opinions = counted.flatMap(({ owner, ratings: own }) =>
        own.map((answer) => ({ owner, value: isGood(answer) ? 1 : 0 })),
      );
      const [good, all] = [ratings.filter(isGood).length, ratings.length];
      const bounds = wilsonBounds(good / all, effectiveSize(opinions));
      return {
        value: ratioText(whole(good), whole(all), digits),
        interval: intervalOf(bounds, "wilson", [0, 1], digits),
        counts: boxCounts(ratings),
      };
    };
    return { counted, result };
  });
}

const digits = 6;

function boxCounts(ratings: readonly RatingAnswer[]): Readonly<Record<Box, number>> {
  const count = (box: Box): number => ratings.filter((answer) => answer.box === box).length;
  return { satisfied: count("satisfied"), neutral: count("neutral"), dissatisfied: count("dissatisfied") };
}

function whole(count: number): { readonly units: bigint; readonly scale: 0 } {
  return { units: BigInt(count), scale: 0 };
}
