import { array, constantFrom, integer, nat, oneof, record, subarray, type Arbitrary } from "fast-check";
import type { PointsRules } from "../points/rules-model.js";
import type { Program } from "../program/document.js";
import { hostEvents, type HostEventOptions, type SentEvent } from "./host-events.js";
import { deedsOf, jumps, type PointsStep } from "./points-steps.js";

/**
 * Steps of made-up histories of a points account, for tests with fast-check; `playStep` lets them happen. A failing
 * history shrinks to few steps that wait little.
 *
 * @example
 * ```ts
 * import { sample } from "fast-check";
 * import { definePointsRules } from "clientele";
 * import { pointsSteps } from "clientele/testing/arbitraries";
 *
 * const type = { id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } } as const;
 * const points = definePointsRules({ types: [type], earn: [] });
 * sample(pointsSteps(points, { maxLength: 5 }), { seed: 42, numRuns: 1 })[0]!.length <= 5; // => true
 * ```
 */
export function pointsSteps(
  rules: PointsRules,
  { maxLength = 40 }: { readonly maxLength?: number } = {},
): Arbitrary<readonly PointsStep[]> {
  const minutes = oneof(integer({ min: -90, max: 3 * 1440 }), integer({ min: 0, max: 100 * 1440 }));
  const wait = oneof({ weight: 7, arbitrary: minutes }, { weight: 1, arbitrary: constantFrom(...jumps) });
  return array(record({ deed: constantFrom(...deedsOf(rules)), wait, dice: nat() }), { maxLength });
}

/**
 * Made-up histories of host events for a program, for tests with fast-check: see `hostEvents`. A failing history
 * shrinks by leaving events out.
 *
 * @example
 * ```ts
 * import { sample } from "fast-check";
 * import { defineProgram } from "clientele";
 * import { hostEventHistories } from "clientele/testing/arbitraries";
 *
 * const document = { format: "clientele/program", id: "tea", version: 1, label: "Tea", locale: "en", zone: "UTC", currency: "EUR" } as const;
 * const [history = []] = sample(hostEventHistories(defineProgram(document), { events: 20 }), { seed: 42, numRuns: 1 });
 * history.length <= 20; // => true
 * ```
 */
export function hostEventHistories(
  program: Program,
  options: Omit<HostEventOptions, "seed"> = {},
): Arbitrary<readonly SentEvent[]> {
  return nat().chain((seed) => subarray([...hostEvents(program, { ...options, seed })]));
}
