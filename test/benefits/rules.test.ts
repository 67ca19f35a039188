import { describe, expect, test } from "vitest";
import { checkBenefits, defineBenefits } from "../../src/benefits/rules.js";
import { literals } from "./support.js";

const scope = {
  of: { id: "shop", version: 2 },
  segments: [
    {
      id: "value_class",
      classes: ["high_value", "regular"],
      conditions: [{ op: "gte", fact: "spend", value: "5000.00" }],
    },
    { id: "young", classes: [], conditions: [{ op: "gte", fact: "birthday", value: "2000-01-01" }] },
  ],
  tiers: { honour: ["regular", "silver", "gold"] },
  roles: ["account_manager"],
  purposes: ["profiling"],
  activities: ["annual_party"],
} as const;

const off = { kind: "share", share: "0.05" };
const terms = { published: "terms/v1", text: "5 % off" };
const high = { kind: "class", segment: "value_class", class: "high_value" };

function messages(benefit: object): readonly string[] {
  const checked = checkBenefits([{ id: "one", label: "One", kind: "service", ...benefit }], scope);
  return checked.ok ? [] : checked.issues.map(({ path, code, message }) => `${path} (${code}): ${message}`);
}

test("benefits are stamped with the program's version and frozen", () => {
  const benefits = defineBenefits(literals, scope);
  expect(benefits[0]?.of).toEqual({ id: "shop", version: 2 });
  expect(Object.isFrozen(benefits[2]?.off)).toBe(true);
  expect(checkBenefits(benefits, scope)).toEqual({ ok: true, value: benefits });
});

describe("every mistake has its path and says what was meant", () => {
  test.each<readonly [object, string]>([
    [
      { to: { ...high, segment: "value_clas" } },
      '[0].to.segment (unknown_name): "value_clas" is not a segment; did you mean',
    ],
    [{ to: { ...high, class: "high" } }, '[0].to.class (unknown_name): "high" is not a class of segment "value_class"'],
    [
      { to: { kind: "tier", tierSet: "honor", tier: "gold" } },
      '[0].to.tierSet (unknown_name): "honor" is not a tier set; did',
    ],
    [
      { to: { kind: "tier", tierSet: "honour", tier: "golden" } },
      '[0].to.tier (unknown_name): "golden" is not a tier of "honour"',
    ],
    [
      { to: { kind: "condition", when: { op: "gte", fact: "visit", value: 3 } } },
      '[0].to.when.fact (unknown_name): "visit"',
    ],
    [{ purpose: "profilng" }, '[0].purpose (unknown_name): "profilng" is not a purpose; did you mean "profiling"?'],
    [{ agentRole: "manager" }, '[0].agentRole (unknown_name): "manager" is not a role'],
    [{ activity: "party" }, '[0].activity (unknown_name): "party" is not an activity'],
    [{ kind: "prise" }, "[0].kind (invalid_value)"],
    [{ limit: { max: 0, per: "year" } }, "[0].limit.max (out_of_range)"],
    [{ off: { kind: "share", share: "1.5" }, terms }, "[0].off.share (out_of_range): 1.5 is not above 0 and at most 1"],
    [{ off: { kind: "amount", amount: "-5" }, terms }, "[0].off.amount (out_of_range): -5 is not above 0"],
  ])("%#", (benefit, expected) => {
    const [first = "", ...rest] = messages(benefit);
    expect(first.slice(0, expected.length)).toBe(expected);
    expect(rest).toEqual([]);
  });
});

describe("a price", () => {
  test("for some customers needs published terms, also where it calls itself a gift", () => {
    const expected = "[0] (personalised_price): a price for some customers needs terms that all can see and meet";
    expect(messages({ kind: "price", off, to: high })[0]).toContain(expected);
    expect(messages({ kind: "gift", off })[0]).toContain(expected);
    expect(messages({ kind: "price", off, to: high, terms })).toEqual([]);
  });

  test("never rests on demographic facts or guesses, not even under terms or through a segment", () => {
    const tagged = { kind: "condition", when: { op: "contains", fact: "tags", value: "rich" } };
    expect(messages({ kind: "price", off, terms, to: tagged })[0]).toContain("[0].to.when (personalised_price)");
    expect(messages({ kind: "price", off, terms, to: { kind: "class", segment: "young" } })[0]).toContain(
      '[0].to (personalised_price): "birthday"',
    );
  });
});

test("other benefits read only facts that may serve for them", () => {
  const complained = { kind: "condition", when: { op: "eq", fact: "openCases", value: 0 } };
  expect(messages({ kind: "gift", to: complained })[0]).toContain("[0].to.when (fact_not_allowed)");
  expect(messages({ kind: "service", to: complained })).toEqual([]);
});
