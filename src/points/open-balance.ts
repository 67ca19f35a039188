import { dayEarlier } from "../calendar/periods.js";
import { localDay, startOfDay } from "../calendar/zones.js";
import { addDays } from "../shared/days.js";
import { refuse, type Decision } from "../shared/decision.js";
import {
  envelopeOf,
  occurredInFuture,
  requireId,
  type Command,
  type Envelope,
  type OccurredInFuture,
} from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import { instantOf, millisOf, readInstant, type Instant } from "../shared/instants.js";
import { applyPointsEvent } from "./apply.js";
import { bucketOf } from "./buckets.js";
import { issueOf } from "./issue.js";
import { lapsing } from "./place.js";
import { requirePoints } from "./require.js";
import { slideAt } from "./slide.js";
import { begin, finish } from "./turn.js";
import type { Issue, PointsAccount, PointsContext, PointsEvent, Slide } from "./model.js";
import type { PointsType } from "./rules-model.js";

/** Brings points in that were earned elsewhere: in an old system, before this account began. */
export interface OpenPointsBalance extends Command {
  readonly lots: readonly OpeningLot[];
  /** Adds to an account that has movements already; without it such an account is refused. */
  readonly onTop?: boolean;
}

/** Points of one type that become available together and lapse together. */
export interface OpeningLot {
  readonly pointsType: string;
  readonly points: number;
  /** Since or from when they can be spent; at once when left out. May carry an offset. */
  readonly availableFrom?: string;
  /** When they lapse; by the rule of their type when left out, as if earned at the opening. May carry an offset. */
  readonly lapsesAt?: string;
}

/** Why no balance is opened, in the order in which it is checked. */
export type OpenPointsBalanceRejection =
  | OccurredInFuture
  | { readonly code: "has_movements"; readonly message: string; readonly issued: Readonly<Record<string, number>> }
  | {
      readonly code: "lapse_passed";
      readonly message: string;
      readonly pointsType: string;
      readonly points: number;
      readonly lapsesAt: Instant;
      readonly now: Instant;
    };

/**
 * Opens an account with what the customer had in an old system. The points count as issued, each lot in an event of its
 * own with the reason `opening`; they earn nothing, and are no activity. They lapse when the old system said, or by the
 * rule of their type. Points that slide have one lapse for all of their type: the latest that is said, until the
 * customer does something. An announcement of the lapse whose instant has passed is made at once.
 *
 * Points are whole numbers above 0. A type that the program does not have, and points that would lapse before they are
 * available, are thrown as `command_invalid`.
 *
 * Refused, in this order: `occurred_in_future`, `has_movements`, `lapse_passed`.
 *
 * @example
 * ```ts
 * import { definePointsRules, must, openPointsAccount, pointsExpiring } from "clientele";
 * import { openPointsBalance } from "clientele/points";
 *
 * const expire = { kind: "after", length: "P12M", to: "month_end", notice: ["P30D"] } as const;
 * const points = definePointsRules({ types: [{ id: "points", label: "Points", use: "redeemable", expire }], earn: [] });
 * const context = { points, zone: "Europe/Paris", now: new Date("2026-03-02T10:00:00Z") };
 * const opened = must(openPointsAccount({ id: "acc_1", customerId: "cus_1" }, context));
 * const lots = [{ pointsType: "points", points: 300, lapsesAt: "2026-07-01T00:00:00+02:00" }, { pointsType: "points", points: 200 }];
 *
 * const { state } = must(openPointsBalance(opened.state, { id: "opn_1", lots }, context));
 * pointsExpiring(state, context).map(({ points, lapsesAt }) => [points, lapsesAt]);
 * // => [[300, "2026-06-30T22:00:00.000Z"], [200, "2027-03-31T22:00:00.000Z"]]
 * openPointsBalance(state, { id: "opn_2", lots }, context).ok; // => false
 * ```
 */
export function openPointsBalance(
  account: PointsAccount,
  command: OpenPointsBalance,
  context: PointsContext,
): Decision<PointsAccount, PointsEvent, OpenPointsBalanceRejection> {
  requireId(command.id, "id");
  const lots = command.lots.map((lot, i) => readLot(lot, `lots[${i}]`, context));
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const turn = begin(account, context);
  const issued = Object.entries(turn.account.types).map(([type, totals]) => [type, totals.issued] as const);
  const all = issued.reduce((sum, [, points]) => sum + points, 0);
  if (all > 0 && command.onTop !== true) {
    const message = `${all} points were issued on this account already; an opening balance on top has to say so.`;
    return refuse({ code: "has_movements", message, issued: Object.fromEntries(issued) });
  }
  const { recordedAt: now } = turn;
  const late = lots.find(({ lapsesAt }) => lapsesAt !== undefined && lapsesAt <= now);
  if (late?.lapsesAt !== undefined) {
    const { points, lapsesAt } = late;
    const message = `${points} points would lapse at ${lapsesAt}, and it is ${now} already; leave them out.`;
    return refuse({ code: "lapse_passed", message, pointsType: late.type.id, points, lapsesAt, now });
  }
  let current = turn.account;
  const events: PointsEvent[] = [];
  for (const [i, lot] of lots.entries()) {
    const envelope = envelopeOf(command, now, context.points.of, "when_it_happened", i + 1);
    const event = openingOf(current, lot, envelope, context);
    current = applyPointsEvent(current, event);
    events.push(event);
  }
  return finish(turn, events, context);
}

interface Lot {
  readonly type: PointsType;
  readonly points: number;
  readonly availableFrom: Instant | undefined;
  readonly lapsesAt: Instant | undefined;
}

function readLot(lot: OpeningLot, path: string, context: PointsContext): Lot {
  requirePoints(lot.points, `${path}.points`);
  const { types } = context.points;
  const type = types.find(({ id }) => id === lot.pointsType);
  if (type === undefined) {
    const known = types.map(({ id }) => id).join(", ") || "none";
    throw invalid(`${path}.pointsType`, `${JSON.stringify(lot.pointsType)} is not a points type; known: ${known}.`);
  }
  const read = (name: "availableFrom" | "lapsesAt"): Instant | undefined =>
    lot[name] === undefined ? undefined : readInstant(lot[name], `${path}.${name}`);
  const [availableFrom, lapsesAt] = [read("availableFrom"), read("lapsesAt")];
  if (availableFrom !== undefined && lapsesAt !== undefined && availableFrom >= lapsesAt) {
    throw invalid(`${path}.availableFrom`, `${availableFrom} is not before the lapse at ${lapsesAt}.`);
  }
  return { type, points: lot.points, availableFrom, lapsesAt };
}

function openingOf(account: PointsAccount, lot: Lot, envelope: Envelope, context: PointsContext): PointsEvent {
  const { type, points, availableFrom } = lot;
  const { recordedAt } = envelope;
  const issue = issueFor(account, lot, envelope, context);
  const { notices } = issue;
  return {
    type: "points.adjusted",
    ...envelope,
    pointsType: type.id,
    points,
    reason: "opening",
    issued: {
      ...issue,
      ...(notices !== undefined && { notices: stillToGive(notices, recordedAt) }),
      ...(availableFrom !== undefined && availableFrom > recordedAt && { opensAt: availableFrom }),
    },
    ...slideFor(account, lot, recordedAt),
  };
}

/** Where the points lie: with those that lapse at the same instant, however they were earned. */
function issueFor(account: PointsAccount, lot: Lot, envelope: Envelope, context: PointsContext): Issue {
  const { type, points, lapsesAt } = lot;
  if (lapsesAt === undefined || type.expire.kind === "sliding") {
    return issueOf(account, type, points, envelope, context, "at_once");
  }
  const day = localDay(lapsesAt, context.zone);
  const isMidnight = startOfDay(day, context.zone) === millisOf(lapsesAt);
  const { bucket: ofDay, keptUntil } = lapsing(type.id, isMidnight ? day : addDays(day, 1), context);
  const bucket = isMidnight ? ofDay : `${type.id}:${lapsesAt}`;
  const lengths = type.expire.kind === "after" ? type.expire.notice : [];
  const notices = lengths.map((length) => startOfDay(dayEarlier(day, length), context.zone));
  const from = bucketOf(account, bucket)?.issued ?? 0;
  return {
    bucket,
    range: [from, from + points],
    expires: lapsesAt,
    notices: notices.map((at) => instantOf(at)).sort(),
    keptUntil,
  };
}

/** Points that slide lapse together: at the latest instant that is said, or that the account has already. */
function slideFor(account: PointsAccount, lot: Lot, at: Instant): { slides?: Record<string, Slide> } {
  const slide = slideAt(lot.type, at, lot.lapsesAt);
  const before = account.types[lot.type.id]?.slides;
  if (slide === undefined || (before !== undefined && before.lapsesAt >= slide.lapsesAt && before.lapsesAt > at))
    return {};
  return { slides: { [lot.type.id]: { ...slide, notices: stillToGive(slide.notices, at) } } };
}

/** Nobody loses points untold: of the announcements that would have been made already, one is made at once. */
function stillToGive(notices: readonly Instant[], at: Instant): readonly Instant[] {
  const left = notices.filter((notice) => notice > at);
  return left.length < notices.length ? [at, ...left] : left;
}

function invalid(path: string, problem: string): ClienteleError {
  return new ClienteleError("command_invalid", `${path}: ${problem}`, { path });
}
