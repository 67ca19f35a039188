// `npm run cases:check -- --histories 5000`: made-up histories of cases, under policies that use everything there is and
// under the shop's own, held against every law. Stops at the first that does not hold, with the seed that brings it back.
import { parseArgs } from "node:util";
import { casePolicyLaws } from "clientele/testing";
import { everythingRules } from "../test/cases/everything.js";
import { calendars, cases } from "../test/cases/sample.js";

const { values } = parseArgs({
  options: {
    histories: { type: "string", default: "5000" },
    seed: { type: "string", default: "1" },
    law: { type: "string", default: "" },
  },
});
const [runs, seed] = [Number(values.histories), Number(values.seed)];
const facts = { "tier.honour": "gold" };

for (const [name, rules] of [
  ["everything", everythingRules],
  ["the shop", cases],
] as const) {
  for (const law of casePolicyLaws(rules, { calendars, facts })) {
    if (!law.name.startsWith(values.law)) continue;
    const start = performance.now();
    await law.run({ seed, runs });
    const seconds = (performance.now() - start) / 1000;
    console.log(`${name}: ${law.name}: ${runs.toLocaleString("en")} histories, ${Math.round(seconds)} s`);
  }
}
