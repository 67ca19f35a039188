import { describe, expect, test } from "vitest";
import { ClienteleError, isClienteleError } from "../../src/shared/errors.js";
import { must, refuse } from "../../src/shared/decision.js";

describe("isClienteleError", () => {
  test("knows the error by its brand, also that of another copy of the library", () => {
    const error = new ClienteleError("version_conflict", "Somebody else was faster.");
    const ofAnotherCopy = { code: "version_conflict", [Symbol.for("clientele.error")]: true };
    expect([error, ofAnotherCopy].map((one) => isClienteleError(one))).toEqual([true, true]);
    expect([error, ofAnotherCopy].map((one) => isClienteleError(one, "version_conflict"))).toEqual([true, true]);
    expect(isClienteleError(error, "storage_failed")).toBe(false);
  });

  test.each([undefined, null, "version_conflict", new Error("x"), { code: "version_conflict" }])(
    "%s is none",
    (one) => {
      expect(isClienteleError(one)).toBe(false);
    },
  );

  test("carries its details and its cause, and keeps the brand out of sight", () => {
    const cause = new Error("connection lost");
    const error = new ClienteleError("storage_failed", "No answer.", { attempt: 2 }, cause);
    expect(error).toMatchObject({ name: "ClienteleError", details: { attempt: 2 }, cause });
    expect(Object.keys(error)).not.toContain("cause");
    expect("cause" in new ClienteleError("storage_failed", "No answer.")).toBe(false);
  });
});

describe("must", () => {
  test("gives the accepted arm", () => {
    const accepted = { ok: true, state: 1, events: [] } as const;
    expect(must(accepted)).toBe(accepted);
  });

  test("throws the rejection, with its code in the message", () => {
    const refused = refuse({ code: "too_much", message: "6 asked for, 5 available.", available: 5 });
    const thrown = { code: "rejected", message: "too_much: 6 asked for, 5 available.", details: refused };
    expect(() => must(refused)).toThrow(
      expect.objectContaining({ ...thrown, details: { rejection: refused.rejection } }),
    );
  });
});
