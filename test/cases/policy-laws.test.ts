import { describe, test } from "vitest";
import { casePolicyLaws } from "../../src/testing/case-policy-laws.js";
import { everythingRules } from "./everything.js";
import { calendars, cases } from "./sample.js";

const facts = { "tier.honour": "gold" };

describe.each([
  ["the shop's policies", cases],
  ["a policy with everything", everythingRules],
])("%s", (_, rules) => {
  test.each(casePolicyLaws(rules, { calendars, facts }).map(({ name, run }) => [name, run] as const))(
    "%s",
    async (__, run) => {
      await run({ seed: 2026, runs: 25 });
    },
  );
});
