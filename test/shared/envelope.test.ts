import { describe, expect, test } from "vitest";
import { envelopeOf, isId, occurredInFuture, recordedAtOf, requireId } from "../../src/shared/envelope.js";

const now = new Date("2026-03-02T02:00:00.000Z");
const at = now.toISOString();
const of = { id: "honour_scheme", version: 3 };

describe("isId", () => {
  test.each(["c", "cus_7", "客户 七", "🙂".repeat(200), "<script>", "a'b"])("%s is one", (text) => {
    expect(isId(text)).toBe(true);
  });

  test.each(["", "🙂".repeat(201), "a#b", "a\nb", "a\u0000", "\u007f", "\ud83d", 7, null, undefined])(
    "%j is none",
    (value) => {
      expect(isId(value)).toBe(false);
    },
  );

  test("requireId lets the ids pass that a host event derives", () => {
    expect(() => requireId("ord_1#points", "id")).not.toThrow();
    for (const id of ["ord_1#", "ord_1#2", "#points", "a#b#points", undefined]) {
      expect(() => requireId(id, "id")).toThrow(
        expect.objectContaining({ code: "command_invalid", details: { path: "id" } }),
      );
    }
  });
});

describe("recordedAtOf", () => {
  test("is now, or the record's last instant when that is later", () => {
    expect(recordedAtOf(now)).toBe(at);
    expect(recordedAtOf(now, { at: "2026-03-02T01:59:59.999Z" })).toBe(at);
    expect(recordedAtOf(now, { at: "2026-03-02T02:00:00.001Z" })).toBe("2026-03-02T02:00:00.001Z");
  });
});

describe("occurredInFuture", () => {
  test("five minutes ahead is a clock that runs fast, a millisecond more is the future", () => {
    expect(occurredInFuture({ id: "c1" }, now)).toBeUndefined();
    expect(occurredInFuture({ id: "c1", occurredAt: "2026-03-02T02:05:00Z" }, now)).toBeUndefined();
    expect(occurredInFuture({ id: "c1", occurredAt: "2026-03-02T10:05:00.001+08:00" }, now)).toMatchObject({
      code: "occurred_in_future",
      occurredAt: "2026-03-02T02:05:00.001Z",
      now: at,
    });
  });
});

describe("envelopeOf", () => {
  const command = { id: "ord_1", about: "ord_1", by: "till_3", occurredAt: "2026-03-01T10:00:00+08:00", note: "late" };

  test("a credit counts when it happened", () => {
    const expected = {
      id: "ord_1",
      about: "ord_1",
      by: "till_3",
      occurredAt: "2026-03-01T02:00:00.000Z",
      recordedAt: at,
      of,
    };
    expect(envelopeOf(command, at, of, "when_it_happened")).toEqual(expected);
  });

  test("a debit counts when it is recorded", () => {
    expect(envelopeOf(command, at, of, "when_recorded").occurredAt).toBe(at);
  });

  test("without a time it happened when it was recorded, and never later than that", () => {
    expect(envelopeOf({ id: "c1" }, at, of, "when_it_happened")).toEqual({
      id: "c1",
      occurredAt: at,
      recordedAt: at,
      of,
    });
    const ahead = { id: "c1", occurredAt: "2026-03-02T02:04:00Z" };
    expect(envelopeOf(ahead, at, of, "when_it_happened").occurredAt).toBe(at);
  });

  test("further events of a command are numbered from 2", () => {
    const ids = [1, 2, 3].map((n) => envelopeOf({ id: "c1" }, at, of, "when_recorded", n).id);
    expect(ids).toEqual(["c1", "c1#2", "c1#3"]);
  });
});
