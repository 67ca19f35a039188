import { describe, expect, test } from "vitest";
import { allowedMoves } from "../../src/cases/allowed-moves.js";
import type { CaseEvent } from "../../src/cases/event-model.js";
import type { ServiceCase } from "../../src/cases/model.js";
import { moveCase, type MoveCase } from "../../src/cases/move.js";
import { reopenCase } from "../../src/cases/reopen.js";
import { resolveCase } from "../../src/cases/resolve.js";
import { openCase } from "../../src/cases/open.js";
import { must } from "../../src/shared/decision.js";
import { isClienteleError } from "../../src/shared/errors.js";
import { at, complaint, enquiryPolicy, rulesOf } from "./sample.js";
import { defineCaseRules } from "../../src/cases/rules.js";

const resolution = { kind: "replaced" };

function move(
  serviceCase: ServiceCase,
  command: Partial<MoveCase> & { readonly to: string },
): readonly [ServiceCase, CaseEvent["type"]] {
  const { state, events } = must(
    moveCase(serviceCase, { id: `mov_${command.to}`, ...command }, at("2026-03-02T10:00")),
  );
  return [state, events.at(-1)?.type ?? "case.opened"];
}

describe("moveCase", () => {
  const [investigating] = move(complaint(), { to: "investigating" });
  const [handling] = move(investigating, { to: "handling" });

  test("says what each move meant [S171]", () => {
    const [feedback, resolved] = move(handling, { to: "feedback", resolution, rootCause: "supplier" });
    const [, closed] = move(feedback, { to: "closed" });
    const [again, reopened] = move(feedback, { to: "investigating" });
    const [, moved] = move(again, { to: "handling" });
    expect([resolved, closed, reopened, moved]).toEqual([
      "case.resolved",
      "case.closed",
      "case.reopened",
      "case.moved",
    ]);
    expect([again.cycle, again.resolution, again.rootCause]).toEqual([2, undefined, "supplier"]);
  });

  test("refuses what the workflow does not allow, with what it does", () => {
    expect(moveCase(complaint(), { id: "mov_1", to: "closed" }, at("2026-03-02T10:00"))).toEqual({
      ok: false,
      rejection: {
        code: "move_not_allowed",
        message: 'The case is in "accepted" and cannot go to "closed"; it can go to: investigating, rejected.',
        from: "accepted",
        to: "closed",
        allowed: ["investigating", "rejected"],
      },
    });
  });

  test("refuses to leave a status before what it requires is known", () => {
    const refused = moveCase(handling, { id: "mov_1", to: "feedback", resolution }, at("2026-03-02T10:00"));
    expect(refused).toMatchObject({ rejection: { code: "requirement_missing", missing: ["rootCause"] } });
    expect(allowedMoves(handling, at("2026-03-02T10:00"))).toEqual([
      {
        to: "feedback",
        label: { en: "Reported back", "zh-CN": "反馈" },
        clock: "stopped",
        missing: ["resolution", "rootCause"],
      },
    ]);
  });

  test("refuses to close a resolved complaint without its cause; an enquiry is closed without one", () => {
    const free = {
      initial: "open",
      statuses: {
        open: { label: "O", clock: "running", to: ["done"] },
        done: { label: "D", clock: "stopped", to: ["end", "open"] },
        end: { label: "E", clock: "stopped", to: [] },
      },
    } as const;
    const rules = rulesOf(
      { ...enquiryPolicy, id: "c", type: "complaint", workflow: free },
      { ...enquiryPolicy, workflow: free },
    );
    const context = at("2026-03-02T10:00", { cases: defineCaseRules(rules) });
    for (const [type, missing] of [
      ["complaint", ["rootCause"]],
      ["enquiry", []],
    ] as const) {
      const opened = must(openCase({ id: "cas_1", type }, context)).state;
      const done = must(resolveCase(opened, { id: "res_1", resolution }, context)).state;
      expect(allowedMoves(done, context)[0]?.missing).toEqual(missing);
      expect(moveCase(done, { id: "mov_1", to: "end" }, context).ok).toBe(type === "enquiry");
      expect(moveCase(done, { id: "mov_1", to: "end", rootCause: "supplier" }, context).ok).toBe(true);
    }
  });

  test("goes through 500 statuses and no further", () => {
    let current = must(openCase({ id: "enq_1", type: "enquiry" }, at("2026-03-02T10:00"))).state;
    for (let i = 1; i < 500; i++) {
      const to = i % 2 === 1 ? "awaiting_customer" : "open";
      current = must(moveCase(current, { id: `mov_${i}`, to }, at("2026-03-02T10:00"))).state;
    }
    expect(moveCase(current, { id: "mov_500", to: "open" }, at("2026-03-02T10:00"))).toMatchObject({
      ok: false,
      rejection: { code: "too_many_moves", moves: 500, allowed: 500 },
    });
  });

  test("is about the case and the customer that it names, and says where it goes, or it is a mistake", () => {
    for (const stray of [{ caseId: "cas_2" }, { customerId: "cus_8" }, { to: undefined as never }]) {
      const wrong = (): unknown =>
        moveCase(complaint(), { id: "mov_1", to: "investigating", ...stray }, at("2026-03-02T10:00"));
      expect(wrong).toThrow(expect.toSatisfy((thrown) => isClienteleError(thrown, "command_invalid")));
    }
  });
});

describe("resolveCase and reopenCase", () => {
  const context = at("2026-03-02T10:00");
  const enquiry = must(openCase({ id: "enq_1", type: "enquiry" }, context)).state;
  const answered = must(resolveCase(enquiry, { id: "res_1", resolution }, context)).state;

  test("an open case is not reopened, an ended one not resolved", () => {
    expect(reopenCase(enquiry, { id: "reo_1" }, context)).toMatchObject({
      rejection: { code: "case_not_ended", status: "open" },
    });
    expect(resolveCase(answered, { id: "res_2", resolution }, context)).toMatchObject({
      rejection: { code: "case_ended", status: "answered" },
    });
  });

  test("a resolution does not come into a status that runs on, nor a reopening into one that is over", () => {
    expect(resolveCase(enquiry, { id: "res_1", resolution, to: "awaiting_customer" }, context)).toMatchObject({
      rejection: { code: "move_not_allowed", to: "awaiting_customer", allowed: ["answered", "closed"] },
    });
    expect(reopenCase(answered, { id: "reo_1", to: "closed" }, context)).toMatchObject({
      rejection: { code: "move_not_allowed", to: "closed", allowed: ["open"] },
    });
    expect(must(resolveCase(enquiry, { id: "res_1", resolution, to: "closed" }, context)).state.status).toBe("closed");
  });

  test("a case that was closed for good stays closed", () => {
    const closed = must(moveCase(answered, { id: "mov_1", to: "closed" }, context)).state;
    expect(reopenCase(closed, { id: "reo_1" }, context)).toMatchObject({
      rejection: { code: "move_not_allowed", allowed: [] },
    });
  });

  test("where several statuses resolve a case, one has to be named", () => {
    const suggestion = { id: "s", label: "S", type: "suggestion", workflow: "preset:suggestion", targets: [] } as const;
    const then = at("2026-03-02T10:00", { cases: defineCaseRules(rulesOf(suggestion)) });
    const opened = must(openCase({ id: "sug_1", type: "suggestion" }, then)).state;
    const reviewing = must(moveCase(opened, { id: "mov_1", to: "reviewing" }, then)).state;
    expect(resolveCase(reviewing, { id: "res_1", resolution }, then)).toMatchObject({
      rejection: { code: "move_not_allowed", allowed: ["adopted", "declined"] },
    });
    expect(must(resolveCase(reviewing, { id: "res_1", resolution, to: "declined" }, then)).state.status).toBe(
      "declined",
    );
  });
});
