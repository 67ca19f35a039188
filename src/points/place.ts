import { dayLater, periodAround, dayEarlier } from "../calendar/periods.js";
import { localDay, startOfDay } from "../calendar/zones.js";
import { addDays, type Day } from "../shared/days.js";
import { freezeDeep } from "../shared/json.js";
import { instantOf, type Instant } from "../shared/instants.js";
import type { Issue, PointsContext } from "./model.js";
import type { ExpireRule, PointsType } from "./rules-model.js";

/** Where new points lie: in which bucket, and when it opens, lapses, is announced to lapse and is forgotten. */
export type Place = Omit<Issue, "range">;

/**
 * Where points of a type lie that count from an instant. All points of one local day lie in one place. Points that are
 * available at once do not wait for the return window.
 */
export function placeOf(type: PointsType, occurredAt: Instant, context: PointsContext, isAtOnce: boolean): Place {
  const day = localDay(occurredAt, context.zone);
  const asked = `${day} ${context.zone} ${context.points.refund?.window ?? ""} ${isAtOnce}`;
  const last = lastPlaces.get(type);
  if (last?.asked === asked) return last.place;
  const place = freezeDeep(placeFrom(type, day, context, isAtOnce));
  // Only what nobody can change any more answers twice.
  if (Object.isFrozen(type)) lastPlaces.set(type, { asked, place });
  return place;
}

/** The last answer of each type: points mostly count from the same day as the ones before, and days are dear to count. */
const lastPlaces = new WeakMap<PointsType, { readonly asked: string; readonly place: Place }>();

function placeFrom({ id, pending, expire }: PointsType, day: Day, context: PointsContext, isAtOnce: boolean): Place {
  const { zone } = context;
  const waits = isAtOnce ? undefined : pending;
  if (waits !== undefined && waits.days === undefined) {
    const cancels = startOf(addDays(day, (waits.cancelAfterDays ?? 0) + 1), zone);
    return { cancels, ...lapsing(`${id}:waits`, localDay(cancels, zone), context) };
  }
  const opening = waits?.days === undefined ? {} : { opensAt: startOf(addDays(day, waits.days + 1), zone) };
  if (expire.kind === "sliding") return { bucket: `${id}:sliding`, sliding: true, ...opening };
  if (expire.kind === "never" || expire.length === undefined) return { bucket: `${id}:never`, ...opening };
  const expires = startOf(lapseDay(day, expire, expire.length), zone);
  const lapse = localDay(expires, zone);
  const lengths = expire.kind === "after" ? expire.notice : [];
  const notices = lengths.map((length) => startOf(dayEarlier(lapse, length), zone)).sort();
  return { expires, notices, ...lapsing(id, lapse, context), ...opening };
}

/** The day with whose beginning points of a day lapse. */
function lapseDay(day: Day, expire: Extract<ExpireRule, { kind: "after" | "tier_period" }>, length: string): Day {
  const last = dayLater(day, length);
  if (expire.kind === "tier_period") return last;
  return expire.to === undefined
    ? addDays(last, 1)
    : periodAround(last, expire.to === "month_end" ? "month" : "year").to;
}

/** A bucket is called by its last day, and kept until no refund can look for its points any more. */
export function lapsing(
  name: string,
  lapse: Day,
  { points, zone }: PointsContext,
): { bucket: string; keptUntil: Instant } {
  const kept = points.refund === undefined ? lapse : addDays(dayLater(lapse, points.refund.window), 1);
  return { bucket: `${name}:${addDays(lapse, -1)}`, keptUntil: startOf(kept, zone) };
}

function startOf(day: Day, zone: string): Instant {
  return instantOf(startOfDay(day, zone));
}
