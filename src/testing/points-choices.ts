import type { EarningEvent, EarningLine } from "../points/award.js";
import { pointsBalance } from "../points/balance.js";
import type { PointsEvent } from "../points/model.js";
import type { PointsRules } from "../points/rules-model.js";
import type { RefundEvent } from "../points/refund.js";
import { decimalText } from "../shared/decimal.js";
import { instantOf } from "../shared/instants.js";
import type { PointsCommand } from "./points-commands.js";
import { contextOf, eventsOf, type PointsPlay } from "./points-play.js";
import { seededChance, type Chance } from "./seeded.js";

const dayInMillis = 86_400_000;

/** The command for a deed: everything else about it is chosen, by the dice, from what the account has. */
export function commandOfDeed(play: PointsPlay, deed: PointsCommand["write"], dice: number): PointsCommand {
  const chance = seededChance(dice);
  const id = `cmd_${play.sent + 1}`;
  const { points: rules } = play.context;
  switch (deed) {
    case "earn":
      return { write: deed, command: earning(play, id, chance) };
    case "redeem":
      return {
        write: deed,
        command: { id, ...aboutOrder(play, chance), ...spending(play, chance), ...amount(chance) },
      };
    case "hold": {
      const timeout = chance.pick([{}, {}, { timeout: "PT6H" }, { timeout: "P20D" }]);
      return { write: deed, command: { id, ...spending(play, chance), ...timeout } };
    }
    case "capture": {
      const part = chance.below(2) === 0 ? {} : { points: 1 + chance.below(12) };
      return { write: deed, command: { id, hold: holdOf(play, chance), ...aboutOrder(play, chance), ...part } };
    }
    case "release":
      return { write: deed, command: { id, hold: holdOf(play, chance) } };
    case "cancel_redemption": {
      const { redemption, about } = redemptionOf(play, chance);
      const part = chance.below(2) === 0 ? {} : { points: 1 + chance.below(8) };
      return { write: deed, command: { id, about, redemption, ...part } };
    }
    case "refund":
      return { write: deed, command: { id, ...refunding(play, chance) } };
    case "reverse": {
      const part = chance.below(2) === 0 ? {} : { points: 1 + chance.below(12) };
      return { write: deed, command: { id, about: orderOf(play, chance), ...part } };
    }
    case "release_pending":
      return { write: deed, command: { id, about: orderOf(play, chance) } };
    case "adjust": {
      const points = (1 + chance.below(15)) * chance.pick([1, 1, -1]);
      const late = points > 0 ? lateBy(play, chance) : {};
      const { id: pointsType } = chance.pick(rules.types);
      return { write: deed, command: { id, points, pointsType, reason: "by hand", ...late } };
    }
    default:
      return deed satisfies never;
  }
}

function earning(play: PointsPlay, id: string, chance: Chance): EarningEvent {
  const on = [...new Set(play.context.points.earn.map((rule) => rule.on))];
  const type = on.length === 0 ? "order.paid" : chance.pick(on);
  const orderId = chance.below(4) === 0 ? orderOf(play, chance) : newOrder(chance);
  return { id, type, about: orderId, orderId, ...contentOf(orderId, play.context.points), ...lateBy(play, chance) };
}

/** What was ordered follows from the order's name, so that all that happens to one order is about the same things. */
function contentOf(orderId: string, rules: PointsRules): Pick<EarningEvent, "lines" | "shipping"> {
  const chance = seededChance(Number.parseInt(orderId.slice(4), 36));
  const lines = Array.from({ length: 1 + chance.below(3) }, (): EarningLine => {
    const category = chance.pick(categoriesOf(rules));
    return { sku: "tea", quantity: 1, paid: money(chance), ...(category !== undefined && { category }) };
  });
  return { lines, ...(chance.below(4) === 0 && { shipping: "1.50" }) };
}

function newOrder(chance: Chance): string {
  return `ord_${chance.below(2 ** 31).toString(36)}`;
}

/** Most things are recorded as they happen; some some days late, and a few months late. */
function lateBy({ now }: PointsPlay, chance: Chance): { readonly occurredAt?: string } {
  const days = chance.pick([0, 0, 0, 0, 1, 5, 20, 70]);
  return days === 0 ? {} : { occurredAt: instantOf(now - days * dayInMillis - chance.below(dayInMillis)) };
}

function spending(play: PointsPlay, chance: Chance): { readonly points: number; readonly pointsType: string } {
  const { points: rules } = play.context;
  const redeemable = rules.types.filter(({ use }) => use === "redeemable");
  const { id: pointsType } = chance.pick(redeemable);
  const available = pointsBalance(play.account, contextOf(play))[pointsType]?.available ?? 0;
  const step = rules.redeem?.step ?? 1;
  const asked = 1 + chance.below(Math.max(1, chance.pick([available, available, 1 + available / 3])));
  const points = chance.below(8) === 0 ? available : Math.ceil(asked / step) * step;
  return { points: Math.max(1, points), pointsType };
}

function refunding(play: PointsPlay, chance: Chance): Omit<RefundEvent, "id"> {
  const orderId = orderOf(play, chance);
  const earned = eventsOf(play).find((event) => event.about === orderId && event.type === "points.earned");
  const names = Object.keys(earned?.order?.lines ?? {});
  const late = lateBy(play, chance);
  if (names.length === 0 || chance.below(3) === 0) return { orderId, ...late, ...chance.pick([{}, amount(chance)]) };
  const line = { id: chance.pick(names), ...chance.pick([{}, {}, { amount: money(chance) }]) };
  return { orderId, lines: [line], ...late };
}

function aboutOrder(play: PointsPlay, chance: Chance): { readonly about?: string } {
  return chance.pick([{}, {}, { about: orderOf(play, chance) }, { about: newOrder(chance) }]);
}

function amount(chance: Chance): { readonly amount?: string } {
  return chance.below(2) === 0 ? {} : { amount: money(chance) };
}

/** From 0.00 to 19.99, more often little. */
function money(chance: Chance): string {
  return decimalText({ units: BigInt(chance.below(chance.pick([250, 700, 2000]))), scale: 2 }, 2, "down");
}

/** An order that something was earned or spent on. */
function orderOf(play: PointsPlay, chance: Chance): string {
  const known = eventsOf(play).flatMap(({ about }) => (about?.startsWith("ord_") === true ? about : []));
  return known.length === 0 ? newOrder(chance) : chance.pick(known);
}

/** One of the latest holds, whether or not it has ended: an account that nobody settled does not know yet. */
function holdOf(play: PointsPlay, chance: Chance): string {
  const holds = eventsOf(play).flatMap(({ type, hold = "" }) => (type === "points.held" ? hold : []));
  return holds.length === 0 ? "hold_unknown" : chance.pick(holds.slice(-2));
}

function redemptionOf(play: PointsPlay, chance: Chance): { readonly redemption: string; readonly about: string } {
  const spent = eventsOf(play).filter(isRedemption);
  if (spent.length === 0) return { redemption: "redemption_unknown", about: "redemption_unknown" };
  const { id, about = id } = chance.pick(spent);
  return { redemption: id, about };
}

function isRedemption({ type, settled }: PointsEvent): boolean {
  return settled === undefined && (type === "points.redeemed" || type === "points.captured");
}

function categoriesOf({ earn }: PointsRules): readonly (string | undefined)[] {
  const named = earn
    .flatMap((rule) => [rule, ...(rule.multipliers ?? [])])
    .flatMap(({ categories = [] }) => categories);
  return [undefined, ...named];
}
