import { fixedClock } from "clientele/testing";
import { describe, expect, test } from "vitest";

describe("a fixed clock", () => {
  test("stands still until it is put forward or set", () => {
    const clock = fixedClock("2026-03-02T10:00:00+08:00");
    const shown = (): string => clock.now().toISOString();
    expect([shown(), shown()]).toEqual(["2026-03-02T02:00:00.000Z", "2026-03-02T02:00:00.000Z"]);
    clock.advance("PT30M");
    expect(shown()).toBe("2026-03-02T02:30:00.000Z");
    clock.advance("P1Y1M1DT22H");
    expect(shown()).toBe("2027-04-04T00:30:00.000Z");
    clock.set("2026-03-02T02:00:00Z");
    expect(shown()).toBe("2026-03-02T02:00:00.000Z");
  });

  test("what it answers belongs to the caller", () => {
    const clock = fixedClock("2026-03-02T02:00:00.000Z");
    clock.now().setUTCFullYear(1999);
    expect(clock.now().getUTCFullYear()).toBe(2026);
  });

  test("what is no instant or duration is thrown", () => {
    expect(() => fixedClock("2026-03-02")).toThrow(expect.objectContaining({ code: "command_invalid" }));
    expect(() => fixedClock("2026-03-02T02:00:00Z").advance("1 day")).toThrow(
      expect.objectContaining({ code: "command_invalid" }),
    );
  });
});
