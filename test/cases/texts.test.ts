import { describe, expect, test } from "vitest";
import type { CaseEvent } from "../../src/cases/event-model.js";
import type { ServiceCase } from "../../src/cases/model.js";
import { moveCase } from "../../src/cases/move.js";
import { openCase } from "../../src/cases/open.js";
import { respondToCase } from "../../src/cases/respond.js";
import { caseTextRefs, textsOf, withoutText } from "../../src/cases/texts.js";
import { must } from "../../src/shared/decision.js";
import { fingerprintOf } from "../../src/shared/execute.js";
import { isClienteleError } from "../../src/shared/errors.js";
import { at } from "./sample.js";

const canary = "canary@example.com";
const context = at("2026-03-02T10:00");
const opening = { id: "cas_1", type: "complaint", customerId: "cus_7", by: "agent_2", text: canary } as const;

describe("what people wrote", () => {
  const opened = must(openCase(opening, context));
  const answer = { id: "rsp_1", text: `to ${canary}` };
  const answered = must(respondToCase(opened.state, answer, context));

  test("is in no event, no record and no fingerprint; the event says that there is a text", () => {
    const decided: readonly (CaseEvent | ServiceCase)[] = [
      ...opened.events,
      opened.state,
      ...answered.events,
      answered.state,
    ];
    expect(JSON.stringify(decided)).not.toContain("canary");
    expect(fingerprintOf(withoutText(opening))).not.toContain("canary");
    expect([opened.events[0], answered.events[0]]).toMatchObject([{ text: true }, { text: true }]);
    expect(answered.state.texts).toBe(2);
  });

  test("lies beside the case, in the order in which it came", () => {
    const texts = textsOf(textsOf(undefined, opening, opened.state), answer, answered.state);
    expect(texts).toMatchObject({
      id: "cas_1",
      owner: "cus_7",
      texts: [
        { id: "cas_1", by: "agent_2", at: "2026-03-02T02:00:00.000Z", text: canary },
        { id: "rsp_1", at: "2026-03-02T02:00:00.000Z", text: `to ${canary}` },
      ],
    });
    expect(textsOf(texts, { id: "mov_1" }, answered.state).texts).toHaveLength(2);
    expect(caseTextRefs(opened.state)).toEqual([{ owner: "cus_7", kind: "case_texts", id: "cas_1" }]);
  });

  test("decides nothing: the command without its text gives the same events", () => {
    expect(openCase(withoutText(opening), context)).toEqual(openCase(opening, context));
    expect(withoutText({ id: "mov_1" })).toEqual({ id: "mov_1" });
  });

  test("cannot be kept when it was taken out before, and malformed is not repeated", () => {
    expect(() => textsOf(undefined, withoutText(opening), opened.state)).toThrow("taken out");
    const long = { id: "rsp_1", text: canary.repeat(400) };
    expect(() => respondToCase(opened.state, long, context)).toThrow(
      expect.toSatisfy((thrown) => isClienteleError(thrown, "command_invalid") && !thrown.message.includes("canary")),
    );
  });

  test("is taken 200 times, and no further; without a text the case still moves", () => {
    const full = { ...opened.state, texts: 200 };
    expect(respondToCase(full, answer, context)).toMatchObject({
      rejection: { code: "too_many_texts", texts: 200, allowed: 200 },
    });
    expect(moveCase(full, { id: "mov_1", to: "investigating", text: "x" }, context)).toMatchObject({
      rejection: { code: "too_many_texts" },
    });
    expect(moveCase(full, { id: "mov_1", to: "investigating" }, context).ok).toBe(true);
  });
});
