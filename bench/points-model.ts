// `npm run points:model -- --commands 1000000`: made-up histories of points accounts, step by step beside the model in
// which every point is a thing of its own. Stops at the first difference, with the seed that brings it back.
import { parseArgs } from "node:util";
import { runAgainstModel } from "../test/points/support/model-run.js";
import { shopRules, slidingRules, waitingRules } from "../test/points/support/rules.js";

const { values } = parseArgs({
  options: { commands: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});
const wanted = Number(values.commands);
const stepsEach = 50;
const ruleSets = [shopRules, slidingRules, waitingRules];

const start = performance.now();
let [done, accepted, histories] = [0, 0, 0];
for (let seed = Number(values.seed); done < wanted; seed++) {
  for (const rules of ruleSets) {
    const run = runAgainstModel(rules, seed, stepsEach);
    done += run.commands;
    accepted += run.accepted;
    histories += 1;
  }
  if (seed % 1000 === 0) console.log(`${count(done)} commands, no difference so far`);
}
const seconds = (performance.now() - start) / 1000;
console.log(
  `${count(done)} commands (${count(accepted)} accepted, ${count(done - accepted)} refused) in ${count(histories)} histories ` +
    `under ${ruleSets.length} sets of rules: no difference. ${Math.round(seconds)} s, ${count(done / seconds)} a second.`,
);

function count(number: number): string {
  return Math.round(number).toLocaleString("en");
}
