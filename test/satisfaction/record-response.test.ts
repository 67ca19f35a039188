import { describe, expect, test } from "vitest";
import { recordResponse, type RecordResponseRejection } from "../../src/satisfaction/record-response.js";
import type { RecordResponse } from "../../src/satisfaction/model.js";
import { must } from "../../src/shared/decision.js";
import { isClienteleError } from "../../src/shared/errors.js";
import { at, response } from "./sample.js";

const command: RecordResponse = {
  id: "srv_1#satisfaction",
  type: "survey.answered",
  customerId: "cus_7",
  survey: "after_visit",
  about: "ord_1",
  mode: "phone",
  channel: "sms",
  shopId: "shop_1",
  agentId: "ann",
  occurredAt: "2026-03-01T20:15:00+08:00",
  answers: { attitude: 2, quality: 5, recommend: 7, bought: ["teapot", "tea"] },
  notGiven: { price: "dont_know" },
  texts: { why: "Nobody was there." },
};

describe("recordResponse", () => {
  test("keeps every question with what its answer meant, or why there is none", () => {
    const { state } = must(recordResponse(command, at()));
    expect(state).toEqual({
      format: 1,
      id: "srv_1",
      owner: "cus_7",
      at: "2026-03-02T01:00:00.000Z",
      of: { id: "shop", version: 3 },
      customerId: "cus_7",
      questionnaire: "visit",
      survey: "after_visit",
      about: "ord_1",
      mode: "phone",
      channel: "sms",
      shopId: "shop_1",
      agentId: "ann",
      answeredAt: "2026-03-01T12:15:00.000Z",
      answers: [
        {
          kind: "rating",
          question: "attitude",
          dimension: "service_attitude",
          value: 2,
          rank: 4,
          box: "dissatisfied",
          degree: "40",
        },
        {
          kind: "rating",
          question: "quality",
          dimension: "product_quality",
          value: 5,
          rank: 1,
          box: "satisfied",
          degree: "100",
        },
        { kind: "none", question: "price", asked: "rating", dimension: "price", why: "dont_know" },
        { kind: "nps", question: "recommend", value: 7 },
        { kind: "choice", question: "bought", chosen: ["tea", "teapot"] },
        { kind: "text", question: "why" },
      ],
      opens: "complaint",
    });
  });

  test("tells a question that was skipped from one that was not shown", () => {
    const why = (answers: RecordResponse["answers"]): unknown =>
      response("rsp_1", answers)
        .answers.filter(({ kind }) => kind === "none")
        .map((each) => ("why" in each ? each.why : undefined));
    expect(why({ attitude: 2, quality: 4, price: 4, recommend: 9, bought: ["tea"] })).toEqual(["skipped"]);
    expect(why({ attitude: 3, quality: 4, price: 4, recommend: 9, bought: ["tea"] })).toEqual(["not_shown"]);
  });

  test("keeps what was written where the question was not shown, and takes null and an empty list for nothing", () => {
    const { answers } = response("rsp_1", { attitude: 5, bought: [] }, { texts: { why: "Splendid." } });
    expect(answers.map(({ kind }) => kind)).toEqual(["rating", "none", "none", "none", "none", "text"]);
    const asJson = '{"id":"r","questionnaire":"visit","answers":{"attitude":4,"price":null}}';
    const nothing = JSON.parse(asJson) as RecordResponse;
    expect(must(recordResponse(nothing, at())).state.answers[2]).toMatchObject({ kind: "none", why: "skipped" });
  });

  test("asks what is known of the customer, too", () => {
    const gold = { op: "eq", fact: "tier.honour", value: "gold" } as const;
    const questions = [
      { id: "a", text: "A", kind: "nps" },
      { id: "b", text: "B", kind: "nps", showIf: gold },
    ] as const;
    const context = {
      ...at(),
      questionnaires: [{ of: { id: "shop", version: 1 }, id: "visit", label: "", questions }],
    };
    const whyB = (facts: Readonly<Record<string, string>>): unknown => {
      const asked = { id: "r", questionnaire: "visit", answers: { a: 3 } };
      return must(recordResponse(asked, { ...context, facts })).state.answers[1];
    };
    expect(whyB({ "tier.honour": "gold" })).toMatchObject({ why: "skipped" });
    expect(whyB({})).toMatchObject({ why: "not_shown" });
  });

  test("is its own owner where nobody is known", () => {
    const { state } = must(recordResponse({ id: "rsp_9", questionnaire: "visit", answers: { price: 3 } }, at()));
    expect([state.owner, state.customerId, state.opens]).toEqual(["rsp_9", undefined, undefined]);
  });

  test("says who is to be looked after only where the survey says so and something was dissatisfying", () => {
    const opens = (survey: string | undefined, attitude: number): unknown => {
      const asked = { id: "r", questionnaire: "visit", answers: { attitude }, ...(survey !== undefined && { survey }) };
      return must(recordResponse(asked, at())).events[0]?.opens;
    };
    expect([opens("after_visit", 2), opens("after_visit", 3), opens(undefined, 1)]).toEqual([
      "complaint",
      undefined,
      undefined,
    ]);
  });
});

describe("a response is refused", () => {
  function refusal(more: Partial<RecordResponse>, context = at()): RecordResponseRejection | undefined {
    const decision = recordResponse({ ...command, ...more }, context);
    expect("events" in decision).toBe(false);
    return decision.ok ? undefined : decision.rejection;
  }

  test("when it lies in the future, by more than five minutes", () => {
    expect(recordResponse({ ...command, occurredAt: "2026-03-02T01:05:00Z" }, at()).ok).toBe(true);
    expect(refusal({ occurredAt: "2026-03-02T01:05:01Z" })).toMatchObject({ code: "occurred_in_future" });
  });

  test("when there is one of this id", () => {
    const { events } = must(recordResponse(command, at()));
    expect(refusal({ id: "srv_2", responseId: "srv_1" }, at("2026-03-03T09:00", { related: events }))).toEqual({
      code: "already_answered",
      message: 'The response "srv_1" was given at 2026-03-01T12:15:00.000Z; it is recorded once.',
      responseId: "srv_1",
      answeredAt: "2026-03-01T12:15:00.000Z",
    });
  });

  test("when nobody asks this, or not like this", () => {
    expect(refusal({ survey: "yearly" })).toEqual({
      code: "survey_unknown",
      message: 'There is no survey "yearly"; there are: after_visit, quarterly.',
      id: "yearly",
      known: ["after_visit", "quarterly"],
    });
    expect(refusal({ questionnaire: "visits" })).toMatchObject({
      code: "questionnaire_unknown",
      known: ["visit", "weighted"],
    });
    expect(refusal({ questionnaire: "weighted" })).toMatchObject({ code: "wrong_questionnaire", expected: "visit" });
    expect(refusal({ mode: "fax" })).toMatchObject({
      code: "mode_not_taken",
      allowed: ["online", "phone", "face_to_face"],
    });
  });

  test("when an answer does not fit its question, at both ends of a scale", () => {
    expect(refusal({ answers: { atitude: 5 } })).toMatchObject({ code: "question_unknown", question: "atitude" });
    for (const value of [0, 6, 4.5, Number.NaN]) {
      expect(refusal({ answers: { quality: value } })).toMatchObject({
        code: "out_of_scale",
        question: "quality",
        allowed: { min: 1, max: 5 },
      });
    }
    expect(refusal({ answers: { recommend: 11 } })).toMatchObject({ code: "out_of_scale", value: 11 });
    expect(refusal({ answers: { recommend: -1 } })).toMatchObject({ allowed: { min: 0, max: 10 } });
    for (const value of [1, 5]) expect(recordResponse({ ...command, answers: { quality: value } }, at()).ok).toBe(true);
    for (const value of [0, 10]) {
      expect(recordResponse({ ...command, answers: { recommend: value } }, at()).ok).toBe(true);
    }
    expect(refusal({ answers: { bought: ["tea", "coffee"] } })).toMatchObject({
      code: "choice_unknown",
      choice: "coffee",
      allowed: ["tea", "teapot"],
    });
  });

  test("when nothing is answered", () => {
    const { texts: _, ...wordless } = command;
    const decision = recordResponse({ ...wordless, answers: {} }, at());
    expect(decision).toMatchObject({ rejection: { code: "nothing_answered", questions: 6 } });
  });
});

describe("what is no command is thrown, and what people wrote is not repeated", () => {
  test.each<[string, Partial<Record<keyof RecordResponse, unknown>>]>([
    ["questionnaire", { questionnaire: undefined, survey: undefined }],
    ["id", { id: "a#b#c" }],
    ["answers", { answers: [1] }],
    ["answers.quality", { answers: { quality: "canary" } }],
    ["answers.bought", { answers: { bought: "tea" } }],
    ["answers.why", { answers: { why: "canary" } }],
    ["texts.quality", { texts: { quality: "canary" } }],
    ["texts.why", { texts: { why: "canary".repeat(1000) } }],
    ["texts.why", { texts: { why: "" } }],
    ["notGiven.price", { notGiven: { price: "canary" } }],
    ["notGiven.quality", { notGiven: { quality: "refused" } }],
  ])("%s", (path, more) => {
    expect(() => recordResponse({ ...command, ...more } as RecordResponse, at())).toThrow(
      expect.toSatisfy(
        (thrown) =>
          isClienteleError(thrown, "command_invalid") &&
          thrown.details["path"] === path &&
          !thrown.message.includes("canary"),
      ),
    );
  });
});
