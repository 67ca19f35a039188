import { draftOf, type Draft } from "../shared/json.js";
import { minus, union } from "./ranges.js";
import { pointsIn } from "./buckets.js";
import type { Bucket, Issue, PointsAccount, PointsEvent, RuleAward, Took, TypeTotals } from "./model.js";

/**
 * The account after an event. This is the only place where an account changes, so folding the events of an account
 * gives the account.
 */
export function applyPointsEvent(account: PointsAccount | undefined, event: PointsEvent): PointsAccount {
  return applyPointsEvents(account, [event]);
}

/** The account after these events, in their order. It is copied once. */
export function applyPointsEvents(account: PointsAccount | undefined, events: readonly PointsEvent[]): PointsAccount {
  const draft = draftOf(account ?? nothing);
  for (const event of events) evolve(draft, event);
  return draft;
}

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

function evolve(draft: Draft<PointsAccount>, event: PointsEvent): void {
  draft.at = event.recordedAt;
  draft.of = { ...event.of };
  draft.settled = event.settled ?? draft.settled;
  if (event.opened !== undefined) {
    draft.id = event.opened.id;
    draft.owner = draft.customerId = event.opened.customerId;
    return;
  }
  const totals = totalsOf(draft, event.pointsType);
  for (const [type, slide] of Object.entries(event.slides ?? {})) totalsOf(draft, type).slides = draftOf(slide);
  if (event.issued !== undefined) issue(draft, event.pointsType, event.issued);
  move(draft, event.took, (bucket, ranges) => (bucket.free = minus(bucket.free, ranges)));
  move(draft, event.gaveBack, (bucket, ranges) => (bucket.free = union(bucket.free, ranges)));
  move(draft, event.lapsed, (bucket, ranges) => {
    bucket.free = minus(bucket.free, ranges);
    bucket.lapsed = union(bucket.lapsed, ranges);
  });
  totals.shortfall += event.shortfall ?? 0;
  count(totals, event);
  changeHolds(draft, event);
  for (const award of event.rules ?? []) countCap(draft, award);
  for (const bucket of draft.buckets) if (bucket.key === event.bucket) mark(bucket, totals, event);
  // Points that several causes end at one instant go one after the other, so a bucket stays until it is empty.
  draft.buckets = draft.buckets.filter(({ keptUntil = "~", free }) => keptUntil > event.recordedAt || free.length > 0);
}

function totalsOf(draft: Draft<PointsAccount>, type: string): Draft<TypeTotals> {
  return (draft.types[type] ??= { issued: 0, redeemed: 0, expired: 0, reversed: 0, cancelled: 0, shortfall: 0 });
}

function issue(draft: Draft<PointsAccount>, type: string, issued: Issue): void {
  const { bucket: key, range, opensAt, ...properties } = issued;
  let bucket = draft.buckets.find((candidate) => candidate.key === key);
  if (bucket === undefined) {
    bucket = draftOf<Bucket>({ key, type, issued: 0, free: [], lapsed: [], opens: [], notices: [], ...properties });
    draft.buckets.push(bucket);
  }
  const [from, to] = range;
  bucket.issued = to;
  bucket.free = union(bucket.free, [[from, to]]);
  bucket.opens = bucket.opens.filter(({ at }) => at > draft.at);
  if (opensAt === undefined || opensAt <= draft.at) return;
  const last = bucket.opens.at(-1);
  if (last?.at === opensAt && last.to === from) last.to = to;
  else bucket.opens.push({ from, to, at: opensAt });
}

function move(
  draft: Draft<PointsAccount>,
  moved: readonly Took[] | undefined,
  change: (bucket: Draft<Bucket>, ranges: Took["ranges"]) => void,
): void {
  for (const { bucket: key, ranges } of moved ?? []) {
    const bucket = draft.buckets.find((candidate) => candidate.key === key);
    if (bucket !== undefined) change(bucket, ranges);
  }
}

/** Which total an event moves, so that issued = what is left + what went, at every instant. */
function count(totals: Draft<TypeTotals>, event: PointsEvent): void {
  const { type, points } = event;
  const lapsed = pointsIn(event.lapsed);
  if (type === "points.pending_cancelled") totals.cancelled += lapsed;
  else totals.expired += lapsed;
  if (type === "points.redeemed" || type === "points.captured") totals.redeemed += points;
  if (type === "points.redemption_cancelled") totals.redeemed -= points;
  if (type === "points.reversed") totals.reversed += points;
  if (type === "points.earned") totals.issued += points;
  if (type === "points.adjusted") totals[event.issued === undefined ? "reversed" : "issued"] += points;
}

function changeHolds(draft: Draft<PointsAccount>, event: PointsEvent): void {
  const { hold, took = [], until = "" } = event;
  if (hold === undefined) return;
  draft.holds = draft.holds.filter(({ id }) => id !== hold);
  if (event.type === "points.held") draft.holds.push(draftOf({ id: hold, type: event.pointsType, until, took }));
}

/** A cap remembers this many of its latest periods, so that a late order meets the cap of its own day. */
const periodsKept = 62;

function countCap(draft: Draft<PointsAccount>, { rule, period, points }: RuleAward): void {
  if (period === undefined) return;
  const given = (draft.capped[rule] ??= {});
  given[period] = (given[period] ?? 0) + points;
  const periods = Object.keys(given).sort();
  for (const old of periods.slice(0, -periodsKept)) delete given[old];
}

/** What a bucket remembers of its lapse: announcements still to come, and how far a sliding one has lapsed. */
function mark(bucket: Draft<Bucket>, { slides }: Draft<TypeTotals>, event: PointsEvent): void {
  const announced = bucket.sliding === true && slides !== undefined ? slides : bucket;
  announced.notices = announced.notices.filter((notice) => notice > event.occurredAt);
  if (event.type === "points.expired" && bucket.sliding === true) bucket.lapsedTo = bucket.issued;
}
