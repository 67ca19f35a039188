import { describe, expect, test } from "vitest";
import {
  consentLapsesOn,
  consentStanding,
  eraseCustomer,
  explainConsent,
  grantConsent,
  hasConsent,
  withdrawConsent,
  type CustomerRecord,
  type GrantConsent,
} from "../../src/customers/index.js";
import { must } from "../../src/shared/decision.js";
import { at, customerOf, morning, proof } from "./support.js";

const marketing = { purpose: "marketing", ...proof } as const;

function granted(customer: CustomerRecord, command: Partial<GrantConsent>, now = morning): CustomerRecord {
  return must(grantConsent(customer, { id: "con_1", ...marketing, ...command }, at(now))).state;
}

function withdrawn(customer: CustomerRecord, channel?: string, now = "2026-04-01T00:00:00Z"): CustomerRecord {
  const command = { id: "wdr_1", purpose: "marketing", ...(channel !== undefined && { channel }) };
  return must(withdrawConsent(customer, command, at(now))).state;
}

function allowed(customer: CustomerRecord, channel?: string, now = "2026-05-01T00:00:00Z"): boolean {
  return hasConsent(customer, { ...at(now), purpose: "marketing", ...(channel !== undefined && { channel }) });
}

describe("hasConsent", () => {
  test.each([
    ["service", true],
    ["tax", true],
    ["care", true],
    ["marketing", false],
    ["unheard_of", false],
    ["constructor", false],
  ])("without a decision %s is %s [b51, b55]", (purpose, expected) => {
    expect(hasConsent(customerOf(), { ...at(morning), purpose })).toBe(expected);
  });

  test("a grant for one channel is for that channel, one for all is for each", () => {
    const sms = granted(customerOf(), { channel: "sms" });
    expect([allowed(sms, "sms"), allowed(sms, "email"), allowed(sms)]).toEqual([true, false, false]);
    const all = granted(customerOf(), {});
    expect([allowed(all, "sms"), allowed(all)]).toEqual([true, true]);
  });

  test("a withdrawal for all ends grants for single channels, one for a channel outlives a grant for all", () => {
    expect(allowed(withdrawn(granted(customerOf(), { channel: "sms" })), "sms")).toBe(false);
    const noSms = withdrawn(granted(customerOf(), {}), "sms");
    expect([allowed(noSms, "sms"), allowed(noSms, "email")]).toEqual([false, true]);
    const again = granted(noSms, { id: "con_2" }, "2026-04-02T00:00:00Z");
    expect([allowed(again, "sms"), allowed(again, "email")]).toEqual([false, true]);
    const smsAgain = granted(noSms, { id: "con_3", channel: "sms" }, "2026-04-03T00:00:00Z");
    expect(allowed(smsAgain, "sms")).toBe(true);
  });

  test("a grant lapses on the day its length later, in the zone", () => {
    const customer = granted(customerOf(), {});
    expect(allowed(customer, undefined, "2028-03-01T15:59:59.999Z")).toBe(true);
    expect(allowed(customer, undefined, "2028-03-01T16:00:00.000Z")).toBe(false);
    expect(consentLapsesOn(customer, at("2028-03-01T15:59:59.999Z"))).toBe("2028-03-02");
    expect(consentLapsesOn(customer, at("2028-03-01T16:00:00.000Z"))).toBeUndefined();
  });

  test("a lapsed grant for a channel does not stand against one for all", () => {
    const sms = granted(customerOf(), { channel: "sms", occurredAt: "2024-03-03T00:00:00Z" });
    expect(allowed(sms, "sms")).toBe(false);
    expect(allowed(granted(sms, { id: "con_2" }), "sms")).toBe(true);
  });

  test("after erasure nothing is allowed", () => {
    const erased = must(eraseCustomer(granted(customerOf(), {}), { id: "ers_1" }, at(morning))).state;
    expect(hasConsent(erased, { ...at(morning), purpose: "service" })).toBe(false);
    expect(consentLapsesOn(erased, at(morning))).toBeUndefined();
  });
});

describe("grantConsent", () => {
  test("the event has the proof and the record refers to it [b51]", () => {
    const { state, events } = must(
      grantConsent(customerOf(), { id: "con_1", ...marketing, channel: "sms" }, at(morning)),
    );
    expect(events).toMatchObject([
      { type: "customer.consented", id: "con_1", basis: "consent", lapsesOn: "2028-03-02", ...marketing },
    ]);
    expect(state.consents).toEqual([
      {
        ...marketing,
        channel: "sms",
        decision: "granted",
        since: morning,
        lapsesOn: "2028-03-02",
        source: "customer",
        event: "con_1",
      },
    ]);
  });

  test("refused in the documented order [a22]", () => {
    const grant = (customer: CustomerRecord, command: object): unknown =>
      grantConsent(customer, { id: "con_2", ...command } as GrantConsent, at(morning));
    const erased = must(eraseCustomer(customerOf(), { id: "ers_1" }, at(morning))).state;
    const future = { occurredAt: "2026-03-02T02:06:00Z" };
    expect(grant(erased, { purpose: "x", ...future })).toMatchObject({ rejection: { code: "occurred_in_future" } });
    expect(grant(erased, { purpose: "x" })).toMatchObject({ rejection: { code: "customer_erased" } });
    expect(grant(customerOf(), { purpose: "marketng" })).toMatchObject({
      rejection: { code: "unknown_purpose", known: ["service", "tax", "care", "marketing", "profiling"] },
    });
    expect(grant(customerOf(), { purpose: "service" })).toMatchObject({
      rejection: { code: "not_asked_for", basis: "contract" },
    });
    expect(grant(customerOf(), { purpose: "marketing", wording: "v1" })).toMatchObject({
      rejection: { code: "proof_missing", missing: ["act"] },
    });
    expect(grant(customerOf(), { ...marketing, source: "import" })).toMatchObject({
      rejection: { code: "proof_missing", missing: ["occurredAt"] },
    });
  });

  test("a pre-ticked box is no act", () => {
    const command = { id: "con_2", ...marketing, ...({ act: "pre_ticked" } as object) };
    expect(() => grantConsent(customerOf(), command, at(morning))).toThrow(
      /act: "pre_ticked" is not one of ticked_box/,
    );
  });

  test("what turns up later does not go past a withdrawal", () => {
    const customer = withdrawn(customerOf(), undefined, "2026-03-05T00:00:00Z");
    const late = (occurredAt: string): unknown =>
      grantConsent(customer, { id: "con_2", ...marketing, occurredAt }, at("2026-03-09T00:00:00Z"));
    expect(late("2026-03-04T00:00:00Z")).toMatchObject({
      rejection: { code: "decided_later", decision: "withdrawn", since: "2026-03-05T00:00:00.000Z" },
    });
    expect(late("2026-03-05T00:00:00Z")).toMatchObject({ ok: false });
    expect(late("2026-03-05T00:00:00.001Z")).toMatchObject({ ok: true });
  });

  test("an import fills a gap and never widens", () => {
    const old = { source: "import", occurredAt: "2026-01-05T00:00:00Z" } as const;
    expect(allowed(granted(customerOf(), old))).toBe(true);
    const newer = { source: "import", occurredAt: "2026-04-05T00:00:00Z" } as const;
    const now = at("2026-05-01T00:00:00Z");
    for (const customer of [withdrawn(customerOf()), withdrawn(customerOf(), "sms"), granted(customerOf(), {})]) {
      expect(grantConsent(customer, { id: "imp_1", ...marketing, ...newer }, now)).toMatchObject({
        rejection: { code: "import_cannot_widen" },
      });
    }
    const noSms = withdrawn(customerOf(), "sms");
    expect(grantConsent(noSms, { id: "imp_1", ...marketing, ...newer, channel: "email" }, now).ok).toBe(true);
  });

  test("an interest of the shop's needs no proof and does not lapse", () => {
    const objected = must(withdrawConsent(customerOf(), { id: "wdr_1", purpose: "care" }, at(morning))).state;
    expect(hasConsent(objected, { ...at(morning), purpose: "care" })).toBe(false);
    const again = must(grantConsent(objected, { id: "con_1", purpose: "care" }, at("2026-03-03T00:00:00Z"))).state;
    expect(hasConsent(again, { ...at("2036-03-03T00:00:00Z"), purpose: "care" })).toBe(true);
  });
});

describe("withdrawConsent", () => {
  test("it counts when it is recorded and keeps when it happened", () => {
    const command = { id: "wdr_1", purpose: "marketing", occurredAt: "2026-03-01T00:00:00+08:00" };
    expect(must(withdrawConsent(customerOf(), command, at(morning))).events).toMatchObject([
      { type: "customer.withdrew", occurredAt: morning, happenedAt: "2026-02-28T16:00:00.000Z" },
    ]);
  });

  test("a purpose that the program dropped can be withdrawn by who had allowed it", () => {
    const without = { ...at("2026-04-01T00:00:00Z"), purposes: {} };
    expect(withdrawConsent(customerOf(), { id: "w", purpose: "marketing" }, without)).toMatchObject({
      rejection: { code: "unknown_purpose", known: [] },
    });
    expect(withdrawConsent(granted(customerOf(), {}), { id: "w", purpose: "marketing" }, without).ok).toBe(true);
  });

  test("refused in the documented order", () => {
    const erased = must(eraseCustomer(customerOf(), { id: "ers_1" }, at(morning))).state;
    const command = { id: "w", purpose: "tax" };
    expect(withdrawConsent(erased, { ...command, occurredAt: "2027-01-01T00:00:00Z" }, at(morning))).toMatchObject({
      rejection: { code: "occurred_in_future" },
    });
    expect(withdrawConsent(erased, command, at(morning))).toMatchObject({ rejection: { code: "customer_erased" } });
    expect(withdrawConsent(customerOf(), command, at(morning))).toMatchObject({ rejection: { code: "not_asked_for" } });
  });
});

describe("explainConsent", () => {
  const say = (customer: CustomerRecord, now: string, locale: "en" | "zh-CN"): string =>
    explainConsent(consentStanding(customer, { ...at(now), purpose: "marketing", channel: "sms" }), locale);

  test("in both languages", () => {
    const customer = granted(customerOf(), {});
    expect(say(customer, morning, "en")).toBe(
      "marketing (sms) is allowed: the customer consented at 2026-03-02T02:00:00.000Z, and it holds until 2028-03-02, exclusive.",
    );
    expect(say(customer, "2029-01-01T00:00:00Z", "en")).toBe(
      "marketing (sms) is not allowed: the consent of 2026-03-02T02:00:00.000Z lapsed on 2028-03-02.",
    );
    expect(say(withdrawn(customer), "2029-01-01T00:00:00Z", "zh-CN")).toBe(
      "不得用于marketing (sms):客户已于2026-04-01T00:00:00.000Z撤回同意。",
    );
    expect(say(customerOf(), morning, "zh-CN")).toBe("不得用于marketing (sms):客户从未授权同意。");
  });
});
