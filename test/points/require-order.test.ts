import { describe, expect, test } from "vitest";
import { isClienteleError } from "../../src/shared/index.js";
import { requireMoney } from "../../src/points/require-order.js";
import type { EarningEvent } from "../../src/points/index.js";

const order = { id: "ord_1", type: "order.paid", lines: [{ sku: "tea", quantity: 1, paid: "12.50" }] };

function pathOf(event: unknown): unknown {
  try {
    requireMoney(event as EarningEvent);
  } catch (thrown) {
    return isClienteleError(thrown, "command_invalid") ? thrown.details["path"] : thrown;
  }
  return "taken";
}

describe("given the money of an event", () => {
  test.each([
    ["a decimal text", { paid: "12.50" }],
    ["nothing", { paid: "0" }],
    ["with its tax", { paid: "12.50", tax: "1.44" }],
  ])("%s is taken", (_, line) => {
    expect(pathOf({ ...order, lines: [{ sku: "tea", quantity: 1, ...line }] })).toBe("taken");
  });

  test.each([
    ["a float", { paid: 12.5 }, "lines[0].paid"],
    ["a whole number", { paid: 12 }, "lines[0].paid"],
    ["below zero", { paid: "-0.01" }, "lines[0].paid"],
    ["words", { paid: "twelve" }, "lines[0].paid"],
    ["nothing at all", {}, "lines[0].paid"],
    ["a tax as a float", { paid: "12.50", tax: 1.44 }, "lines[0].tax"],
  ])("%s is thrown with its path", (_, line, path) => {
    expect(pathOf({ ...order, lines: [{ sku: "tea", quantity: 1, ...line }] })).toBe(path);
  });

  test("shipping and tenders are looked at too", () => {
    expect(pathOf({ ...order, shipping: 5 })).toBe("shipping");
    expect(pathOf({ ...order, tenders: [{ kind: "card", amount: 12.5 }] })).toBe("tenders[0].amount");
    expect(pathOf({ id: "vis_1", type: "visit.made" })).toBe("taken");
  });
});
