import { describe, expect, test } from "vitest";
import { checkQuestionnaires, checkSurveys, defineQuestionnaires } from "../../src/satisfaction/rules.js";
import type { Checked } from "../../src/shared/issues.js";
import { isClienteleError } from "../../src/shared/errors.js";
import { questionnaires, surveys, visit, weighted } from "./sample.js";

const quality = { id: "quality", text: "Quality", kind: "rating", scale: "preset:satisfaction_5" } as const;

function issues(checked: Checked<unknown>): readonly (readonly [string, string])[] {
  return checked.ok ? [] : checked.issues.map(({ path, code }) => [path, code]);
}

function ask(...questions: readonly object[]): readonly (readonly [string, string])[] {
  return issues(checkQuestionnaires([{ id: "visit", label: "Visit", questions }]));
}

describe("questionnaires", () => {
  test("carry the version of their program and scales with everything said", () => {
    expect(questionnaires[0]).toMatchObject({ of: { id: "shop", version: 3 }, id: "visit" });
    expect(questionnaires[0]?.questions[0]).toMatchObject({
      scale: {
        min: 1,
        max: 5,
        better: "higher",
        satisfied: [4, 5],
        dissatisfied: [2, 1],
        degrees: ["20", "40", "60", "80", "100"],
      },
    });
    expect(Object.isFrozen(questionnaires[0]?.questions)).toBe(true);
  });

  test("stay as they are when they are checked again", () => {
    expect(checkQuestionnaires(JSON.parse(JSON.stringify(questionnaires)))).toEqual({
      ok: true,
      value: questionnaires,
    });
    expect(checkSurveys(JSON.parse(JSON.stringify(surveys)))).toEqual({ ok: true, value: surveys });
  });

  test("know a scale on which less is better, and one that does not come out even", () => {
    const scale = { min: 0, max: 2, better: "lower", satisfied: [0] } as const;
    const [question] = defineQuestionnaires([{ ...visit, questions: [{ ...quality, scale }] }])[0]?.questions ?? [];
    expect(question).toMatchObject({
      scale: { satisfied: [0], dissatisfied: [2], degrees: ["100", "66.6667", "33.3333"] },
    });
  });

  test("name what they do not know, with what was probably meant", () => {
    const checked = checkQuestionnaires([{ ...visit, questions: [{ ...quality, scale: "preset:satisfaction5" }] }]);
    expect(checked).toEqual({
      ok: false,
      issues: [
        {
          path: "[0].questions[0].scale",
          code: "unknown_name",
          message: '"preset:satisfaction5" is not a scale; did you mean "preset:satisfaction_5"?',
        },
      ],
    });
    expect(() => defineQuestionnaires([visit, visit])).toThrow(
      expect.toSatisfy((thrown) => isClienteleError(thrown, "config_invalid")),
    );
  });

  test("have as many questions as they promise, and no more [S166]", () => {
    const three = { ...visit, questions: [quality, { ...quality, id: "b" }, { ...quality, id: "c" }] };
    expect(issues(checkQuestionnaires([{ ...three, maxQuestions: 3 }]))).toEqual([]);
    expect(issues(checkQuestionnaires([{ ...three, maxQuestions: 2 }]))).toEqual([
      ["[0].questions", "too_many_questions"],
    ]);
  });

  test("weigh all ratings or none, and one of them counts", () => {
    const one = { ...quality, weight: "0.5" };
    expect(ask(one, { ...quality, id: "b" })).toEqual([["[0].questions[1].weight", "missing"]]);
    expect(ask({ ...one, weight: "0" })).toEqual([["[0].questions", "out_of_range"]]);
    expect(ask(one, { ...one, id: "b", weight: "0" })).toEqual([]);
    expect(ask({ ...one, weight: "-1" })).toEqual([["[0].questions[0].weight", "invalid_value"]]);
  });

  test("have scales whose parts fit together", () => {
    const scaled = (scale: object): readonly (readonly [string, string])[] =>
      ask({ ...quality, scale: { min: 1, max: 3, better: "higher", satisfied: [3], ...scale } });
    const at = "[0].questions[0].scale";
    expect(scaled({})).toEqual([]);
    expect(scaled({ max: 1 })).toEqual([[`${at}.max`, "out_of_range"]]);
    expect(scaled({ satisfied: [4] })).toEqual([[`${at}.satisfied[0]`, "out_of_range"]]);
    expect(scaled({ satisfied: [3, 3] })).toEqual([[`${at}.satisfied[1]`, "repeated_name"]]);
    expect(scaled({ dissatisfied: [3] })).toEqual([[`${at}.dissatisfied`, "repeated_name"]]);
    expect(scaled({ degrees: ["0", "50"] })).toEqual([[`${at}.degrees`, "out_of_range"]]);
    expect(scaled({ degrees: ["0", "50", "100.1"] })).toEqual([[`${at}.degrees[2]`, "out_of_range"]]);
    expect(scaled({ degrees: ["0", "50", "100"] })).toEqual([]);
  });

  test("ask by answers that are there, of the kind that they are", () => {
    const choice = {
      id: "paid",
      text: "Paid by",
      kind: "choice",
      choices: [
        { id: "card", label: "Card" },
        { id: "cash", label: "Cash" },
      ],
    };
    const shown = (showIf: object): readonly (readonly [string, string])[] =>
      ask(quality, choice, { id: "why", text: "Why?", kind: "text", showIf }, { ...quality, id: "last" });
    const at = "[0].questions[2].showIf";
    expect(shown({ op: "lte", fact: "answer.quality", value: 2 })).toEqual([]);
    expect(shown({ op: "eq", fact: "answer.paid", value: "card" })).toEqual([]);
    expect(shown({ op: "eq", fact: "tier.honour", value: "gold" })).toEqual([]);
    expect(shown({ op: "eq", fact: "answer.paid", value: "gold" })).toEqual([[`${at}.value`, "unknown_name"]]);
    expect(shown({ op: "lte", fact: "answer.qualty", value: 2 })).toEqual([[`${at}.fact`, "unknown_name"]]);
    expect(shown({ op: "lte", fact: "answer.last", value: 2 })).toEqual([[`${at}.fact`, "not_known_yet"]]);
    const itself = { ...quality, showIf: { op: "lte", fact: "answer.quality", value: 2 } };
    expect(ask(itself)).toEqual([["[0].questions[0].showIf.fact", "not_known_yet"]]);
    expect(shown({ op: "contains", fact: "answer.why", value: "x" })).toContainEqual([`${at}.fact`, "unknown_name"]);
  });

  test("repeat nothing", () => {
    const choice = {
      id: "paid",
      text: "Paid by",
      kind: "choice",
      choices: [
        { id: "card", label: "A" },
        { id: "card", label: "B" },
      ],
    };
    expect(ask(quality, quality, choice)).toEqual([
      ["[0].questions[1].id", "repeated_name"],
      ["[0].questions[2].choices[1].id", "repeated_name"],
    ]);
    expect(issues(checkQuestionnaires([visit, weighted, visit]))).toEqual([["[2].id", "repeated_name"]]);
  });
});

describe("surveys", () => {
  const survey = { id: "quarterly", questionnaire: "visit", when: { kind: "wave", every: "P3M" } };
  const scope = { questionnaires: ["visit"], casePolicies: ["complaint"], events: ["order.paid"] };
  const check = (more: object): readonly (readonly [string, string])[] =>
    issues(checkSurveys([{ ...survey, ...more }], scope));

  test("name what the program has", () => {
    expect(check({})).toEqual([]);
    expect(check({ lowScoreOpens: "complaint", when: { kind: "event", event: "order.paid" } })).toEqual([]);
    expect(check({ questionnaire: "vist" })).toEqual([["[0].questionnaire", "unknown_name"]]);
    expect(check({ lowScoreOpens: "complain" })).toEqual([["[0].lowScoreOpens", "unknown_name"]]);
    expect(check({ when: { kind: "event", event: "order.payed" } })).toEqual([["[0].when.event", "unknown_name"]]);
    expect(check({ eligible: { op: "eq", fact: "teir.honour", value: "gold" } })).toEqual([
      ["[0].eligible.fact", "unknown_name"],
    ]);
    expect(issues(checkSurveys([survey, survey]))).toEqual([["[1].id", "repeated_name"]]);
  });

  test("ask a share above 0 and up to 1, in periods that are some", () => {
    expect(check({ sample: "1" })).toEqual([]);
    expect(check({ sample: "0.01" })).toEqual([]);
    for (const sample of ["0", "1.01"]) expect(check({ sample })).toEqual([["[0].sample", "out_of_range"]]);
    expect(check({ when: { kind: "wave", every: "P0D" } })).toEqual([["[0].when.every", "invalid_value"]]);
    expect(check({ quietAfterAnswer: "90 days" })).toEqual([["[0].quietAfterAnswer", "invalid_value"]]);
  });
});
