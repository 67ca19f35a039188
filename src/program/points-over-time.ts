import { endOfDay } from "../calendar/zones.js";
import { applyPointsEvents } from "../points/apply.js";
import type { PointsAccount, PointsEvent } from "../points/model.js";
import { pointsAccountKind } from "../points/records.js";
import type { Day } from "../shared/days.js";
import { instantOf, type Instant } from "../shared/instants.js";
import type { Storage } from "../shared/storage.js";
import type { CustomerFile } from "./customer-file.js";
import type { ProgramContext } from "./island.js";
import { historyOf } from "./pages.js";
import { customerFiles } from "./report-files.js";
import { addCounts, countsOf, withWorth, type ByType, type PointsCounts, type PointsTotals } from "./report-points.js";

/** The days of a look back, oldest first. Each is meant at the midnight that ends it in the program's zone. */
export interface DaysContext extends ProgramContext {
  readonly days: readonly Day[];
}

/** The points of all customers at the end of a day, by type. */
export interface PointsOnDay {
  readonly day: Day;
  readonly points: ByType<PointsTotals>;
}

/**
 * The points of all customers as they stood at the end of each day: how many had ever been issued, redeemed, expired,
 * taken back or cancelled, how many were outstanding, and what those were worth. It is the fold of the events that had
 * happened by then, by what is known now: what `programSummary` said at that midnight, where nothing is back-dated.
 *
 * @example
 * ```ts
 * import { defineProgram, pointsOverTime, recordEvent } from "clientele";
 * import { memoryStorage } from "clientele/memory";
 *
 * const types = [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }] as const;
 * const earn = [{ id: "spend", label: "Spending", on: "order.paid", gives: "points", points: 1, per: "1.00" }] as const;
 * const head = { format: "clientele/program", id: "tea_shop", version: 1, label: "Tea shop", locale: "en", zone: "Europe/Berlin", currency: "EUR" } as const;
 * const program = defineProgram({ ...head, points: { types, earn, redeem: { worth: "0.01" } } });
 * const storage = memoryStorage();
 * const order = { id: "ord_1", type: "order.paid", customerId: "cus_1", occurredAt: "2026-03-02T10:00:00+01:00" } as const;
 * const context = { ...program, now: new Date("2026-03-02T10:00:00+01:00") };
 * await recordEvent(storage, { ...order, lines: [{ sku: "tea", quantity: 1, paid: "80.00" }] }, context);
 *
 * const days = await pointsOverTime(storage, { ...context, days: ["2026-03-01", "2026-03-02"] });
 * days.map(({ day, points }) => [day, points["points"]?.outstanding ?? 0]); // => [["2026-03-01", 0], ["2026-03-02", 80]]
 * ```
 */
export async function pointsOverTime(storage: Storage, context: DaysContext): Promise<readonly PointsOnDay[]> {
  const { days, points, zone } = context;
  const ends = days.map((day) => instantOf(endOfDay(day, zone)));
  let sums = days.map((): ByType<PointsCounts> => ({}));
  for await (const file of customerFiles(storage, context)) {
    const counts = countsAt(await accountHistory(storage, file), ends);
    sums = sums.map((sum, i) => addCounts(sum, counts[i] ?? {}));
  }
  return days.map((day, i) => ({ day, points: withWorth(sums[i] ?? {}, points) }));
}

function countsAt(events: readonly PointsEvent[], ends: readonly Instant[]): readonly ByType<PointsCounts>[] {
  let account: PointsAccount | undefined;
  return ends.map((end, i) => {
    const from = ends[i - 1] ?? "";
    const later = events.filter(({ occurredAt }) => occurredAt > from && occurredAt <= end);
    account = later.length === 0 ? account : applyPointsEvents(account, later);
    return account === undefined ? {} : countsOf(account);
  });
}

/** The account's stored history, and what time has done since. */
async function accountHistory(storage: Storage, file: CustomerFile): Promise<readonly PointsEvent[]> {
  const stored = await historyOf<PointsEvent>(storage, {
    owner: file.owner,
    kind: pointsAccountKind.kind,
    id: file.owner,
  });
  return [...stored, ...file.events().filter((event): event is PointsEvent => event.type.startsWith("points."))];
}
