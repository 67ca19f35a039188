// What an event earns, by hand: money in hundredths, rates in hundredths, one division at the end.
import type { EarningEvent, EarnRule, PointsType } from "../../../src/points/index.js";
import type { RoundingMode } from "../../../src/shared/decimal.js";
import { dayOf } from "./model-days.js";
import { issue, slide, totalsOf, type Earned, type Model } from "./model-points.js";

export function earn(model: Model, event: EarningEvent, at: number): string | undefined {
  const from = event.occurredAt === undefined ? at : Math.min(at, Date.parse(event.occurredAt));
  const about = event.about ?? event.id;
  const awards = model.rules.earn
    .filter(({ on }) => on === event.type)
    .map((rule) => ({ rule, ...awardOf(rule, event), room: roomOf(model, rule, from) }))
    .filter(({ points }) => points > 0);
  if (awards.length === 0) return undefined;
  slide(model, at);
  if (!model.orders.has(about)) model.orders.set(about, orderOf(event));
  for (const { rule, points, weights, room } of awards) {
    const given = Math.min(points, room);
    const type = model.rules.types.find(({ id }) => id === rule.gives) as PointsType;
    if (rule.cap !== undefined) model.given.set(capKey(rule, from), (model.given.get(capKey(rule, from)) ?? 0) + given);
    issue(model, type, given, from, about, true);
    totalsOf(model, type.id).issued += given;
    const earned = earnedOf(model, about, type.id);
    earned.points += given;
    earned.awards.push({ points: given, rule, weights });
    if (!earned.on.includes(from)) earned.on.push(from);
  }
  return undefined;
}

/** 12.34 is 1234. */
export function hundredths(decimal: string): bigint {
  const [whole = "0", part = ""] = decimal.split(".");
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, "0"));
}

/** top / bottom as a whole number; neither is negative. */
export function rounded(top: bigint, bottom: bigint, mode: RoundingMode = "down"): number {
  const whole = top / bottom;
  const twice = (top % bottom) * 2n;
  if (twice === 0n || mode === "down") return Number(whole);
  const isUp = mode === "up" || twice > bottom || (twice === bottom && (mode === "half_up" || whole % 2n === 1n));
  return Number(isUp ? whole + 1n : whole);
}

function earnedOf(model: Model, about: string, type: string): Earned {
  const types = model.earned.get(about) ?? new Map<string, Earned>();
  model.earned.set(about, types);
  const earned = types.get(type) ?? { awards: [], points: 0, askedBack: 0, on: [] };
  types.set(type, earned);
  return earned;
}

function orderOf({ lines = [], shipping }: EarningEvent): { total: bigint; lines: Record<string, bigint> } {
  const paid = Object.fromEntries(lines.map((line, i) => [String(i + 1), hundredths(line.paid)]));
  const all = shipping === undefined ? paid : { ...paid, shipping: hundredths(shipping) };
  return { total: Object.values(all).reduce((sum, one) => sum + one, 0n), lines: all };
}

/** Weights are hundredths times ten thousand, so that two rates of two decimals divide without a rest. */
function awardOf(rule: EarnRule, { lines = [] }: EarningEvent): { points: number; weights: Record<string, bigint> } {
  if (rule.per === undefined) return { points: rule.points, weights: {} };
  const weights: Record<string, bigint> = {};
  for (const [i, { category = "", paid }] of lines.entries()) {
    if (rule.categories !== undefined && !rule.categories.includes(category)) continue;
    const rates = (rule.multipliers ?? []).filter(({ categories }) => categories?.includes(category) ?? true);
    weights[String(i + 1)] = rates.reduce(
      (weight, { by }) => (weight * hundredths(by)) / 100n,
      hundredths(paid) * 10_000n,
    );
  }
  const bottom = hundredths(rule.per) * 10_000n;
  const all = Object.values(weights);
  const parts = rule.stage === "line" ? all : [all.reduce((sum, one) => sum + one, 0n)];
  const points = parts.reduce((sum, part) => sum + rounded(part * BigInt(rule.points), bottom, rule.rounding), 0);
  return { points, weights };
}

function roomOf(model: Model, rule: EarnRule, from: number): number {
  if (rule.cap === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, rule.cap.max - (model.given.get(capKey(rule, from)) ?? 0));
}

function capKey(rule: EarnRule, from: number): string {
  const day = dayOf(from);
  const month = new Date(day * 86_400_000).toISOString().slice(0, 7);
  return `${rule.id} ${rule.cap?.per === "day" ? day : month}`;
}
