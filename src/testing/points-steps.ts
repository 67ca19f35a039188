import { nextPointsChange } from "../points/balance.js";
import type { PointsRules } from "../points/rules-model.js";
import { commandOfDeed } from "./points-choices.js";
import type { PointsCommand } from "./points-commands.js";
import { contextOf, playCommand, type PointsPlay } from "./points-play.js";
import type { Chance } from "./seeded.js";

/**
 * One step of a made-up history, as plain JSON: how much time passes, what is tried, and a number from which all that
 * is still open (which order, how many points) follows. What it means depends on the account it meets, so any steps in
 * any order make a history.
 */
export interface PointsStep {
  /** `settle` only lets time pass. */
  readonly deed: PointsCommand["write"] | "settle";
  /** Minutes that pass before it; or to the next instant at which time alone changes something, or just before. */
  readonly wait: number | "to_next_change" | "to_just_before";
  readonly dice: number;
}

/** Lets a step happen, and answers the command that it became. */
export function playStep(play: PointsPlay, { deed, wait, dice }: PointsStep): PointsCommand | undefined {
  play.now = laterBy(play, wait);
  play.rejection = undefined;
  if (deed === "settle") return undefined;
  const command = commandOfDeed(play, deed, dice);
  playCommand(play, command);
  return command;
}

/** So many steps by chance: earning more often than spending, and now and then a long time. */
export function stepsBy(chance: Chance, rules: PointsRules, count: number): readonly PointsStep[] {
  const deeds = deedsOf(rules);
  return Array.from({ length: count }, () => {
    const wait = chance.below(8) === 0 ? chance.pick(jumps) : chance.pick(waits) + chance.below(90);
    return { deed: chance.pick(deeds), wait, dice: chance.below(2 ** 31) };
  });
}

/** What can be done under these rules, each as often as it should be tried. */
export function deedsOf({ types }: PointsRules): readonly PointsStep["deed"][] {
  return types.some(({ use }) => use === "redeemable") ? [...credits, ...debits] : credits;
}

/** Waits between steps. */
export const jumps: readonly ["to_next_change", "to_just_before"] = ["to_next_change", "to_just_before"];

const day = 24 * 60;
/** Minutes; the first lets a clock that runs behind say an earlier time. */
const waits: readonly number[] = [-90, 0, 0, 10, 3 * 60, day, day, 3 * day, 9 * day, 33 * day, 100 * day];
const credits: readonly PointsStep["deed"][] = [
  ...(["earn", "earn", "earn", "earn", "earn", "refund", "refund", "refund", "reverse"] as const),
  ...(["adjust", "release_pending", "release_pending", "settle"] as const),
];
const debits: readonly PointsStep["deed"][] = [
  ...(["redeem", "redeem", "hold", "hold", "capture", "release"] as const),
  ...(["cancel_redemption", "cancel_redemption"] as const),
];

function laterBy(play: PointsPlay, wait: PointsStep["wait"]): number {
  if (typeof wait === "number") return play.now + wait * 60_000;
  const next = nextPointsChange(play.account, contextOf(play));
  const at = next === undefined ? play.now : Date.parse(next) - (wait === "to_just_before" ? 1 : 0);
  return Math.max(at, play.now);
}
