import { describe, expect, expectTypeOf, test } from "vitest";
import type { BenefitsContext } from "../../src/benefits/model.js";
import type { CasesContext } from "../../src/cases/model.js";
import type { ConditionContext } from "../../src/conditions/leaf.js";
import type { CustomersContext } from "../../src/customers/model.js";
import type { OrdersContext } from "../../src/orders/model.js";
import type { PointsContext } from "../../src/points/model.js";
import type { Program, ProgramDocument } from "../../src/program/document.js";
import { notYet, plannedSections } from "../../src/program/planned.js";
import { checkProgram, defineProgram } from "../../src/program/rules.js";
import type { SatisfactionContext } from "../../src/satisfaction/model.js";
import type { SegmentsContext } from "../../src/segments/model.js";
import { isClienteleError } from "../../src/shared/errors.js";
import type { TiersContext } from "../../src/tiers/model.js";
import { changed, documentOf, documentWith } from "./changed.js";

function programOf(document: unknown): Program {
  return defineProgram(document as ProgramDocument);
}

function mistakesIn(document: unknown): readonly string[] {
  const checked = checkProgram(document);
  return checked.ok ? [] : checked.issues.map(({ path, message }) => `${path}: ${message}`);
}

function isFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozen);
}

describe("a whole document", () => {
  test.each(["honour", "store"] as const)("%s is a program, frozen through and through", (name) => {
    const program = programOf(documentOf(name));
    expect(isFrozen(program)).toBe(true);
    expect(program.of).toEqual({ id: program.id, version: 1 });
    expect(JSON.parse(JSON.stringify(program))).toEqual(program);
  });

  test("is not changed by being read", () => {
    const document = documentOf("store");
    programOf(document);
    expect(document).toEqual(documentOf("store"));
  });

  test("with four typing mistakes says each, where it stands and what was meant", () => {
    let document = documentOf("honour");
    document = changed(document, "points.earn[1].gives", "honor");
    document = changed(document, "tierSets[0].tiers[2].benefits[0]", "holiday_discout");
    document = changed(document, "tierSets[0].tiers[3].reach", 800);
    document = changed(document, "cases.policies[1].targets[1].calendar", "help-desk");
    const thrown = caught(() => programOf(document));
    expect(isClienteleError(thrown, "config_invalid") && thrown.message).toBe(
      [
        'Program "honour_scheme" has 4 mistakes:',
        '  points.earn[1].gives: "honor" is not a points type; did you mean "honour"?',
        '  tierSets[0].tiers[2].benefits[0]: "holiday_discout" is not a benefit; did you mean "holiday_discount"?',
        '  tierSets[0].tiers[3].reach: 800 is not above 8000 of "gold"',
        '  cases.policies[1].targets[1].calendar: "help-desk" is not a calendar; did you mean "helpdesk"?',
      ].join("\n"),
    );
  });

  test("tells its mistakes in the order in which they stand, what is missing first", () => {
    const document = documentWith({
      tierSets: 1,
      points: { types: [], earn: "x" },
      benefits: [{ id: "gift", label: "Gift", kind: "gifts" }],
      allow: 2,
    });
    const { currency: _, ...short } = document;
    const paths = checkProgram(short);
    expect(paths.ok ? [] : paths.issues.map(({ path }) => path)).toEqual([
      "currency",
      "tierSets",
      "points.types",
      "points.earn",
      "benefits[0].kind",
      "allow",
    ]);
  });

  test("with points alone is complete, and what it leaves out is empty", () => {
    const types = [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }];
    const program = programOf(documentWith({ points: { types, earn: [] } }));
    expect(program.sections).toEqual(["points"]);
    expect([program.tierSets, program.benefits, program.segments, program.surveys]).toEqual([[], [], [], []]);
    expect(program.cases).toEqual({ of: { id: "tea", version: 3 }, policies: [] });
    expect(programOf(documentWith()).points).toMatchObject({ types: [], earn: [] });
  });

  test("takes null for absent, in the head and in sections", () => {
    const program = programOf(
      documentWith({ source: null, points: null, roles: { clerk: { sees: "own", fields: null } } }),
    );
    expect(program).not.toHaveProperty("source");
    expect(program.sections).toEqual(["roles"]);
  });
});

describe("a program", () => {
  const program = programOf(documentOf("honour"));

  test("stamps every section with its id and version", () => {
    const of = { id: "honour_scheme", version: 1 };
    const stamped = [program.points, program.cases, program.referrals, program.scorecard, program.contactRules];
    const lists = [program.tierSets, program.benefits, program.rewards, program.outreach, program.activities];
    for (const section of [...stamped, ...lists.flat()]) expect(section?.of).toEqual(of);
    for (const each of [...program.questionnaires, ...program.surveys]) expect(each.of).toEqual(of);
  });

  test("fills the points section with what the document says of money", () => {
    expect(program.points.currency).toBe("CNY");
    expect(program.points.spend).toEqual({ tax: "included", shipping: "excluded", partPaidWithPoints: "excluded" });
  });

  test("lets qualifying points lapse by the window of their tier set, which counts them", () => {
    expect(program.points.types[1]?.expire).toEqual({ kind: "tier_period", tierSet: "honour", length: "P12M" });
    expect(program.tierSets[0]?.metric).toBe("honour");
  });

  test("puts presets in their place", () => {
    expect(program.cases.policies[1]?.workflow.initial).toBe("received");
    expect(JSON.stringify(program.questionnaires)).not.toContain("preset:");
  });

  test("knows its tiers and points by name", () => {
    const known = program.factSpecs.map(({ name, label, values }) => ({ name, label, values }));
    const values = ["regular", "silver", "gold", "diamond"];
    expect(known).toContainEqual({ name: "tier.honour", label: "荣誉等级", values });
    expect(known).toContainEqual({ name: "points.honour", label: "荣誉值", values: undefined });
  });

  test("with now is the context of every module", () => {
    type Context = Program & { readonly now: Date };
    expectTypeOf<Context>().toExtend<PointsContext>();
    expectTypeOf<Context>().toExtend<TiersContext>();
    expectTypeOf<Context>().toExtend<BenefitsContext>();
    expectTypeOf<Context>().toExtend<SegmentsContext>();
    expectTypeOf<Context>().toExtend<CasesContext>();
    expectTypeOf<Context>().toExtend<SatisfactionContext>();
    expectTypeOf<Context>().toExtend<CustomersContext>();
    expectTypeOf<Context>().toExtend<OrdersContext>();
    expectTypeOf<Context>().toExtend<Omit<ConditionContext, "facts">>();
  });
});

describe("the head of a document", () => {
  test.each<readonly [string, unknown, string]>([
    ["format", "clientele/programme", '"clientele/programme" is not known here; did you mean "clientele/program"?'],
    ["formatVersion", 2, "only format 1 is known here; a later one needs a later version of clientele"],
    ["id", "tea shop", 'expected 1 to 64 letters, digits, "_", "." and "-"'],
    ["version", 0, "0 is too small; the least is 1"],
    ["version", "1", 'expected number, received "1"'],
    ["label", 7, 'expected a text, or one a language: { "en": "Gold", "zh-CN": "金卡客户" }'],
    ["locale", "zh", '"zh" is not known here; expected "en", "zh-CN"'],
    ["zone", "Europe/Berlim", ""],
    ["currency", "eur", 'expected a currency like "CNY"'],
    ["missing", "unmatch", '"unmatch" is not known here; did you mean "unmatched"?'],
    ["tierset", [], '"tierset" is not a key here; did you mean "tierSets"?'],
    ["comment", "x", '"comment" is not a key here'],
  ])("%s: %j is a mistake", (path, value, message) => {
    const found = mistakesIn({ ...documentWith(), [path]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${path}: ${message}`);
  });

  test.each(["id", "version", "label", "locale", "zone", "currency", "format"])("%s has to be there", (key) => {
    expect(mistakesIn({ ...documentWith(), [key]: undefined })).toEqual([`${key}: is missing`]);
  });

  test.each(["茶", "tea.shop-1_b", "a".repeat(64)])("the id may be %s", (id) => {
    expect(mistakesIn({ ...documentWith(), id })).toEqual([]);
  });

  test("what is no document at all is said so", () => {
    for (const value of [undefined, null, 7, "x", []]) expect(mistakesIn(value)).toHaveLength(1);
    expect(caught(() => programOf(7))).toHaveProperty("message", expect.stringContaining("The program has 1 mistake"));
  });
});

test("a section whose module is still to come says so plainly", () => {
  expect(plannedSections).toContain("rewards");
  expect(notYet("rewards")).toBe('The section "rewards" is read and checked, and not yet acted on.');
});

function caught(run: () => unknown): unknown {
  try {
    return run();
  } catch (thrown) {
    return thrown;
  }
}
