import { describe, expect, test } from "vitest";
import { recordResponse } from "../../src/satisfaction/record-response.js";
import { responseTextRefs, responseTextsOf, withoutTexts } from "../../src/satisfaction/response-texts.js";
import { must } from "../../src/shared/decision.js";
import { fingerprintOf } from "../../src/shared/execute.js";
import { at } from "./sample.js";

const command = {
  id: "rsp_1",
  customerId: "cus_7",
  questionnaire: "visit",
  answers: { attitude: 1 },
  texts: { why: "canary@example.com" },
};

describe("what somebody wrote", () => {
  const recorded = must(recordResponse(command, at()));

  test("is in no event, no record and no fingerprint", () => {
    expect(JSON.stringify(recorded)).not.toContain("canary");
    expect(fingerprintOf(withoutTexts(command))).not.toContain("canary");
    expect(recorded.state.answers.at(-1)).toEqual({ kind: "text", question: "why" });
  });

  test("decides nothing: the command without it gives the same events", () => {
    expect(recordResponse(withoutTexts(command), at())).toEqual(recorded);
    expect(withoutTexts({ id: "rsp_2" })).toEqual({ id: "rsp_2" });
  });

  test("lies beside the response, where an erasure finds it", () => {
    const texts = responseTextsOf(command, recorded.state);
    expect(texts).toEqual({
      format: 1,
      id: "rsp_1",
      owner: "cus_7",
      at: "2026-03-02T01:00:00.000Z",
      of: { id: "shop", version: 3 },
      texts: { why: "canary@example.com" },
    });
    expect(responseTextRefs(recorded.state)).toEqual([{ owner: "cus_7", kind: "response_texts", id: "rsp_1" }]);
  });

  test("is nothing where nothing was written, and cannot be kept when it was taken out before", () => {
    expect(responseTextsOf({}, recorded.state)).toBeUndefined();
    expect(() => responseTextsOf(withoutTexts(command), recorded.state)).toThrow("taken out");
  });
});
