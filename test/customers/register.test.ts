import { describe, expect, test } from "vitest";
import { applyCustomerEvents, registerCustomer, type RegisterCustomer } from "../../src/customers/index.js";
import { must } from "../../src/shared/decision.js";
import { at, morning } from "./support.js";

const phone = { id: "p1", kind: "phone", value: "+8613800138000" } as const;
const command: RegisterCustomer = { id: "reg_7", customerId: "cus_7" };

describe("registerCustomer", () => {
  test("given a form, when all it requires is there, then the record names the fields and not their values [a16, a17, a20]", () => {
    const personal = { name: "张三", contactPoints: [phone] };
    const { state, events } = must(
      registerCustomer({ ...command, intake: "card", personal, tags: ["b", "a", "a"] }, at(morning)),
    );
    expect(state).toEqual({
      format: 1,
      id: "cus_7",
      owner: "cus_7",
      at: morning,
      of: { id: "shop", version: 3 },
      status: "active",
      customerSince: "2026-03-02",
      intake: "card",
      salesChannel: "shop",
      tags: ["a", "b"],
      facts: {},
      personalFields: ["name", "phone"],
      consents: [],
    });
    expect(applyCustomerEvents(undefined, events)).toEqual(state);
  });

  test("given a back-dated registration, then the customer is one since that local day", () => {
    const context = at(morning);
    const late = { ...command, occurredAt: "2026-03-01T15:59:59Z" };
    const next = { ...command, occurredAt: "2026-03-01T16:00:00Z" };
    expect(must(registerCustomer(late, context)).state.customerSince).toBe("2026-03-01");
    expect(must(registerCustomer(next, context)).state.customerSince).toBe("2026-03-02");
    expect(must(registerCustomer({ ...late, customerSince: "2019-05-01" }, context)).state.customerSince).toBe(
      "2019-05-01",
    );
  });

  test("given a channel of the command's own, then it wins over the form's [a9, a14]", () => {
    const personal = { externalIds: [{ system: "wechat", value: "u1" }] };
    const { state } = must(
      registerCustomer({ ...command, intake: "social", salesChannel: "fair", personal }, at(morning)),
    );
    expect(state.salesChannel).toBe("fair");
  });

  test("refused in the documented order", () => {
    const many = Array.from({ length: 201 }, (_, i) => `t${i}`);
    const wrong = { ...command, occurredAt: "2026-03-02T02:05:00.001Z", intake: "kard", tags: many };
    expect(registerCustomer(wrong, at(morning))).toMatchObject({
      ok: false,
      rejection: { code: "occurred_in_future" },
    });
    const unknown = { ...wrong, occurredAt: "2026-03-02T02:05:00.000Z" };
    expect(registerCustomer(unknown, at(morning))).toEqual({
      ok: false,
      rejection: {
        code: "unknown_intake",
        message: '"kard" is not an intake form of the program; known: card, social.',
        intake: "kard",
        known: ["card", "social"],
      },
    });
    const missing = { ...unknown, intake: "card", personal: { name: "张三" } };
    expect(registerCustomer(missing, at(morning))).toMatchObject({
      rejection: { code: "details_missing", missing: ["phone"] },
    });
    const excess = { ...missing, personal: { name: "张三", contactPoints: [phone] } };
    expect(registerCustomer(excess, at(morning))).toMatchObject({
      rejection: { code: "too_many", requested: 201, allowed: 200 },
    });
    expect(registerCustomer({ ...excess, tags: many.slice(1) }, at(morning)).ok).toBe(true);
  });

  test.each<[string, Record<string, unknown>]>([
    ["an id with #", { id: "a#B" }],
    ["no customer", { customerId: "" }],
    ["an unknown source", { source: "imported" }],
    ["a day that is none", { customerSince: "2026-02-30" }],
    ["a day that is no text", { customerSince: 7 }],
    ["an unknown field name", { personal: ["telephone"] }],
    ["a fact name that is none", { facts: { "a b": 1 } }],
    ["a fact value that is none", { facts: { a: { b: 1 } } }],
    ["a tag that is no text", { tags: [7] }],
  ])("thrown for %s [a22]", (_, wrong) => {
    expect(() => registerCustomer({ ...command, ...wrong }, at(morning))).toThrow(
      expect.objectContaining({ code: "command_invalid" }),
    );
  });

  test("a form named like a member that every object has is unknown", () => {
    expect(registerCustomer({ ...command, intake: "constructor" }, at(morning))).toMatchObject({
      rejection: { code: "unknown_intake" },
    });
  });
});
