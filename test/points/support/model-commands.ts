// The commands of an account, done to the points of the model. Each answers why it is refused, or nothing.
import type { PointsCommand } from "../../../src/testing/points-commands.js";
import { dayOf, startOf } from "./model-days.js";
import { earn, hundredths } from "./model-earn.js";
import { comeBack, issue, openPoints, slide, totalsOf, type Model, type Point } from "./model-points.js";
import { giveBack, refund, reverse } from "./model-refund.js";
import { settleModel } from "./model-time.js";

/** Does a command at an instant of the clock. Answers the code of the refusal; what is refused changes nothing. */
export function commandModel(model: Model, given: PointsCommand, now: number): string | undefined {
  settleModel(model, now);
  const at = Math.max(model.at, now);
  const refused = decide(model, given, at);
  if (refused !== undefined) return refused;
  model.at = at;
  settleModel(model, now);
  return undefined;
}

function decide(model: Model, given: PointsCommand, at: number): string | undefined {
  switch (given.write) {
    case "earn":
      return earn(model, given.command, at);
    case "redeem":
      return redeem(model, given.command, at);
    case "hold":
      return hold(model, given.command, at);
    case "capture":
      return capture(model, given.command, at);
    case "release":
      return release(model, given.command.hold, at);
    case "release_pending":
      return releasePending(model, given.command.about, at);
    case "cancel_redemption":
      return cancel(model, given.command, at);
    case "refund":
      return refund(model, given.command, at);
    case "reverse":
      return reverse(model, given.command, at);
    case "adjust":
      return adjust(model, given.command, at);
    default:
      return given satisfies never;
  }
}

type CommandOf<Write> = Extract<PointsCommand, { readonly write: Write }>["command"];

function redeem(
  model: Model,
  { id, points, pointsType = "", about, amount }: CommandOf<"redeem">,
  at: number,
): string | undefined {
  const { redeem: rule } = model.rules;
  if (points < (rule?.minimum ?? 1)) return "below_minimum";
  if (points % (rule?.step ?? 1) !== 0) return "not_a_multiple";
  const open = openPoints(model, pointsType, at);
  if (points > open.length) return "insufficient_points";
  if (amount !== undefined) spendOrder(model, about ?? id, hundredths(amount));
  spend(model, { id, type: pointsType, about: about ?? id }, open.slice(0, points));
  slide(model, at);
  return undefined;
}

function spend(model: Model, of: { id: string; type: string; about: string }, points: Point[]): void {
  for (const point of points) point.state = "spent";
  totalsOf(model, of.type).redeemed += points.length;
  model.redemptions.set(of.id, { type: of.type, about: of.about, points: points.length, left: [...points] });
  model.spentOn.set(of.about, [...(model.spentOn.get(of.about) ?? []), of.id]);
}

/** What an order comes to that nothing was earned on, as the first redemption says. */
function spendOrder(model: Model, about: string, total: bigint): void {
  if (!model.spentOrders.has(about)) model.spentOrders.set(about, { total, lines: {} });
}

function hold(
  model: Model,
  { id, points, pointsType = "", timeout = "PT30M" }: CommandOf<"hold">,
  at: number,
): string | undefined {
  if (model.holds.length >= 32) return "too_many_holds";
  const open = openPoints(model, pointsType, at);
  if (points > open.length) return "insufficient_points";
  const taken = open.slice(0, points);
  for (const point of taken) point.state = "held";
  const lengths: Readonly<Record<string, number>> = { PT30M: 30, PT6H: 360, P20D: 20 * 1440 };
  model.holds.push({ id, type: pointsType, until: at + (lengths[timeout] ?? 0) * 60_000, points: taken });
  return undefined;
}

function capture(
  model: Model,
  { id, hold: name, points, about }: CommandOf<"capture">,
  at: number,
): string | undefined {
  const found = model.holds.find((one) => one.id === name);
  if (found === undefined) return "hold_unknown";
  const count = points ?? found.points.length;
  if (count > found.points.length) return "more_than_held";
  model.holds = model.holds.filter((one) => one !== found);
  spend(model, { id, type: found.type, about: about ?? id }, found.points.slice(0, count));
  comeBack(model, found.points.slice(count), at);
  slide(model, at);
  return undefined;
}

function release(model: Model, name: string, at: number): string | undefined {
  const found = model.holds.find(({ id }) => id === name);
  if (found === undefined) return "hold_unknown";
  model.holds = model.holds.filter((one) => one !== found);
  comeBack(model, found.points, at);
  return undefined;
}

/** The points of an order that wait for an event go, and as many that count from the same instant come. */
function releasePending(model: Model, about: string, at: number): string | undefined {
  let released = 0;
  for (const [typeId, { on }] of model.earned.get(about) ?? []) {
    const type = model.rules.types.find(({ id }) => id === typeId);
    for (const from of on) {
      const waiting = model.points.filter(
        (point) => point.type === typeId && point.about === about && point.state === "free" && waitsFrom(point, from),
      );
      if (type === undefined || waiting.length === 0) continue;
      for (const point of waiting) model.points.splice(model.points.indexOf(point), 1);
      issue(model, type, waiting.length, from, about, false);
      released += waiting.length;
    }
  }
  return released === 0 ? "nothing_pending" : undefined;

  function waitsFrom({ cancelsAt, type: typeId }: Point, from: number): boolean {
    const days = model.rules.types.find(({ id }) => id === typeId)?.pending?.cancelAfterDays ?? 0;
    return cancelsAt === startOf(dayOf(from) + days + 1) && cancelsAt > at;
  }
}

function cancel(
  model: Model,
  { redemption, points, about }: CommandOf<"cancel_redemption">,
  at: number,
): string | undefined {
  const found = model.redemptions.get(redemption);
  if (found === undefined || found.about !== about) return "redemption_unknown";
  const count = points ?? found.left.length;
  if (count > found.left.length || count === 0) return "more_than_redeemed";
  giveBack(model, redemption, count, at);
  return undefined;
}

function adjust(model: Model, { points, pointsType, occurredAt }: CommandOf<"adjust">, at: number): string | undefined {
  const type = model.rules.types.find(({ id }) => id === pointsType);
  if (type === undefined) return "unknown";
  if (points > 0) {
    slide(model, at);
    issue(model, type, points, occurredAt === undefined ? at : Math.min(at, Date.parse(occurredAt)), undefined, false);
    totalsOf(model, type.id).issued += points;
    return undefined;
  }
  const open = openPoints(model, type.id, at);
  if (-points > open.length) return "insufficient_points";
  for (const point of open.slice(0, -points)) point.state = "gone";
  totalsOf(model, type.id).reversed -= points;
  return undefined;
}
