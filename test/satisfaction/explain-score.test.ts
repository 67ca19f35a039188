import { describe, expect, test } from "vitest";
import { explainScore } from "../../src/satisfaction/explain-score.js";
import { nps } from "../../src/satisfaction/nps.js";
import { satisfactionDegree } from "../../src/satisfaction/satisfaction-degree.js";
import { satisfactionRate } from "../../src/satisfaction/satisfaction-rate.js";
import { levels } from "./sample.js";

describe("explainScore", () => {
  const answered = levels("quality", { 5: 9, 4: 9, 3: 3, 2: 2 });
  const rate = satisfactionRate(answered, { question: "quality" });

  test("says the value, the responses, the interval, and that few are a hint", () => {
    expect(explainScore(rate, "en")).toBe(
      "Satisfaction rate: 78.3%, from 23 responses (95% interval 58.1% to 90.3%); few responses, so take it as a hint.",
    );
    expect(explainScore(rate, "zh-CN")).toBe("满意率:78.3%(23份答卷,95%置信区间58.1%至90.3%),样本较少,仅供参考。");
  });

  test("warns below 30 responses, and no more from there on", () => {
    const of = (n: number): string => explainScore(satisfactionRate(levels("quality", { 4: n }), {}), "en");
    expect(of(29)).toContain("hint");
    expect(of(30)).not.toContain("hint");
  });

  test("gives a degree in points and a net promoter score as a number", () => {
    const degree = satisfactionDegree(answered, { question: "quality" });
    expect(explainScore(degree, "zh-CN")).toBe("满意度:81.7分(23份答卷,95%置信区间73.5分至89.9分),样本较少,仅供参考。");
    expect(explainScore(nps(levels("recommend", { 10: 12, 7: 6, 3: 5 }), {}), "en")).toContain("NPS: 30.4, from 23");
  });

  test("says so where there is no interval, no answer, or nothing to show", () => {
    const one = satisfactionDegree(levels("quality", { 4: 1 }), { question: "quality" });
    expect(explainScore(one, "en")).toContain("from 1 response, too little to give an interval");
    expect(explainScore(satisfactionRate([], {}), "en")).toBe("Satisfaction rate: nobody has answered yet.");
    expect(explainScore(satisfactionRate([], {}), "zh-CN")).toBe("满意率:暂无人作答。");
    expect(explainScore(satisfactionRate(answered, { minimum: 50 }), "zh-CN")).toBe("满意率:作答人数过少,不予显示。");
  });
});
