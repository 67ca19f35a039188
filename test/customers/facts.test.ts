import { describe, expect, test } from "vitest";
import { customerFacts, personalOf, type PersonalDetails } from "../../src/customers/index.js";
import { at, customerOf, morning } from "./support.js";

describe("customerFacts", () => {
  test("the record's facts, and consent for every purpose", () => {
    const customer = customerOf({ tags: ["tea"], facts: { size: 3 }, salesChannel: "shop" });
    expect(customerFacts(customer, at(morning))).toEqual({
      size: 3,
      tags: ["tea"],
      customerSince: "2026-03-02",
      salesChannel: "shop",
      "consent.service": true,
      "consent.tax": true,
      "consent.care": true,
      "consent.marketing": false,
      "consent.profiling": false,
    });
  });

  test.each<[PersonalDetails, object]>([
    [
      { birthday: { on: "1992-02-29" }, facts: { income: "middle" } },
      { birthday: "1992-02-29", income: "middle" },
    ],
    [{ birthday: { on: "--02-29" } }, {}],
    [{ birthday: { on: "1992-02-29", calendar: "lunar" } }, {}],
  ])("with the personal document %j", (details, expected) => {
    const personal = personalOf(undefined, { id: "reg_7", personal: details }, customerOf());
    const plain = customerFacts(customerOf(), at(morning));
    expect(customerFacts(customerOf(), { ...at(morning), personal })).toEqual({ ...plain, ...expected });
  });
});
