import { endOfDay } from "../calendar/zones.js";
import type { EventEnvelope } from "../shared/envelope.js";
import type { Day } from "../shared/days.js";
import { instantOf, type Instant } from "../shared/instants.js";
import type { Storage } from "../shared/storage.js";
import { standingKind } from "../tiers/records.js";
import type { TierEvent, TierSet } from "../tiers/model.js";
import { agendaKind } from "./records.js";
import type { CustomerFile } from "./customer-file.js";
import { historyOf } from "./pages.js";
import type { DaysContext } from "./points-over-time.js";
import { customerFiles } from "./report-files.js";

/** How many customers had which tier at the end of a day: by tier set, every tier of it, lowest first. */
export interface TiersOnDay {
  readonly day: Day;
  readonly tiers: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * How many customers had which tier at the end of each day, by the histories of their standings. A customer counts
 * from the first event that was recorded about them, in the lowest tier until a higher one is reached.
 */
export async function tiersOverTime(storage: Storage, context: DaysContext): Promise<readonly TiersOnDay[]> {
  const { days, tierSets, zone } = context;
  const ends = days.map((day) => instantOf(endOfDay(day, zone)));
  const counts = ends.map(() => new Map(tierSets.map((set) => [set.id, noneOf(set)])));
  for await (const file of customerFiles(storage, context)) {
    const [first] = await storage.entries({ owner: file.owner, kind: agendaKind.kind, id: file.owner }, { limit: 1 });
    const known = first?.events[0]?.recordedAt ?? "~";
    for (const set of tierSets) {
      const history = await standingHistory(storage, file, set.id);
      for (const [i, end] of ends.entries())
        if (known <= end) count(counts[i]?.get(set.id), tierAtEnd(history, set, end));
    }
  }
  return days.map((day, i) => {
    const sets = [...(counts[i] ?? [])].map(([set, tiers]) => [set, Object.fromEntries(tiers)] as const);
    return { day, tiers: Object.fromEntries(sets) };
  });
}

/** Every tier of a set, with nobody in it. */
export function noneOf({ tiers }: TierSet): Map<string, number> {
  return new Map(tiers.map(({ id }) => [id, 0]));
}

/** One more of these. */
export function count(counts: Map<string, number> | undefined, name: string): void {
  counts?.set(name, (counts.get(name) ?? 0) + 1);
}

function tierAtEnd(history: readonly TierEvent[], { tiers }: TierSet, end: Instant): string {
  return history.findLast(({ occurredAt }) => occurredAt <= end)?.tier ?? tiers[0]?.id ?? "";
}

/** The standing's stored history, and what time has done since. */
async function standingHistory(storage: Storage, file: CustomerFile, tierSet: string): Promise<readonly TierEvent[]> {
  const ref = { owner: file.owner, kind: standingKind.kind, id: tierSet };
  const stored = await historyOf<TierEvent>(storage, ref);
  return [...stored, ...file.events().filter((event): event is TierEvent => isOf(event, tierSet))];
}

function isOf(event: EventEnvelope, tierSet: string): boolean {
  return event.type.startsWith("tier.") && "tierSet" in event && event.tierSet === tierSet;
}
