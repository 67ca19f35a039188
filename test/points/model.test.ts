import { describe, expect, test } from "vitest";
import { runAgainstModel } from "./support/model-run.js";
import { shopRules, slidingRules, waitingRules } from "./support/rules.js";

// An account in which every point is a thing of its own goes through the same histories. `npm run points:model` does so
// for longer.
describe.each([
  ["points by the month and honour by the window", shopRules, 700],
  ["sliding stars and coins by the day, redeemed automatically", slidingRules, 700],
  ["miles and gifts that wait for an event", waitingRules, 600],
] as const)("an account with %s is as the model", (_, rules, sequences) => {
  test(`in ${sequences} histories of 42 steps`, () => {
    let [commands, accepted] = [0, 0];
    for (let seed = 1; seed <= sequences; seed++) {
      const run = runAgainstModel(rules, seed, 42);
      commands += run.commands;
      accepted += run.accepted;
    }
    expect(commands).toBeGreaterThan(sequences * 38);
    expect(accepted).toBeGreaterThan(sequences * 10);
  });
});
