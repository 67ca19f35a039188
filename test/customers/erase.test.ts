import { describe, expect, test } from "vitest";
import { customerFacts, eraseCustomer, personalRefs } from "../../src/customers/index.js";
import { must } from "../../src/shared/decision.js";
import { at, customerOf, morning } from "./support.js";

describe("eraseCustomer", () => {
  test("given a customer, then what tells of the person is gone and the number stays", () => {
    const customer = customerOf({ personal: { name: "Ada" }, tags: ["tea"], facts: { size: 3 }, shopId: "s1" });
    const { state, events } = must(eraseCustomer(customer, { id: "ers_1" }, at("2026-03-05T00:00:00Z")));
    expect(state).toMatchObject({
      status: "erased",
      erasedAt: "2026-03-05T00:00:00.000Z",
      customerSince: "2026-03-02",
      shopId: "s1",
      tags: [],
      personalFields: [],
    });
    expect(state.facts).toEqual({});
    expect(events).toMatchObject([{ type: "customer.erased", id: "ers_1" }]);
    expect(personalRefs(state)).toEqual([{ owner: "cus_7", kind: "customer_personal", id: "cus_7" }]);
    expect(customerFacts(state, at(morning))).toMatchObject({ tags: [], "consent.service": false });
  });

  test("once more changes nothing", () => {
    const erased = must(eraseCustomer(customerOf(), { id: "ers_1" }, at(morning))).state;
    expect(eraseCustomer(erased, { id: "ers_2" }, at("2026-03-09T00:00:00Z"))).toEqual({
      ok: true,
      state: erased,
      events: [],
    });
  });

  test("refused for the future, counted when recorded", () => {
    const late = { id: "ers_1", occurredAt: "2026-03-01T00:00:00Z" };
    expect(must(eraseCustomer(customerOf(), late, at(morning))).events).toMatchObject([
      { occurredAt: morning, happenedAt: "2026-03-01T00:00:00.000Z" },
    ]);
    const early = { id: "ers_1", occurredAt: "2026-03-03T00:00:00Z" };
    expect(eraseCustomer(customerOf(), early, at(morning))).toMatchObject({
      rejection: { code: "occurred_in_future" },
    });
  });
});
