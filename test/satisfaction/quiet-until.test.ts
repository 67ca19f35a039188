import { describe, expect, test } from "vitest";
import { satisfactionFacts } from "../../src/satisfaction/facts.js";
import { quietUntil, type QuietContext } from "../../src/satisfaction/quiet-until.js";
import { response, surveys } from "./sample.js";

const given = (id: string, occurredAt: string, answers = { attitude: 5, quality: 2, price: 4, recommend: 9 }) =>
  response(id, answers, { customerId: "cus_7", occurredAt });

function on(time: string, survey = "after_visit"): QuietContext {
  return { surveys, survey, zone: "Asia/Shanghai", now: new Date(time) };
}

describe("quietUntil", () => {
  const responses = [given("b", "2026-03-01T10:00:00+08:00"), given("a", "2026-01-01T10:00:00+08:00")];

  test("is 90 days after the last answer, whatever it answered, and over at that instant", () => {
    expect(quietUntil(responses, on("2026-05-30T01:59:59.999Z"))).toBe("2026-05-30T02:00:00.000Z");
    expect(quietUntil(responses, on("2026-05-30T02:00:00.000Z"))).toBeUndefined();
  });

  test("is never for who has not answered, nor by a survey that asks no such thing", () => {
    expect(quietUntil([], on("2026-03-02T00:00:00Z"))).toBeUndefined();
    expect(quietUntil(responses, on("2026-03-02T00:00:00Z", "quarterly"))).toBeUndefined();
    expect(() => quietUntil(responses, on("2026-03-02T00:00:00Z", "yearly"))).toThrow("yearly");
  });
});

describe("satisfactionFacts", () => {
  test("are those of the response given last, by its id where two were given at once", () => {
    const early = given("z", "2026-01-01T10:00:00+08:00", { attitude: 1, quality: 1, price: 1, recommend: 0 });
    const late = given("a", "2026-03-01T10:00:00+08:00");
    const facts = {
      "answer.attitude": 5,
      "answer.quality": 2,
      "answer.price": 4,
      "answer.recommend": 9,
      "satisfaction.last": 73.3333,
    };
    expect(satisfactionFacts([late, early])).toEqual(facts);
    expect(satisfactionFacts([early, late])).toEqual(facts);
    const same = given("b", "2026-03-01T10:00:00+08:00", { attitude: 1, quality: 1, price: 1, recommend: 0 });
    expect(satisfactionFacts([same, late])["satisfaction.last"]).toBe(20);
    expect(satisfactionFacts([late, same])["satisfaction.last"]).toBe(20);
  });

  test("are not known where nothing was answered", () => {
    expect(satisfactionFacts([])).toEqual({});
    expect(satisfactionFacts([response("r", { recommend: 3 })])).toEqual({ "answer.recommend": 3 });
  });
});
