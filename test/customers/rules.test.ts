import { describe, expect, test } from "vitest";
import {
  checkIntake,
  checkPurposes,
  checkRoles,
  checkVerification,
  definePurposes,
  defineRoles,
  defineVerification,
  intakeIssues,
} from "../../src/customers/rules.js";
import type { ConfigIssue } from "../../src/shared/issues.js";
import { intake, purposes } from "./support.js";

function mistakes(checked: { ok: boolean; issues?: readonly ConfigIssue[] }): unknown {
  return checked.issues?.map(({ path, code }) => [path, code]);
}

describe("purposes, intake, roles, verification", () => {
  test("the sections of the store policy hold", () => {
    expect(
      checkPurposes({
        service: { label: "订单与售后服务", basis: "contract" },
        marketing: {
          label: { en: "Offers", "zh-CN": "优惠" },
          basis: "consent",
          wording: "consent_marketing_v1",
          validFor: "P2Y",
        },
        profiling: { basis: "consent", optOut: "non_personalised_offer" },
      }).ok,
    ).toBe(true);
    expect(
      checkIntake({ social: { label: "社交媒体互动", salesChannel: "online", requires: ["externalId"] } }).ok,
    ).toBe(true);
    expect(
      defineRoles({
        agent: { sees: "team", fields: { phone: "138****8000", email: "masked" } },
        specialist: { sees: "team", fields: { phone: "reveal_with_reason" } },
      }),
    ).toBeDefined();
    expect(defineVerification({ every: "P3M", first: ["phone"], unusedFor: "P1Y", by: ["sms"] })).toBeDefined();
  });

  test("every mistake has its path", () => {
    expect(mistakes(checkPurposes({ a: { basis: "consnt" }, b: {} }))).toEqual([
      ["a.basis", "invalid_value"],
      ["b.basis", "missing"],
    ]);
    expect(
      mistakes(
        checkPurposes({
          "a b": { basis: "contract" },
          c: { basis: "consent", validFor: "P0D" },
          d: { basis: "contract", validFor: "P1Y" },
        }),
      ),
    ).toEqual([
      ["a b", "invalid_name"],
      ["c.validFor", "invalid_duration"],
      ["d.validFor", "not_consent"],
    ]);
    expect(mistakes(checkIntake({ form: { requires: ["telephone"] } }))).toEqual([
      ["form.requires[0]", "invalid_value"],
    ]);
    expect(mistakes(checkRoles({ agent: { sees: "team", fields: { phone: "some" } } }))).toEqual([
      ["agent.fields.phone", "invalid_mask"],
    ]);
    expect(mistakes(checkVerification({ every: "PT3H", unusedFor: "soon" }))).toEqual([
      ["every", "invalid_duration"],
      ["unusedFor", "invalid_duration"],
    ]);
  });

  test("a form offers only what people are asked about", () => {
    expect(intakeIssues(intake, purposes)).toEqual([]);
    expect(intakeIssues({ form: { offers: ["service", "marketting"] } }, purposes)).toMatchObject([
      { path: "form.offers[0]", code: "unknown_name" },
      {
        path: "form.offers[1]",
        message: '"marketting" is not a purpose that rests on consent; did you mean "marketing"?',
      },
    ]);
  });

  test("what is defined is frozen", () => {
    expect(Object.isFrozen(definePurposes({ a: { basis: "contract" } })["a"])).toBe(true);
  });
});
