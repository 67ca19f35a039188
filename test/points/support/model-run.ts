// Runs a made-up history through the library and through the model, and compares the two after every step.
import { isDeepStrictEqual } from "node:util";
import { settled } from "../../../src/points/settle.js";
import type { PointsRules } from "../../../src/points/index.js";
import { canonicalJson } from "../../../src/shared/json.js";
import { contextOf, instantOfPlay, openPlay, type PointsPlay } from "../../../src/testing/points-play.js";
import { playStep, stepsBy, type PointsStep } from "../../../src/testing/points-steps.js";
import { seededChance } from "../../../src/testing/seeded.js";
import { commandModel } from "./model-commands.js";
import { noteIssued, standingOf, standingOfModel, type Issued } from "./model-compare.js";
import { modelZone } from "./model-days.js";
import { emptyModel, type Model } from "./model-points.js";
import { settleModel } from "./model-time.js";

export interface ModelRun {
  /** Steps that sent a command; the others let time pass. */
  readonly commands: number;
  readonly accepted: number;
}

/** A history by chance. Throws at the first difference, with the seed and the step. */
export function runAgainstModel(points: PointsRules, seed: number, count: number): ModelRun {
  const play = openPlay({ points, zone: modelZone, now: new Date("2026-01-05T04:00:00.000Z") });
  const model = emptyModel(points, play.now);
  const issued: Issued = new Map();
  let floor = play.now;
  let [commands, accepted] = [0, 0];
  for (const [n, step] of stepsBy(seededChance(seed), points, count).entries()) {
    const place = `seed ${seed}, step ${n + 1} (${step.deed})`;
    const before = play.entries.length;
    const command = playStep(play, neverBefore(play, floor, step));
    const code = command === undefined ? undefined : commandModel(model, command, play.now);
    same(`${place}: refusal`, play.rejection?.code, code);
    for (const { events } of play.entries.slice(before)) noteIssued(issued, events);
    commands += command === undefined ? 0 : 1;
    accepted += play.entries.length - before;
    floor = Math.max(floor, play.now);
    compare(place, play, model, issued);
  }
  return { commands, accepted };
}

/** What was read at an instant stays read: the clock runs behind only where a write has recorded the later instant. */
function neverBefore({ account, now }: PointsPlay, floor: number, step: PointsStep): PointsStep {
  const isRecorded = Date.parse(account.at) >= floor;
  return typeof step.wait === "number" && now + step.wait * 60_000 < floor && !isRecorded ? { ...step, wait: 0 } : step;
}

function compare(place: string, play: PointsPlay, model: Model, issued: Issued): void {
  const { account } = settled(play.account, contextOf(play));
  settleModel(model, play.now);
  const at = instantOfPlay({ ...play, account });
  for (const { id } of play.context.points.types) {
    const found = standingOf(account, id, at, issued);
    const expected = standingOfModel(model, id, Date.parse(at));
    same(`${place}: ${id}`, found, expected);
  }
}

function same(what: string, found: unknown, expected: unknown): void {
  if (isDeepStrictEqual(found, expected)) return;
  throw new Error(`${what}\nthe account: ${canonicalJson(found)}\nthe model:   ${canonicalJson(expected)}`);
}
