// A shop in Shanghai with one customer: commands by the clock on its wall, and what is read there.
import { pointsBalance, type Balance, type PointsEvent, type PointsRules } from "../../../src/points/index.js";
import { definePointsRules, type PointsRulesInput } from "../../../src/points/rules.js";
import type { Rejection } from "../../../src/shared/decision.js";
import type { PointsCommand } from "../../../src/testing/points-commands.js";
import { contextOf, openPlay, playCommand, type PointsPlay } from "../../../src/testing/points-play.js";

type Write = PointsCommand["write"];
export type CommandOf<Named extends Write> = Extract<PointsCommand, { readonly write: Named }>["command"];

/** Points that never lapse, one for each yuan. */
export const plainRules: PointsRulesInput = {
  types: [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }],
  earn: [{ id: "spend", label: "Spending", on: "order.paid", gives: "points", points: 1, per: "1.00" }],
  redeem: { worth: "0.01" },
};

/** A customer who has just opened an account. */
export function openShop(rules: PointsRulesInput | PointsRules, time = "2026-03-01T09:00"): PointsPlay {
  return openPlay({ points: definePointsRules(rules), zone: "Asia/Shanghai", now: at(time) });
}

/** A moment by the clock on the wall of the shop: `2026-03-02T10:00`. */
export function at(time: string): Date {
  return new Date(`${time}+08:00`);
}

export function instant(time: string): string {
  return at(time).toISOString();
}

/** Sends a command that must be accepted, and answers its events. */
export function send<Named extends Write>(
  play: PointsPlay,
  time: string,
  write: Named,
  command: CommandOf<Named>,
): readonly PointsEvent[] {
  const before = play.entries.length;
  const rejection = answer(play, time, write, command);
  if (rejection !== undefined) throw new Error(`${write} was refused: ${rejection.message}`);
  return play.entries.slice(before).flatMap(({ events }) => events);
}

/** Sends a command that may be refused, and answers why it was. */
export function answer<Named extends Write>(
  play: PointsPlay,
  time: string,
  write: Named,
  command: CommandOf<Named>,
): Rejection | undefined {
  play.now = at(time).getTime();
  playCommand(play, { write, command } as PointsCommand);
  return play.rejection;
}

export function balance(play: PointsPlay, time: string, type = "points"): Balance | undefined {
  return pointsBalance(play.account, { ...contextOf(play), now: at(time) })[type];
}

/** An order paid, one line for each amount. */
export function order(id: string, ...paid: readonly string[]): CommandOf<"earn"> {
  const lines = paid.map((amount) => ({ sku: "tea", quantity: 1, paid: amount }));
  return { id: `${id}_paid`, type: "order.paid", about: id, orderId: id, lines };
}

/** Points given by hand. */
export function gift(points: number, id = "gift"): CommandOf<"adjust"> {
  return { id, points, reason: "a gift" };
}
