import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyResponseEvents } from "../../src/satisfaction/apply.js";
import { csatTopBox } from "../../src/satisfaction/csat-top-box.js";
import type { RecordResponse, SurveyResponse } from "../../src/satisfaction/model.js";
import { nps } from "../../src/satisfaction/nps.js";
import { recordResponse } from "../../src/satisfaction/record-response.js";
import { surveyResponseKind } from "../../src/satisfaction/records.js";
import { satisfactionDegree } from "../../src/satisfaction/satisfaction-degree.js";
import { satisfactionRate } from "../../src/satisfaction/satisfaction-rate.js";
import type { Score } from "../../src/satisfaction/score.js";
import { must } from "../../src/shared/decision.js";
import { freezeDeep } from "../../src/shared/json.js";
import { columnsOf } from "../../src/shared/record-kind.js";
import { at, response } from "./sample.js";

const runs = { seed: 42, numRuns: 500 };

const level = fc.integer({ min: 1, max: 5 });
const given: fc.Arbitrary<Given> = fc.record(
  { attitude: level, quality: level, price: level, recommend: fc.integer({ min: 0, max: 10 }) },
  { requiredKeys: [] },
);
type Given = Readonly<Record<string, number>>;
/** Answers of one of eight customers, who come back now and then. */
const answered = fc.record({ customer: fc.integer({ min: 1, max: 8 }), answers: given });
type Answered = Readonly<{ customer: number; answers: Given }>;
const answeredList = fc.array(answered, { maxLength: 30 });

function responsesOf(list: readonly Answered[]): readonly SurveyResponse[] {
  return list
    .filter(({ answers }) => Object.keys(answers).length > 0)
    .map(({ customer, answers }, i) => response(`rsp_${i}`, answers, { customerId: `cus_${customer}` }));
}

const scores: readonly ((responses: readonly SurveyResponse[]) => Score)[] = [
  (responses) => csatTopBox(responses, { question: "quality" }),
  (responses) => satisfactionRate(responses, {}),
  (responses) => satisfactionDegree(responses, {}),
  (responses) => nps(responses, {}),
];
const ranges = [
  [0, 1],
  [0, 1],
  [0, 100],
  [-100, 100],
] as const;

describe("responses", () => {
  const past = "2026-03-01T10:00:00+08:00";
  const command = fc.record(
    {
      id: fc.constantFrom("rsp_1", "rsp_2#satisfaction"),
      customerId: fc.constantFrom("cus_1", "cus_2"),
      questionnaire: fc.constantFrom("visit", "visit", "visit", "visit", "weighted", "other"),
      survey: fc.constantFrom("after_visit", "after_visit", "after_visit", "quarterly", "other"),
      mode: fc.constantFrom("online", "phone", "face_to_face", "fax"),
      occurredAt: fc.constantFrom(past, past, past, "2026-03-05T10:00:00+08:00"),
      answers: fc.oneof(
        given,
        given,
        given,
        fc.dictionary(fc.constantFrom("quality", "other"), fc.integer({ min: -1, max: 11 })),
      ),
      texts: fc.constant({ why: "canary" }),
    },
    { requiredKeys: ["id", "questionnaire", "answers"] },
  );

  test("are their events folded, plain JSON, the same from the same, within their checks, and without the words", () => {
    let accepted = 0;
    fc.assert(
      fc.property(command, (asked: RecordResponse) => {
        const [frozen, context] = [freezeDeep(structuredClone(asked)), freezeDeep(at())];
        const decision = recordResponse(frozen, context);
        expect(recordResponse(frozen, context)).toEqual(decision);
        expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
        if (!decision.ok) {
          expect(Object.keys(decision)).toEqual(["ok", "rejection"]);
          return;
        }
        accepted += 1;
        expect(applyResponseEvents(undefined, decision.events)).toEqual(decision.state);
        expect(surveyResponseKind.unpack(surveyResponseKind.pack(decision.state))).toEqual(decision.state);
        expect(columnsOf(surveyResponseKind, decision.state)["answers"]).toBe(decision.state.answers.length);
        expect(JSON.stringify(decision)).not.toContain("canary");
      }),
      runs,
    );
    expect(accepted).toBeGreaterThan(80);
  });

  test("account for every question, whatever was answered", () => {
    fc.assert(
      fc.property(given, (answers) => {
        fc.pre(Object.keys(answers).length > 0);
        const kept = response("rsp_1", answers).answers;
        expect(kept.map(({ question }) => question)).toEqual([
          "attitude",
          "quality",
          "price",
          "recommend",
          "bought",
          "why",
        ]);
        expect(kept.filter(({ kind }) => kind !== "none")).toHaveLength(Object.keys(answers).length);
      }),
      runs,
    );
  });
});

describe("scores", () => {
  test("lie within their range, with the interval around them; there is a value exactly where somebody answered", () => {
    fc.assert(
      fc.property(answeredList, (list) => {
        for (const [i, score] of scores.entries()) {
          const { n, people, value, interval } = score(responsesOf(list));
          const [least, most] = ranges[i] ?? [0, 0];
          expect(value === undefined).toBe(n === 0);
          expect(people).toBeLessThanOrEqual(n);
          if (value === undefined || interval === undefined) continue;
          const [low, high] = [Number(interval.low), Number(interval.high)];
          expect(least <= low && low <= high && high <= most).toBe(true);
          const isAround = interval.method === "adjusted_wald" || (low <= Number(value) && Number(value) <= high);
          expect(isAround).toBe(true);
        }
      }),
      runs,
    );
  });

  test("put every answer into one group", () => {
    fc.assert(
      fc.property(answeredList, (list) => {
        const all = responsesOf(list).flatMap(({ answers }) => answers);
        const total = (score: Score): number =>
          Object.values(score.counts ?? {}).reduce((sum, count) => sum + count, 0);
        expect(total(satisfactionRate(responsesOf(list), {}))).toBe(all.filter(({ kind }) => kind === "rating").length);
        expect(total(nps(responsesOf(list), {}))).toBe(all.filter(({ kind }) => kind === "nps").length);
      }),
      runs,
    );
  });

  test("do not depend on the order of the responses", () => {
    fc.assert(
      fc.property(answeredList, fc.integer({ min: 0, max: 30 }), (list, cut) => {
        const responses = responsesOf(list);
        const turned = [...responses.slice(cut), ...responses.slice(0, cut)].toReversed();
        for (const score of scores) expect(score(turned)).toEqual(score(responses));
      }),
      runs,
    );
  });

  test("are not changed by who answered something else, but for the count of what has no answer", () => {
    fc.assert(
      fc.property(answeredList, (list) => {
        const responses = responsesOf(list);
        const silent = response("silent", { bought: ["tea"] }, { notGiven: { quality: "refused" } });
        for (const score of scores) {
          const { unanswered: _, tooLittle: __, ...before } = score(responses);
          expect(score([...responses, silent])).toMatchObject(before);
        }
      }),
      runs,
    );
  });

  test("never fall when one answer becomes better", () => {
    fc.assert(
      fc.property(fc.array(answered, { minLength: 1, maxLength: 12 }), fc.nat(), (list, pick) => {
        const better = list.map((each, i) => {
          if (i !== pick % list.length) return each;
          const raised = Object.entries(each.answers).map(([question, value]) => {
            return [question, Math.min(question === "recommend" ? 10 : 5, value + 1)];
          });
          return { ...each, answers: Object.fromEntries(raised) as Given };
        });
        for (const score of scores) {
          const [before, after] = [score(responsesOf(list)).value, score(responsesOf(better)).value];
          if (before !== undefined) expect(Number(after)).toBeGreaterThanOrEqual(Number(before));
        }
      }),
      runs,
    );
  });

  test("are what a slow second count says", () => {
    fc.assert(
      fc.property(answeredList, (list) => {
        const values = (question: string): readonly number[] => list.flatMap(({ answers }) => answers[question] ?? []);
        const near = (score: Score, expected: number, digits: number): void => {
          if (Number.isNaN(expected)) expect(score.value).toBeUndefined();
          else expect(Number(score.value)).toBeCloseTo(expected, digits);
        };
        const responses = responsesOf(list);
        const ratings = ["attitude", "quality", "price"].flatMap(values);
        near(satisfactionRate(responses, {}), ratings.filter((value) => value > 3).length / ratings.length, 5);
        const likely = values("recommend");
        const net = likely.map((value) => (value > 8 ? 100 : value > 6 ? 0 : -100)).reduce<number>((a, b) => a + b, 0);
        near(nps(responses, {}), net / likely.length, 3);
        const means = list.flatMap(({ answers }) => {
          const own = ["attitude", "quality", "price"].flatMap((question) => answers[question] ?? []);
          return own.length < 2 ? [] : [(20 * own.reduce((a, b) => a + b)) / own.length];
        });
        near(satisfactionDegree(responses, {}), means.reduce((a, b) => a + b, 0) / means.length, 3);
      }),
      runs,
    );
  });

  test("of a degree do not change when all weights are multiplied, or a weight of nothing is added", () => {
    const rating = { kind: "rating", box: "neutral", rank: 1, value: 1 } as const;
    const scored = (parts: readonly (readonly [number, number])[], times: number): unknown => {
      const answers = parts.map(([degree, weight], i) => {
        return { ...rating, question: `q${i}`, degree: `${degree}`, weight: `${weight * times}` };
      });
      return satisfactionDegree([{ ...response("r", { quality: 3 }), answers }], {}).value;
    };
    const part = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 50 }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.integer({ min: 2, max: 9 }), (parts, times) => {
        expect(scored(parts, times)).toBe(scored(parts, 1));
        expect(scored([...parts, [100, 0]], 1)).toBe(scored(parts, 1));
      }),
      runs,
    );
  });

  test("are narrower of more responses like these", () => {
    const width = ({ interval }: Score): number => Number(interval?.high) - Number(interval?.low);
    fc.assert(
      fc.property(fc.array(level, { minLength: 2, maxLength: 10 }), (values) => {
        const times = (n: number): readonly SurveyResponse[] =>
          Array.from({ length: n }, () => values)
            .flat()
            .map((quality, i) => response(`rsp_${i}`, { quality }));
        expect(width(satisfactionRate(times(4), {}))).toBeLessThan(width(satisfactionRate(times(1), {})));
      }),
      runs,
    );
  });

  test("a response recorded again is the same response", () => {
    const asked = { id: "rsp_1", questionnaire: "visit", answers: { quality: 4 } };
    const { events } = must(recordResponse(asked, at()));
    expect(recordResponse(asked, at("2026-03-02T09:00", { related: events })).ok).toBe(false);
  });
});
