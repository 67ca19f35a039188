import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import type { Duration } from "../shared/durations.js";
import type { PointsContext, Slide } from "./model.js";

/**
 * Recording is activity: the new lapse of every sliding points type, for the event that records it. Inactivity is
 * counted in days of 24 hours, to the instant, so that redeeming needs no calendar.
 */
export function slidesOf({ points }: PointsContext, recordedAt: Instant): { slides?: Record<string, Slide> } {
  const slides: Record<string, Slide> = {};
  for (const { id, expire } of points.types) {
    if (expire.kind !== "sliding") continue;
    const lapse = millisOf(recordedAt) + millisIn(expire.length);
    const notices = expire.notice.map((length) => instantOf(lapse - millisIn(length))).sort();
    slides[id] = { lapsesAt: instantOf(lapse), notices };
  }
  return Object.keys(slides).length > 0 ? { slides } : {};
}

/** The checker lets only whole days through: `P365D`. */
function millisIn(days: Duration): number {
  return Number(days.slice(1, -1)) * 86_400_000;
}
