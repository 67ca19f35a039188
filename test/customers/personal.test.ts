import { describe, expect, test } from "vitest";
import { personalFieldsOf, personalOf, withoutPersonal, type PersonalDetails } from "../../src/customers/index.js";
import { personalFields } from "../../src/customers/personal-details.js";
import { fingerprintOf } from "../../src/shared/execute.js";
import { customerOf, morning } from "./support.js";

const full: PersonalDetails = {
  name: "张三",
  contactPoints: [
    { id: "p1", kind: "phone", value: "1" },
    { id: "e1", kind: "email", value: "a@b.example" },
    { id: "s1", kind: "social", value: "@a" },
  ],
  addresses: [{ id: "a1", text: "1 Main Street", city: "Springfield" }],
  birthday: { on: "1990-08-15", calendar: "lunar" },
  gender: "other",
  externalIds: [{ system: "card", value: "77" }],
  preferences: ["green tea"],
  facts: { income: "middle" },
};
const command = { id: "reg_7", customerId: "cus_7", personal: full };

describe("personalOf", () => {
  test("given values, then they stand in a document beside the customer's record [a2, a3, a4, a5, a6]", () => {
    const customer = customerOf(command);
    expect(customer.personalFields).toEqual([...personalFields].sort());
    expect(personalOf(undefined, command, customer)).toEqual({
      format: 1,
      id: "cus_7",
      owner: "cus_7",
      at: morning,
      of: { id: "shop", version: 3 },
      details: full,
    });
  });

  test("given a new phone, then the other points and fields stay", () => {
    const before = personalOf(undefined, command, customerOf(command));
    const phone = { id: "p2", kind: "phone", value: "2" } as const;
    const after = personalOf(before, { id: "chg_1", personal: { contactPoints: [phone] } }, customerOf(command));
    expect(after.details.contactPoints?.map(({ id }) => id)).toEqual(["e1", "s1", "p2"]);
    expect(after.details.name).toBe("张三");
  });

  test.each(personalFields)("clear empties %s and nothing else", (field) => {
    const before = personalOf(undefined, command, customerOf(command));
    const after = personalOf(before, { id: "chg_1", clear: [field] }, customerOf(command));
    expect(personalFieldsOf(after.details)).toEqual([...personalFields].filter((each) => each !== field).sort());
  });

  test("null and absent are one thing", () => {
    const personal: PersonalDetails = { gender: "female", ...({ name: null } as object) };
    const given = { id: "reg_7", personal };
    expect(personalOf(undefined, given, customerOf()).details).toEqual({ gender: "female" });
  });

  test("given names of fields only, then it is thrown", () => {
    const names = withoutPersonal(command);
    expect(() => personalOf(undefined, names, customerOf(command))).toThrow(/only the names/);
  });

  test.each<[string, unknown]>([
    ["personal.surname", { surname: "SECRET" }],
    ["personal.name", { name: 77 }],
    ["personal.name", { name: "SECRET\ud800" }],
    ["personal.gender", { gender: "SECRET" }],
    ["personal.birthday.on", { birthday: { on: "SECRET" } }],
    ["personal.birthday.on", { birthday: { on: "1991-02-29" } }],
    ["personal.birthday.on", { birthday: { on: "1990-00-15", calendar: "lunar" } }],
    ["personal.birthday.calendar", { birthday: { on: "1990-02-28", calendar: "SECRET" } }],
    ["personal.contactPoints[0].kind", { contactPoints: [{ id: "p", kind: "SECRET", value: "SECRET" }] }],
    ["personal.contactPoints[0].id", { contactPoints: [{ kind: "phone", value: "SECRET" }] }],
    ["personal.addresses", { addresses: "SECRET" }],
    ["personal.addresses[0].city", { addresses: [{ id: "a", text: "SECRET", city: 7 }] }],
    ["personal.externalIds", { externalIds: Array.from({ length: 101 }, () => ({ system: "a", value: "SECRET" })) }],
    ["personal.preferences[0]", { preferences: ["SECRET".repeat(200)] }],
    ["personal.facts.income", { facts: { income: { amount: "SECRET" } } }],
  ])("thrown at %s, and the message does not repeat the value", (path, personal) => {
    const wrong = { id: "chg_1", personal: personal as PersonalDetails };
    let message = "";
    try {
      personalOf(undefined, wrong, customerOf());
    } catch (thrown) {
      message = JSON.stringify({ thrown, message: (thrown as Error).message });
    }
    expect(message).toContain(`${path} `);
    expect(message).not.toContain("SECRET");
  });

  test("a lunar 30th and a 29 February without a year are birthdays", () => {
    for (const birthday of [{ on: "1990-02-30", calendar: "lunar" }, { on: "--02-29" }] as const) {
      expect(personalOf(undefined, { id: "c", personal: { birthday } }, customerOf()).details).toEqual({ birthday });
    }
  });
});

describe("withoutPersonal", () => {
  test("the fingerprint holds names of fields", () => {
    expect(fingerprintOf(withoutPersonal({ id: "chg_1", personal: { name: "Ada", gender: "female" } }))).toBe(
      '{"id":"chg_1","personal":["gender","name"]}',
    );
  });

  test("twice is once, and a command without personal values stays as it is", () => {
    expect(withoutPersonal(withoutPersonal(command))).toEqual(withoutPersonal(command));
    expect(withoutPersonal({ id: "c" })).toEqual({ id: "c" });
  });
});
