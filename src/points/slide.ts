import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import type { Duration } from "../shared/durations.js";
import type { PointsContext, Slide } from "./model.js";
import type { PointsType } from "./rules-model.js";

/**
 * Recording is activity: the new lapse of every sliding points type, for the event that records it. Inactivity is
 * counted in days of 24 hours, to the instant, so that redeeming needs no calendar.
 */
export function slidesOf({ points }: PointsContext, recordedAt: Instant): { slides?: Record<string, Slide> } {
  const slides: Record<string, Slide> = {};
  for (const type of points.types) {
    const slide = slideAt(type, recordedAt);
    if (slide !== undefined) slides[type.id] = slide;
  }
  return Object.keys(slides).length > 0 ? { slides } : {};
}

/** The lapse of a sliding type after something that was recorded at an instant, or one that is said; of no other type. */
export function slideAt({ expire }: PointsType, recordedAt: Instant, said?: Instant): Slide | undefined {
  if (expire.kind !== "sliding") return undefined;
  const lapse = said === undefined ? millisOf(recordedAt) + millisIn(expire.length) : millisOf(said);
  const notices = expire.notice.map((length) => instantOf(lapse - millisIn(length))).sort();
  return { lapsesAt: instantOf(lapse), notices };
}

/** The checker lets only whole days through: `P365D`. */
function millisIn(days: Duration): number {
  return Number(days.slice(1, -1)) * 86_400_000;
}
