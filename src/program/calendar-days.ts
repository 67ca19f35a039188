import { startOfDay, localDay } from "../calendar/zones.js";
import { anniversaryChangesOn } from "../conditions/anniversary.js";
import { addDays, isDay } from "../shared/days.js";
import { instantOf, type Instant } from "../shared/instants.js";
import type { CustomerFile } from "./customer-file.js";
import { factsOfCustomer } from "./facts.js";
import type { ProgramContext } from "./island.js";
import { readsOf } from "./reads.js";

/** The instants at which a condition on today may change its answer: a season begins or ends. */
export function todayChanges(context: ProgramContext): readonly Instant[] {
  const days = readsOf(context).thresholds.get("today") ?? [];
  return days.flatMap((day) => {
    if (typeof day !== "string" || !isDay(day)) return [];
    return [day, addDays(day, 1)].map((each) => instantOf(startOfDay(each, context.zone)));
  });
}

/** The instants at which a condition on a day of the year may change its answer next: a birthday comes near, or is over. */
export function anniversaryChanges(file: CustomerFile, context: ProgramContext): readonly Instant[] {
  const { anniversaries } = readsOf(context);
  if (anniversaries.length === 0) return [];
  const facts = factsOfCustomer(file, context);
  const today = localDay(instantOf(context.now), context.zone);
  return anniversaries.flatMap((leaf) => {
    const day = facts[leaf.fact];
    const change = day === undefined ? undefined : anniversaryChangesOn(leaf, day, today);
    return change === undefined ? [] : [instantOf(startOfDay(change, context.zone))];
  });
}
