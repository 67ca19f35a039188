import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { PointsRules } from "../../src/points/index.js";
import { canonicalJson } from "../../src/shared/json.js";
import { pointsSteps } from "../../src/testing/arbitraries.js";
import { openPlay, pointsLaws, playStep, seededChance } from "../../src/testing/index.js";
import { requireConserved } from "../../src/testing/points-demands.js";
import { contextOf, eventsOf } from "../../src/testing/points-play.js";
import { stepsBy } from "../../src/testing/points-steps.js";
import { shopRules, slidingRules, waitingRules } from "./support/rules.js";

const ruleSets: readonly (readonly [string, PointsRules])[] = [
  ["points by the month and honour by the window", shopRules],
  ["sliding stars and coins by the day", slidingRules],
  ["miles and gifts that wait for an event", waitingRules],
];

describe.each(ruleSets)("an account with %s", (_, rules) => {
  for (const { name, run } of pointsLaws(rules)) test(name, () => run({ seed: 42, runs: 30 }));
});

describe("in a zone whose clocks change", () => {
  for (const { name, run } of pointsLaws(shopRules, { zone: "America/New_York" })) {
    test(name, () => run({ seed: 42, runs: 10 }));
  }
});

describe("zone", () => {
  const zone = process.env["TZ"];
  afterEach(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  test.each(ruleSets)("what comes out with %s does not depend on the zone of the machine", (_, rules) => {
    const history = (tz: string): string => {
      process.env["TZ"] = tz;
      const play = openPlay({ points: rules, zone: "Europe/Paris", now: new Date("2026-01-01T00:00:00.000Z") });
      for (const step of stepsBy(seededChance(42), rules, 300)) playStep(play, step);
      return canonicalJson({ account: play.account, events: eventsOf(play) });
    };
    const [first, ...others] = ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia"].map(history);
    for (const other of others) expect(other).toBe(first);
  });
});

describe("arbitraries", () => {
  test("steps of fast-check make histories that keep the laws", () => {
    fc.assert(
      fc.property(pointsSteps(shopRules, { maxLength: 30 }), (steps) => {
        const play = openPlay({ points: shopRules, zone: "Asia/Shanghai", now: new Date("2026-01-01T00:00:00.000Z") });
        for (const step of steps) playStep(play, step);
        requireConserved(play.account, contextOf(play), eventsOf(play));
      }),
      { seed: 42, numRuns: 50 },
    );
  });
});

describe("a law that is broken", () => {
  test("names itself and the seed that brings the history back", async () => {
    const zero = { ...shopRules, redeem: { worth: "one" } };
    const [replay] = pointsLaws(zero);
    const seed = 42;
    const run = replay?.run({ seed, runs: 30 });
    await expect(run).rejects.toMatchObject({ code: "invariant_violated" });
    await expect(run).rejects.toThrow(/^replay: .* \(seed \d+\): /);
  });
});
