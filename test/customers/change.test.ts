import { describe, expect, test } from "vitest";
import { changeCustomer, eraseCustomer, personalOf } from "../../src/customers/index.js";
import { must } from "../../src/shared/decision.js";
import { at, customerOf, morning } from "./support.js";

const register = { id: "reg_7", customerId: "cus_7", personal: { name: "Ada", gender: "female" } } as const;

describe("changeCustomer", () => {
  test("given new values, then the event names the fields and the record keeps the rest [a1, a36]", () => {
    const customer = customerOf({ ...register, tags: ["tea"], facts: { city: "杭州", size: 3 } });
    const command = {
      id: "chg_1",
      personal: { birthday: { on: "--02-29" } },
      clear: ["gender"],
      facts: { size: 4 },
      source: "staff",
    } as const;
    const { state, events } = must(changeCustomer(customer, command, at("2026-03-03T02:00:00Z")));
    expect(state).toMatchObject({
      tags: ["tea"],
      facts: { city: "杭州", size: 4 },
      personalFields: ["birthday", "name"],
    });
    expect(events).toEqual([
      {
        type: "customer.changed",
        id: "chg_1",
        occurredAt: "2026-03-03T02:00:00.000Z",
        recordedAt: "2026-03-03T02:00:00.000Z",
        of: { id: "shop", version: 3 },
        source: "staff",
        facts: { size: 4 },
        fields: ["birthday"],
        cleared: ["gender"],
      },
    ]);
  });

  test("given a clock behind the record's, then recordedAt does not run backwards", () => {
    const { state } = must(changeCustomer(customerOf(), { id: "chg_1", shopId: "s2" }, at("2026-03-02T01:00:00Z")));
    expect(state).toMatchObject({ at: morning, shopId: "s2" });
  });

  test("a field that is given and cleared at once is given", () => {
    const command = { id: "chg_1", personal: { name: "Grace" }, clear: ["name", "gender"] } as const;
    const customer = must(changeCustomer(customerOf(register), command, at(morning))).state;
    expect(customer.personalFields).toEqual(["name"]);
    const before = personalOf(undefined, register, customerOf(register));
    expect(personalOf(before, command, customer).details).toEqual({ name: "Grace" });
  });

  test("refused in the documented order, and thrown for another customer", () => {
    const erased = must(eraseCustomer(customerOf(), { id: "ers_1" }, at(morning))).state;
    const facts = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`f${i}`, i]));
    const full = customerOf({ facts });
    const context = at(morning);
    expect(changeCustomer(erased, { id: "c", occurredAt: "2027-01-01T00:00:00Z" }, context)).toMatchObject({
      rejection: { code: "occurred_in_future" },
    });
    expect(changeCustomer(erased, { id: "c" }, context)).toMatchObject({
      rejection: { code: "customer_erased", erasedAt: morning },
    });
    expect(changeCustomer(full, { id: "c", facts: { f0: 1 } }, context).ok).toBe(true);
    expect(changeCustomer(full, { id: "c", facts: { g: 1 } }, context)).toMatchObject({
      rejection: { code: "too_many", what: "facts", requested: 201, allowed: 200 },
    });
    expect(() => changeCustomer(full, { id: "c", customerId: "cus_8" }, context)).toThrow(
      /"cus_8" is not the customer of the record, "cus_7"/,
    );
  });
});
