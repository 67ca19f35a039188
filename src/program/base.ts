import { dayLater, periodAround } from "../calendar/periods.js";
import { localDay, startOfDay } from "../calendar/zones.js";
import { applyPurchasesEvents } from "../orders/apply-purchases.js";
import { purchaseFacts } from "../orders/purchase-facts.js";
import type { PurchasesEvent, PurchasesRecord } from "../orders/purchases-model.js";
import { purchasesKind } from "../orders/records.js";
import type { RfmSegment, ScoreBase } from "../segments/model.js";
import { pinScores } from "../segments/pin-scores.js";
import { scoresKind } from "../segments/records.js";
import { rfmReads } from "../segments/rfm-facts.js";
import { rfmScores, type RfmRow, type RfmScores } from "../segments/rfm-scores.js";
import type { Day } from "../shared/days.js";
import { instantOf, type Instant } from "../shared/instants.js";
import type { Loaded, Ref } from "../shared/repository.js";
import { withRetry } from "../shared/retry.js";
import { commitMany, loadMany, type Storage } from "../shared/storage.js";
import { openFile, type CustomerFile } from "./customer-file.js";
import { accept, type ProgramContext } from "./island.js";
import { membershipOf, segmentsContext } from "./islands/segments.js";
import { eachRecord, historyOf } from "./pages.js";
import { runKind } from "./records.js";
import type { Run } from "./run.js";

/**
 * Scores that compare customers with each other, for every segment by score and every base date up to `now` that was
 * not done yet. The first base date is the first day of the month after the first order of all was recorded; the base
 * are all customers with an order in the window, as they stood at its start, so that scores that are made late are the
 * scores that would have been made on the day.
 *
 * The types of the events that it took.
 */
export async function scoreBases(storage: Storage, context: ProgramContext): Promise<readonly string[]> {
  const types: string[] = [];
  for (const segment of context.segments ?? []) {
    if (segment.kind === "rfm") types.push(...(await scoreBase(storage, segment, context)));
  }
  return types;
}

async function scoreBase(storage: Storage, segment: RfmSegment, context: ProgramContext): Promise<readonly string[]> {
  const { id, zone } = context;
  const ref = { owner: id, kind: runKind.kind, id: segment.id };
  const { version, record } = await storage.load(ref, {});
  const today = localDay(instantOf(context.now), zone);
  const types: string[] = [];
  let day = await nextBase(storage, segment, (record as Run | undefined)?.doneTo, zone);
  let expected = version;
  for (; day !== undefined && day <= today; day = nextAfter(day, segment)) {
    const rows = await baseAt(storage, segment, day, context);
    const scores = rfmScores(rows.filter(hasOrdered), segment);
    const base = { on: day, customers: scores.length };
    const gone = rows.filter((row) => !hasOrdered(row)).map(({ customerId }) => ({ customerId }));
    const pins = [...scores, ...gone].map((scored) => ({ segment: segment.id, base, scored }));
    types.push(...(await pinAll(storage, pins, context)));
    const at = instantOf(startOfDay(day, zone));
    const run: Run = { format: runKind.format, id: segment.id, owner: id, at, of: context.of, doneTo: day };
    await storage.commit([{ ref, expected, record: run, entries: [] }]);
    expected += 1;
  }
  return types;
}

/** Who has no order in the window is not in the base, and loses the scores of an earlier one. */
function hasOrdered({ frequency }: RfmRow): boolean {
  return frequency > 0;
}

/** A base date follows the one before by the segment's own time; a month, where it has none. */
function nextAfter(day: Day, { every = "P1M" }: RfmSegment): Day {
  return dayLater(day, every);
}

/** The base date after the last one that was done; at first, the month's beginning after the first order of all. */
async function nextBase(
  storage: Storage,
  segment: RfmSegment,
  doneTo: Day | undefined,
  zone: string,
): Promise<Day | undefined> {
  if (doneTo !== undefined) return nextAfter(doneTo, segment);
  const known: Instant[] = [];
  for await (const { ref } of eachRecord(storage, purchasesKind.kind)) {
    known.push(...(await firstPurchaseKnown(storage, ref)));
  }
  const [first] = known.sort();
  return first === undefined ? undefined : periodAround(localDay(first, zone), "month").to;
}

/** By when it was known, not by when it happened: an order that is told late makes no base date of the past. */
async function firstPurchaseKnown(storage: Storage, ref: Ref): Promise<readonly Instant[]> {
  const [, first] = await storage.entries(ref, { limit: 2 });
  return (first?.events ?? []).map(({ recordedAt }) => recordedAt);
}

/** All customers who ever ordered, as they stood at the start of a day: what was recorded and counted before it. */
async function baseAt(
  storage: Storage,
  segment: RfmSegment,
  day: Day,
  context: ProgramContext,
): Promise<readonly RfmRow[]> {
  const start = instantOf(startOfDay(day, context.zone));
  const before = new Date(startOfDay(day, context.zone) - 1);
  const base: RfmRow[] = [];
  const reads = rfmReads(segment);
  const windows = segment.window === undefined ? [] : [segment.window];
  for await (const { ref, record } of eachRecord(storage, purchasesKind.kind)) {
    const purchases =
      record.at < start ? (record as PurchasesRecord) : await purchasesBefore(storage, ref.owner, start);
    const facts = purchaseFacts(purchases, { zone: context.zone, now: before, windows });
    const recencyDays = facts[reads.recencyDays.key];
    const frequency = facts[reads.frequency.key];
    const monetary = facts[reads.monetary.key];
    if (typeof recencyDays !== "number" || typeof frequency !== "number" || typeof monetary !== "string") continue;
    base.push({ customerId: ref.owner, recencyDays, frequency, monetary });
  }
  return base;
}

/** A customer's purchases as they stood: only what had been recorded by then is counted. */
async function purchasesBefore(storage: Storage, owner: string, start: string): Promise<PurchasesRecord | undefined> {
  const history = await historyOf<PurchasesEvent>(storage, { owner, kind: purchasesKind.kind, id: owner });
  const events = history.filter(({ recordedAt }) => recordedAt < start);
  return events.length === 0 ? undefined : applyPurchasesEvents(undefined, events);
}

interface Pin {
  readonly segment: string;
  readonly base: ScoreBase;
  readonly scored: RfmScores | Pick<RfmScores, "customerId">;
}

/** Customers whose scores are pinned together. */
const batchSize = 250;

/** Pins scores at the start of their base date, one commit a customer; the types of the events that it took. */
async function pinAll(storage: Storage, pins: readonly Pin[], context: ProgramContext): Promise<readonly string[]> {
  const types: string[] = [];
  for (let from = 0; from < pins.length; from += batchSize) {
    const some = pins.slice(from, from + batchSize);
    const wanted = some.map((one) => ({ ref: scoresRef(one), lookup: {} }));
    const loaded = await loadMany(storage, wanted);
    const files = some.map((one, i) => pinned(one, loaded[i], context));
    const committed = await commitMany(
      storage,
      files.map((file) => file.changes()),
    );
    for (const [i, one] of some.entries()) {
      const file = committed[i] === undefined ? files[i] : await pinAlone(storage, one, context);
      types.push(...(file?.events() ?? []).map(({ type }) => type));
    }
  }
  return types;
}

/** Another writer was faster: this customer's scores are pinned alone. */
function pinAlone(storage: Storage, pin: Pin, context: ProgramContext): Promise<CustomerFile> {
  const ref = scoresRef(pin);
  return withRetry(storage, ref.owner, async (port) => {
    const file = pinned(pin, await port.load(ref, {}), context);
    await port.commit(file.changes());
    return file;
  });
}

/** Segments by score keep to themselves, so their own record is all that is needed of a customer. */
function pinned(pin: Pin, loaded: Loaded | undefined, context: ProgramContext): CustomerFile {
  const { segment, base, scored } = pin;
  const then = { ...context, now: new Date(startOfDay(base.on, context.zone)) };
  const id = `base/${segment}/${base.on}`;
  const scores = "r" in scored ? { scores: { r: scored.r, f: scored.f, m: scored.m } } : {};
  const command = { id: `${id}#scores`, occurredAt: instantOf(then.now), segment, base, ...scores };
  const ref = scoresRef(pin);
  const file = openFile(ref.owner, [{ ref, lookup: {} }], loaded === undefined ? [] : [loaded]);
  const membership = membershipOf(file, { kind: scoresKind, id: segment }, { id, fingerprint: "" }, then);
  const decision = pinScores(membership, command, segmentsContext(file, then));
  accept(file, scoresKind, "segments", decision, { id: command.id, fingerprint: "" });
  return file;
}

function scoresRef({ segment, scored }: Pin): Ref {
  return { owner: scored.customerId, kind: scoresKind.kind, id: segment };
}
