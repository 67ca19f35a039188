import { describe, expect, test } from "vitest";
import { below, defined, pathText, repeatedNames, unknownName } from "../../src/shared/issues.js";

describe("paths read like code", () => {
  test("keys and indexes", () => {
    expect(pathText(["points", "earn", 1, "gives"])).toBe("points.earn[1].gives");
    expect(pathText([])).toBe("");
    expect(pathText([0, "sku"])).toBe("[0].sku");
  });

  test("a part below a section", () => {
    expect(below("points", "earn[1].gives")).toBe("points.earn[1].gives");
    expect(below("tierSets", "[0].tiers")).toBe("tierSets[0].tiers");
    expect([below("", "earn"), below("points", "")]).toEqual(["earn", "points"]);
  });
});

describe("unknownName", () => {
  test("is silent about a name that is known", () => {
    expect(unknownName("gives", "honour", "a points type", ["honour"])).toBeUndefined();
  });

  test("says the nearest name", () => {
    const issue = unknownName("earn[1].gives", "honor", "a points type", ["honour", "consumer"]);
    const message = '"honor" is not a points type; did you mean "honour"?';
    expect(issue).toEqual({ path: "earn[1].gives", code: "unknown_name", message });
  });

  test("names what is known when nothing is near, eight at most", () => {
    const many = Array.from({ length: 9 }, (_, i) => `type_${i}`);
    expect(unknownName("gives", "x", "a points type", ["honour"])?.message).toMatch(/; known: "honour"$/);
    expect(unknownName("gives", "x", "a points type", many)?.message).toMatch(/"type_7" …$/);
    expect(unknownName("gives", "x", "a points type", [])?.message).toBe('"x" is not a points type');
  });
});

test("repeatedNames points at every further place of a name", () => {
  const issues = repeatedNames("tiers", "id", ["silver", "gold", "silver", "silver"]);
  expect(issues.map(({ path }) => path)).toEqual(["tiers[2].id", "tiers[3].id"]);
});

describe("defined", () => {
  test("gives what was checked", () => {
    expect(defined({ ok: true, value: 7 }, "Program")).toBe(7);
  });

  test("throws all mistakes at once, each with its path", () => {
    const issues = [
      { path: "points.earn[1].gives", code: "unknown_name", message: '"honor" is not a points type' },
      { path: "", code: "too_deep", message: "nested deeper than 64 levels" },
    ];
    const message = `Program "honour_scheme" has 2 mistakes:
  points.earn[1].gives: "honor" is not a points type
  (whole): nested deeper than 64 levels`;
    const refuse = (): unknown => defined({ ok: false, issues }, 'Program "honour_scheme"');
    expect(refuse).toThrow(expect.objectContaining({ code: "config_invalid", message, details: { issues } }));
    expect(() => defined({ ok: false, issues: issues.slice(1) }, "Points")).toThrow(/^Points has 1 mistake:/);
  });
});
