import { localDay } from "../calendar/zones.js";
import type { Day } from "../shared/days.js";
import type { EventEnvelope } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import type { Loaded, Ref } from "../shared/repository.js";
import { withRetry } from "../shared/retry.js";
import type { OutboxEntry, Storage } from "../shared/storage.js";
import type { ProgramContext } from "./island.js";
import { monthTotalsKind, rollUpKind } from "./records.js";
import type { MonthTotals, RollUp, Totals } from "./roll-up-model.js";
import { addTotals, noTotals, totalsOf } from "./totals-of.js";

/** One slice of counting. */
export interface RollUpContext extends ProgramContext {
  /** The most entries to count this time: 500 when left out. */
  readonly limit?: number;
}

/** What a slice counted. */
export interface RolledUp {
  /** Whether the end of the outbox was reached. */
  readonly done: boolean;
  /** How many entries were counted this time. */
  readonly entries: number;
}

/**
 * Counts what was committed since the last time: points by type, tiers, cases and responses, under the local day on
 * which each event counts. It reads a page of the outbox after its own watermark, and commits watermark and totals
 * together; so every entry counts exactly once, whatever crashes, and whether this runs often, late, in slices, or
 * twice at the same time. Call it until it is `done`, from the host's job runner; `programTotals` reads the sums.
 *
 * Hot commits of customers write no shared total; this is where totals come from. There is one record a month, owned by
 * the program. What was counted stays when a customer is erased: it says how many, never who. Days are those of the
 * program's zone when an entry is counted.
 *
 * When other slices are faster as often as the storage tries, `version_conflict` is thrown; call it again.
 *
 * @example
 * ```ts
 * import { defineProgram } from "clientele";
 * import { memoryStorage } from "clientele/memory";
 * import { programTotals, recordEvent, rollUp } from "clientele/program";
 *
 * const types = [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }] as const;
 * const earn = [{ id: "visit", label: "Visit", on: "visit.made", gives: "points", points: 5 }] as const;
 * const head = { format: "clientele/program", id: "tea", version: 1, label: "Tea", locale: "en", zone: "UTC", currency: "EUR" } as const;
 * const context = { ...defineProgram({ ...head, points: { types, earn } }), now: new Date("2026-03-02T10:00:00Z") };
 * const storage = memoryStorage();
 * await recordEvent(storage, { id: "vis_1", type: "visit.made", customerId: "cus_1", occurredAt: "2026-03-02T10:00:00Z" }, context);
 *
 * (await rollUp(storage, context)).done; // => true
 * (await rollUp(storage, context)).entries; // => 0
 * (await programTotals(storage, { ...context, from: "2026-03-01", to: "2026-03-31" })).sum.points["points"]?.issued; // => 5
 * ```
 */
export async function rollUp(storage: Storage, context: RollUpContext): Promise<RolledUp> {
  const { id: owner, limit = 500 } = context;
  return withRetry(storage, owner, async (port) => {
    const run = await port.load(rollUpRef(owner), {});
    const counted = run.record as RollUp | undefined;
    const after = counted === undefined ? {} : { after: counted.watermark };
    const { entries, watermark } = await port.outbox({ limit, ...after });
    if (entries.length === 0) return { done: true, entries: 0 };
    const byMonth = countedByMonth(entries, context.zone);
    const refs = [...byMonth.keys()].sort().map((month) => monthRef(owner, month));
    const loaded = refs.length === 0 ? [] : await port.loadOwner(refs.map((ref) => ({ ref, lookup: {} })));
    const at = latest(
      entries.flatMap(({ events }) => events),
      counted?.at,
    );
    const total = (counted?.entries ?? 0) + entries.length;
    const next: RollUp = {
      format: rollUpKind.format,
      id: rollUpId,
      owner,
      at,
      of: context.of,
      watermark,
      entries: total,
    };
    const months = refs.map((ref, i) => monthAfter(ref, loaded[i], byMonth.get(ref.id) ?? [], context));
    await port.commit([{ ref: rollUpRef(owner), expected: run.version, record: next, entries: [] }, ...months]);
    return { done: entries.length < limit, entries: entries.length };
  });
}

/** The record of one month of a program's totals. */
export function monthRef(owner: string, month: string): Ref {
  return { owner, kind: monthTotalsKind.kind, id: month };
}

/** The record that says how far a program's totals go. */
export function rollUpRef(owner: string): Ref {
  return { owner, kind: rollUpKind.kind, id: rollUpId };
}

const rollUpId = "totals";

interface Counted {
  readonly day: Day;
  readonly recordedAt: Instant;
  readonly totals: Totals;
}

/** What every event adds, by the month of the local day on which it counts. */
function countedByMonth(entries: readonly OutboxEntry[], zone: string): ReadonlyMap<string, readonly Counted[]> {
  const months = new Map<string, Counted[]>();
  for (const { ref, events } of entries) {
    for (const event of events) {
      const totals = totalsOf(ref.kind, event);
      if (totals === undefined) continue;
      const day = localDay(event.occurredAt, zone);
      const month = day.slice(0, 7);
      months.set(month, [...(months.get(month) ?? []), { day, recordedAt: event.recordedAt, totals }]);
    }
  }
  return months;
}

function monthAfter(
  ref: Ref,
  loaded: Loaded | undefined,
  counted: readonly Counted[],
  { of }: ProgramContext,
): { ref: Ref; expected: number; record: MonthTotals; entries: [] } {
  const before = loaded?.record as MonthTotals | undefined;
  const days: Record<Day, Totals> = { ...before?.days };
  for (const { day, totals } of counted) days[day] = addTotals(days[day] ?? noTotals, totals);
  const at = counted.reduce((last, { recordedAt }) => (recordedAt > last ? recordedAt : last), before?.at ?? "");
  const record: MonthTotals = { format: monthTotalsKind.format, id: ref.id, owner: ref.owner, at, of, days };
  return { ref, expected: loaded?.version ?? 0, record, entries: [] };
}

function latest(events: readonly EventEnvelope[], before = ""): Instant {
  return events.reduce((last, { recordedAt }) => (recordedAt > last ? recordedAt : last), before);
}
