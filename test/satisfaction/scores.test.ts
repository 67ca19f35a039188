import { describe, expect, test } from "vitest";
import { csatTopBox } from "../../src/satisfaction/csat-top-box.js";
import { nps } from "../../src/satisfaction/nps.js";
import { satisfactionDegree } from "../../src/satisfaction/satisfaction-degree.js";
import { satisfactionRate } from "../../src/satisfaction/satisfaction-rate.js";
import type { SurveyResponse, WhyUnanswered } from "../../src/satisfaction/model.js";
import { levels, response } from "./sample.js";

const none: readonly SurveyResponse[] = [];

describe("满意率 and 满意度 are two numbers", () => {
  // 100 answers of which 75 are satisfied, worth 78.4 on average; both intervals as R and SciPy give them.
  const hundred = levels("quality", { 5: 35, 4: 40, 3: 12, 2: 8, 1: 5 });

  test("of the same 100 answers, 0.75 and 78.4", () => {
    expect(satisfactionRate(hundred, { question: "quality" })).toEqual({
      metric: "satisfactionRate",
      n: 100,
      people: 100,
      value: "0.75",
      interval: { low: "0.656955", high: "0.824548", level: "0.95", method: "wilson" },
      counts: { satisfied: 75, neutral: 12, dissatisfied: 13 },
      unanswered: {},
    });
    expect(satisfactionDegree(hundred, { question: "quality" })).toEqual({
      metric: "satisfactionDegree",
      n: 100,
      people: 100,
      value: "78.4",
      interval: { low: "73.9702", high: "82.8298", level: "0.95", method: "student_t" },
      unanswered: {},
      tooLittle: 0,
    });
  });

  test("and CSAT of one question is its 满意率, or with one box the best level alone", () => {
    expect(csatTopBox(hundred, { question: "quality" })).toMatchObject({
      metric: "satisfaction.topBox",
      value: "0.75",
    });
    expect(csatTopBox(hundred, { question: "quality", boxes: 1 }).value).toBe("0.35");
    expect(csatTopBox(hundred, { question: "quality", boxes: 2 }).value).toBe("0.75");
  });
});

describe("a survey of 23", () => {
  const answered = levels("quality", { 5: 9, 4: 9, 3: 3, 2: 2 });

  test("has its interval, as SciPy gives it", () => {
    expect(satisfactionRate(answered, { questionnaire: "visit" })).toMatchObject({
      n: 23,
      value: "0.782609",
      interval: { low: "0.580965", high: "0.90336" },
    });
    expect(satisfactionDegree(answered, { questionnaire: "visit", question: "quality" })).toMatchObject({
      n: 23,
      value: "81.7391",
      interval: { low: "73.5289", high: "89.9494" },
    });
  });
});

describe("nobody and everybody", () => {
  test("nobody is not zero", () => {
    const nothing = { n: 0, people: 0, unanswered: {} };
    expect(csatTopBox(none, { question: "quality" })).toEqual({ metric: "satisfaction.topBox", ...nothing });
    expect(satisfactionRate(none, {})).toEqual({ metric: "satisfactionRate", ...nothing });
    expect(satisfactionDegree(none, {})).toEqual({ metric: "satisfactionDegree", ...nothing, tooLittle: 0 });
    expect(nps(none, {})).toEqual({ metric: "nps", ...nothing });
  });

  test("everybody is not certainty", () => {
    const all = levels("quality", { 5: 23 });
    expect(satisfactionRate(all, {})).toMatchObject({ value: "1", interval: { low: "0.856883", high: "1" } });
    expect(satisfactionRate(levels("quality", { 1: 5 }), {})).toMatchObject({
      value: "0",
      interval: { low: "0", high: "0.434482" },
    });
    const degree = satisfactionDegree(all, { question: "quality" });
    expect([degree.value, degree.interval]).toEqual(["100", undefined]);
    expect(satisfactionDegree(levels("quality", { 4: 1 }), { question: "quality" }).interval).toBeUndefined();
  });
});

describe("nps", () => {
  const recommend = (...values: readonly number[]): readonly SurveyResponse[] =>
    values.map((value, i) => response(`rsp_${i}`, { recommend: value }));

  test("is promoters less detractors, with each level in its group", () => {
    expect(nps(recommend(0, 6, 7, 8, 9, 10), {}).counts).toEqual({ promoters: 2, passives: 2, detractors: 2 });
    expect(nps(levels("recommend", { 10: 12, 7: 6, 3: 5 }), {})).toMatchObject({
      n: 23,
      value: "30.4348",
      interval: { low: "-3.8046", high: "57.6508", level: "0.95", method: "adjusted_wald" },
    });
  });

  test("leaves skipped questions out of the denominator, and its interval within what there can be", () => {
    const skipped = [...recommend(10), response("rsp_8", { quality: 4 }), response("rsp_9", { quality: 4 })];
    expect(nps(skipped, {})).toMatchObject({ n: 1, value: "100", unanswered: { skipped: 2 } });
    expect(nps(recommend(10, 10, 10, 10, 10), {}).interval).toMatchObject({ low: "17.4915", high: "100" });
    expect(nps(recommend(0, 10, 10), {}).value).toBe("33.3333");
    expect(nps(recommend(0, 0, 10), {}).value).toBe("-33.3333");
  });
});

describe("several questions", () => {
  const responses = [
    response("rsp_1", { attitude: 5, quality: 4, price: 2 }),
    response("rsp_2", { attitude: 4, quality: 3 }, { notGiven: { price: "not_applicable" } }),
    response("rsp_3", { recommend: 9 }),
  ];

  test("are put together, or taken by dimension", () => {
    expect(satisfactionRate(responses, {})).toMatchObject({
      n: 2,
      value: "0.6",
      counts: { satisfied: 3, neutral: 1, dissatisfied: 1 },
      unanswered: { not_applicable: 1, skipped: 3 },
    });
    expect(satisfactionRate(responses, { dimension: "price" })).toMatchObject({ n: 1, value: "0" });
    expect(satisfactionRate(responses, { questionnaire: "weighted" }).n).toBe(0);
  });

  test("weigh what they weigh, and the others stand in for a missing one", () => {
    const scored = (answers: Readonly<Record<string, number>>): unknown =>
      satisfactionDegree([response("rsp_1", answers, { questionnaire: "weighted" })], {}).value;
    expect(scored({ quality: 5, attitude: 4, delivery: 3, afterSales: 1 })).toBe("71");
    expect(scored({ quality: 5, attitude: 4, delivery: 3 })).toBe("83.75");
  });

  test("need half of the weight", () => {
    const degree = (...questions: readonly string[]): unknown => {
      const answers = Object.fromEntries(questions.map((question) => [question, 4]));
      const { n, tooLittle } = satisfactionDegree([response("rsp_1", answers, { questionnaire: "weighted" })], {});
      return [n, tooLittle];
    };
    expect(degree("quality", "delivery")).toEqual([1, 0]);
    expect(degree("attitude", "delivery")).toEqual([0, 1]);
    expect(degree("quality", "attitude", "delivery", "afterSales")).toEqual([1, 0]);
  });

  test("count exactly half as enough, and a question that was not shown not at all", () => {
    const rating = { kind: "rating", question: "a", value: 4, rank: 2, box: "satisfied", degree: "80" } as const;
    const open = { kind: "none", question: "b", asked: "rating", why: "skipped" } as const;
    const counted = (weight: string, why: WhyUnanswered): number => {
      const answers = [
        { ...rating, weight: "0.5" },
        { ...open, weight, why },
      ];
      return satisfactionDegree([{ ...response("rsp_1", { quality: 4 }), answers }], {}).n;
    };
    expect([counted("0.5", "skipped"), counted("0.51", "skipped"), counted("0.51", "not_applicable")]).toEqual([
      1, 0, 0,
    ]);
    expect(counted("9", "not_shown")).toBe(1);
  });
});

describe("the same customer twice", () => {
  const twice = [
    response("a", { quality: 5 }, { customerId: "cus_1" }),
    response("b", { quality: 4 }, { customerId: "cus_1" }),
    response("c", { quality: 2 }, { customerId: "cus_2" }),
    response("d", { quality: 3 }, { customerId: "cus_3" }),
  ];

  test("counts twice in the score and once among the people, and the interval is wider for it", () => {
    const score = satisfactionRate(twice, { question: "quality" });
    expect([score.n, score.people, score.value]).toEqual([4, 3, "0.5"]);
    const apart = satisfactionRate(levels("quality", { 5: 1, 4: 1, 3: 1, 2: 1 }), { question: "quality" });
    expect(Number(score.interval?.low)).toBeLessThan(Number(apart.interval?.low));
    // By hand: mean 70, deviations 40, -30 and -10 by person, Student's t with 2 degrees of freedom.
    expect(satisfactionDegree(twice, { question: "quality" })).toMatchObject({
      value: "70",
      interval: { low: "2.8249", high: "100" },
    });
  });
});

describe("a small group", () => {
  test("is not shown below the minimum, and says nothing else", () => {
    const few = levels("quality", { 5: 3, 2: 1 });
    expect(satisfactionRate(few, { minimum: 4 }).value).toBe("0.75");
    expect(satisfactionRate(few, { minimum: 5 })).toEqual({
      metric: "satisfactionRate",
      n: 4,
      people: 4,
      unanswered: {},
      suppressed: true,
    });
  });

  test("is counted in people, not in responses", () => {
    const one = ["a", "b", "c"].map((id) => response(id, { quality: 5 }, { customerId: "cus_1" }));
    expect(satisfactionRate(one, { minimum: 2 }).suppressed).toBe(true);
  });
});

describe("a later version of the questionnaire", () => {
  test("does not change what was answered: scores need no questionnaire", () => {
    const text = JSON.stringify(levels("quality", { 5: 3, 2: 1 }));
    const stored = JSON.parse(text) as readonly SurveyResponse[];
    expect(satisfactionRate(stored, {}).value).toBe("0.75");
  });
});
