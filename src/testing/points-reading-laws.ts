import { pointsAccountAsOf } from "../points/as-of.js";
import { nextPointsChange, pointsBalance, type Balance } from "../points/balance.js";
import { settlePoints } from "../points/settle.js";
import { pointsStatement } from "../points/statement.js";
import { requireSame } from "./contract/demand.js";
import { lawOf, type Law } from "./law.js";
import {
  contextOf,
  eventsOf,
  instantOfPlay,
  openPlay,
  playCommand,
  type PlayContext,
  type PointsPlay,
} from "./points-play.js";
import { seededChance, type Chance } from "./seeded.js";

type Played = (seed: number, visit?: (play: PointsPlay) => void) => PointsPlay;

/** What the reads of a points account promise, and that refunds do not depend on how they are split. */
export function pointsReadingLaws(context: PlayContext, played: Played): readonly Law[] {
  return [
    lawOf("looking back: what was known then about then is what was read then", (seed) => {
      const reads: { readonly at: string; readonly known: number; readonly balances: Balances }[] = [];
      const play = played(seed, (now) => {
        const at = instantOfPlay(now);
        reads.push({ at, known: knownAt(now, at), balances: pointsBalance(now.account, contextOf(now)) });
      });
      for (const { at, known, balances } of reads) {
        // What a slow clock recorded afterwards with an earlier instant counts as known by then.
        if (knownAt(play, at) === known) requireSame(at, balancesAsOf(play, { now: at, known: at }), balances);
      }
      const last = reads.at(-1);
      if (last !== undefined) requireSame("now", balancesAsOf(play, { now: last.at }), last.balances);
    }),
    lawOf("statements: opening and movements give closing, and adjacent periods chain", (seed) => {
      const play = played(seed);
      requireStatements(play, seededChance(seed));
    }),
    lawOf("next change: nothing happens before it, and what time does next is not earlier", (seed) => {
      played(seed, requireNextChange);
    }),
    lawOf("refunds: any split of an order's refunds takes and gives back the same", (seed) => {
      requireSplit(context, seededChance(seed));
    }),
  ];
}

type Balances = Readonly<Record<string, Balance>>;

/** How many events of commands had been recorded by an instant. */
function knownAt(play: PointsPlay, at: string): number {
  return eventsOf(play).filter(({ settled, recordedAt }) => settled === undefined && recordedAt <= at).length;
}

function balancesAsOf(
  play: PointsPlay,
  { now, known }: { readonly now: string; readonly known?: string },
): Balances | undefined {
  const at = { ...play.context, now: new Date(now), ...(known !== undefined && { known: new Date(known) }) };
  const account = pointsAccountAsOf(eventsOf(play), at);
  return account && pointsBalance(account, at);
}

function requireStatements(play: PointsPlay, chance: Chance): void {
  // An automatic redemption falls on the day when a back-dated credit is known; see `pointsStatement`.
  if (play.context.points.autoRedeem !== undefined) return;
  const start = play.context.now.getTime();
  const end = Date.parse(instantOfPlay(play)) + 1;
  const cuts = [start, end, ...Array.from({ length: 3 }, () => start + chance.below(end - start))].sort(
    (a, b) => a - b,
  );
  const boundaries = eventsOf(play).map(({ occurredAt }) => Date.parse(occurredAt));
  const instants = [...cuts, chance.pick(boundaries)].sort((a, b) => a - b);
  let before: readonly Balance[] = [];
  for (const [n, from] of instants.slice(0, -1).entries()) {
    const now = new Date(instants[n + 1] ?? end);
    const statements = pointsStatement(eventsOf(play), { ...play.context, from: new Date(from), now });
    for (const { pointsType, opening, movements, closing } of statements) {
      const moved = movements.reduce((sum, { points }) => sum + points, 0);
      requireSame(`${pointsType}: opening and movements`, worthOf(opening) + moved, worthOf(closing));
    }
    const openings = statements.map(({ opening }) => opening);
    if (n > 0) requireSame("the closing before", openings, before);
    before = statements.map(({ closing }) => closing);
  }
}

function worthOf({ available, pending, held, shortfall }: Balance): number {
  return available + pending + held - shortfall;
}

function requireNextChange(play: PointsPlay): void {
  const context = contextOf(play);
  const next = nextPointsChange(play.account, context);
  const settled = settlePoints(play.account, context).length;
  const later = new Date(next === undefined ? play.now + 1000 * 86_400_000 : Date.parse(next) - 1);
  if (later.getTime() < play.now) return;
  requireSame(
    "balances until then",
    pointsBalance(play.account, { ...context, now: later }),
    pointsBalance(play.account, context),
  );
  requireSame("events until then", settlePoints(play.account, { ...context, now: later }).length, settled);
}

function requireSplit(context: PlayContext, chance: Chance): void {
  const type = chance.pick([...new Set(context.points.earn.map(({ on }) => on)), "order.paid"]);
  const cents = Array.from({ length: 1 + chance.below(3) }, () => 1 + chance.below(5000));
  const lines = cents.map((paid, n) => ({ id: `line_${n}`, sku: "tea", quantity: 1, paid: money(paid) }));
  const order = { id: "ord_1", type, about: "ord_1", orderId: "ord_1", lines };
  const redeemable = context.points.types.find(({ use }) => use === "redeemable");
  const standing = (refunds: readonly object[]): unknown => {
    const play = openPlay(context);
    if (redeemable !== undefined) {
      playCommand(play, {
        write: "adjust",
        command: { id: "adj_1", points: 60, reason: "gift", pointsType: redeemable.id },
      });
      playCommand(play, {
        write: "redeem",
        command: { id: "rdm_1", about: "ord_1", points: 60, pointsType: redeemable.id },
      });
    }
    playCommand(play, { write: "earn", command: order });
    for (const [n, refund] of refunds.entries()) {
      playCommand(play, { write: "refund", command: { id: `ref_${n}`, orderId: "ord_1", ...refund } });
    }
    const totals = Object.entries(play.account.types).map(([id, counted]) => [id, { ...counted, slides: undefined }]);
    return { totals, balances: pointsBalance(play.account, contextOf(play)) };
  };
  const whole = cents.reduce((sum, paid) => sum + paid, 0);
  const parts = split(whole, chance);
  requireSame("by amount", standing(parts.map((part) => ({ amount: money(part) }))), standing([{}]));
  const byLine = cents.flatMap((paid, n) => split(paid, chance).map((part) => ({ lines: [lineOf(n, part)] })));
  requireSame("by line", standing(shuffled(byLine, chance)), standing([{}]));
  const some = byLine.slice(0, 1 + chance.below(byLine.length));
  const joined = { lines: some.flatMap((refund) => refund.lines) };
  requireSame("a part, at once and in pieces", standing(shuffled(some, chance)), standing([joined]));
}

function lineOf(n: number, cents: number): { readonly id: string; readonly amount: string } {
  return { id: `line_${n}`, amount: money(cents) };
}

function split(whole: number, chance: Chance): readonly number[] {
  if (whole < 2 || chance.below(3) === 0) return [whole];
  const first = 1 + chance.below(whole - 1);
  return [first, ...split(whole - first, chance)];
}

function shuffled<Item>(items: readonly Item[], chance: Chance): readonly Item[] {
  return items
    .map((item) => ({ item, place: chance.below(1_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function money(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}
