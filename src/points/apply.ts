import { minus, union, type Ranges } from "./ranges.js";
import { pointsIn } from "./buckets.js";
import type { Bucket, Hold, Issue, PointsAccount, PointsEvent, RuleAward, Took, TypeTotals } from "./model.js";

/**
 * The account after an event. This is the only place where an account changes, so folding the events of an account
 * gives the account.
 */
export function applyPointsEvent(account: PointsAccount | undefined, event: PointsEvent): PointsAccount {
  return applyPointsEvents(account, [event]);
}

/** The account after these events, in their order. What no event touches is shared with the account before. */
export function applyPointsEvents(account: PointsAccount | undefined, events: readonly PointsEvent[]): PointsAccount {
  const draft = { ...(account ?? nothing) };
  for (const event of events) evolve(draft, event);
  return draft;
}

/** Its own members can be set anew; what they hold is shared, so it is replaced and never changed. */
type Open<Value> = { -readonly [Key in keyof Value]: Value[Key] };

const nothing: PointsAccount = {
  format: 1,
  id: "",
  owner: "",
  customerId: "",
  at: "",
  of: { id: "", version: 0 },
  types: {},
  buckets: [],
  holds: [],
  capped: {},
  settled: 0,
};

function evolve(draft: Open<PointsAccount>, event: PointsEvent): void {
  draft.at = event.recordedAt;
  draft.of = event.of;
  draft.settled = event.settled ?? draft.settled;
  if (event.opened !== undefined) {
    draft.id = event.opened.id;
    draft.owner = draft.customerId = event.opened.customerId;
    return;
  }
  draft.types = typesAfter(draft, event);
  draft.buckets = bucketsAfter(draft.buckets, event);
  draft.holds = holdsAfter(draft.holds, event);
  for (const award of event.rules ?? []) draft.capped = cappedAfter(draft.capped, award);
}

function typesAfter({ types: before, buckets }: PointsAccount, event: PointsEvent): PointsAccount["types"] {
  let types = before;
  for (const [type, slides] of Object.entries(event.slides ?? {})) {
    types = { ...types, [type]: { ...totalsOf(types, type), slides } };
  }
  const totals = totalsOf(types, event.pointsType);
  count(totals, event);
  const { slides } = totals;
  if (slides !== undefined && buckets.some(({ key, sliding }) => key === event.bucket && sliding === true)) {
    totals.slides = { ...slides, notices: laterThan(event, slides.notices) };
  }
  return { ...types, [event.pointsType]: totals };
}

function totalsOf(types: PointsAccount["types"], type: string): Open<TypeTotals> {
  return { issued: 0, redeemed: 0, expired: 0, reversed: 0, cancelled: 0, shortfall: 0, ...types[type] };
}

/** Which total an event moves, so that issued = what is left + what went, at every instant. */
function count(totals: Open<TypeTotals>, event: PointsEvent): void {
  const { type, points } = event;
  const lapsed = pointsIn(event.lapsed);
  totals.shortfall += event.shortfall ?? 0;
  if (type === "points.pending_cancelled") totals.cancelled += lapsed;
  else totals.expired += lapsed;
  if (type === "points.redeemed" || type === "points.captured") totals.redeemed += points;
  if (type === "points.redemption_cancelled") totals.redeemed -= points;
  if (type === "points.reversed") totals.reversed += points;
  if (type === "points.earned") totals.issued += points;
  if (type === "points.adjusted") totals[event.issued === undefined ? "reversed" : "issued"] += points;
}

function bucketsAfter(before: readonly Bucket[], event: PointsEvent): readonly Bucket[] {
  const buckets = [...before];
  const { recordedAt, issued } = event;
  if (issued !== undefined) issue(buckets, event.pointsType, issued, recordedAt);
  move(buckets, event.took, ({ free }, ranges) => ({ free: minus(free, ranges) }));
  move(buckets, event.gaveBack, ({ free }, ranges) => ({ free: union(free, ranges) }));
  move(buckets, event.lapsed, ({ free, lapsed }, ranges) => {
    return { free: minus(free, ranges), lapsed: union(lapsed, ranges) };
  });
  if (event.bucket !== undefined) change(buckets, event.bucket, (bucket) => marked(bucket, event));
  // Points that several causes end at one instant go one after the other, so a bucket stays until it is empty.
  return buckets.filter(({ keptUntil = "~", free }) => keptUntil > recordedAt || free.length > 0);
}

function issue(buckets: Bucket[], type: string, issued: Issue, at: string): void {
  const { bucket: key, range, opensAt, ...properties } = issued;
  if (!buckets.some((bucket) => bucket.key === key)) {
    buckets.push({ key, type, issued: 0, free: [], lapsed: [], opens: [], notices: [], ...properties });
  }
  const [from, to] = range;
  change(buckets, key, ({ free, opens: before }) => {
    const opens = before.filter((opening) => opening.at > at);
    const last = opens.at(-1);
    if (opensAt !== undefined && opensAt > at) {
      if (last?.at === opensAt && last.to === from) opens[opens.length - 1] = { ...last, to };
      else opens.push({ from, to, at: opensAt });
    }
    return { issued: to, free: union(free, [range]), opens };
  });
}

function move(
  buckets: Bucket[],
  moved: readonly Took[] = [],
  changed: (bucket: Bucket, ranges: Ranges) => Partial<Bucket>,
): void {
  for (const { bucket, ranges } of moved) change(buckets, bucket, (before) => changed(before, ranges));
}

function change(buckets: Bucket[], key: string, changed: (bucket: Bucket) => Partial<Bucket>): void {
  const index = buckets.findLastIndex((bucket) => bucket.key === key);
  const bucket = buckets[index];
  if (bucket !== undefined) buckets[index] = { ...bucket, ...changed(bucket) };
}

/** What a bucket remembers of its lapse: announcements still to come, and how far a sliding one has lapsed. */
function marked({ sliding, issued, notices }: Bucket, event: PointsEvent): Partial<Bucket> {
  if (sliding !== true) return { notices: laterThan(event, notices) };
  return event.type === "points.expired" ? { lapsedTo: issued } : {};
}

function laterThan({ occurredAt }: PointsEvent, notices: readonly string[]): readonly string[] {
  return notices.filter((notice) => notice > occurredAt);
}

function holdsAfter(holds: readonly Hold[], event: PointsEvent): readonly Hold[] {
  const { hold, took = [], until = "" } = event;
  if (hold === undefined) return holds;
  const others = holds.filter(({ id }) => id !== hold);
  return event.type === "points.held" ? [...others, { id: hold, type: event.pointsType, until, took }] : others;
}

/** A cap remembers this many of its latest periods, so that a late order meets the cap of its own day. */
const periodsKept = 62;

function cappedAfter(capped: PointsAccount["capped"], { rule, period, points }: RuleAward): PointsAccount["capped"] {
  if (period === undefined) return capped;
  const given = { ...capped[rule], [period]: (capped[rule]?.[period] ?? 0) + points };
  const periods = Object.keys(given);
  if (periods.length > periodsKept) for (const old of periods.sort().slice(0, -periodsKept)) delete given[old];
  return { ...capped, [rule]: given };
}
