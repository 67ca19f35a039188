import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkHostEvent } from "../../src/program/check-event.js";
import { hostEventTypes, withoutPersonalValues, type HostEvent } from "../../src/program/host-events.js";
import { isClienteleError } from "../../src/shared/errors.js";
import { changed } from "./changed.js";

const envelope = { id: "evt_1", customerId: "cus_7", occurredAt: "2026-03-02T10:00:00+08:00" };
const line = { sku: "tea", quantity: 2, paid: "30.00" };
const lines = [
  line,
  {
    id: "b",
    sku: "pot",
    name: "Pot",
    category: "ware",
    quantity: 1,
    list: "90.00",
    discount: "10.00",
    tax: "8.00",
    paid: "80.00",
  },
];
const order = { ...envelope, lines, shipping: "5.00", tenders: [{ kind: "card", amount: "115.00" }] };
const personal = { name: "Ada", contactPoints: [{ id: "p1", kind: "phone", value: "13800000000" }], gender: null };

const examples: Readonly<Record<string, unknown>> = {
  "customer.registered": {
    ...envelope,
    intake: "card",
    customerSince: "2026-03-02",
    personal,
    tags: [],
    facts: { size: 4 },
  },
  "customer.changed": { ...envelope, clear: ["birthday"], source: "staff" },
  "customer.consented": { ...envelope, purpose: "marketing", channel: "sms", wording: "v1", act: "ticked_box" },
  "customer.withdrew": { ...envelope, purpose: "marketing" },
  "customer.erased": envelope,
  "order.placed": { ...order, orderId: "ord_1", currency: "CNY", salesChannel: "app", shopId: "s1" },
  "order.paid": { ...order, businessLine: "retail", agentId: "a1", note: "wrapped" },
  "order.shipped": { ...envelope, orderId: "ord_1" },
  "order.delivered": { ...envelope, orderId: "ord_1" },
  "order.refunded": { ...envelope, orderId: "ord_1", lines: [{ id: "b", quantity: 1, amount: "80.00" }] },
  "order.cancelled": { ...envelope, orderId: "ord_1" },
  "return_window.closed": { ...envelope, orderId: "ord_1" },
  "referral.made": { ...envelope, friendId: "cus_8" },
  "visit.made": { ...envelope, shopId: "s1" },
  "review.posted": { ...envelope, orderId: "ord_1", sku: "tea" },
  "enquiry.received": { ...envelope, channel: "chat", text: "In blue?" },
  "case.opened": { ...envelope, caseType: "complaint", caseId: "cas_1", channel: "phone", category: "产品质量" },
  "case.moved": { ...envelope, caseId: "cas_1", to: "investigating" },
  "case.responded": { ...envelope, caseId: "cas_1", text: "We look into it." },
  "case.message_received": { ...envelope, caseId: "cas_1", text: "And?" },
  "case.resolved": {
    ...envelope,
    caseId: "cas_1",
    resolution: { kind: "replaced", accepted: true },
    rootCause: "cork",
  },
  "case.reopened": { ...envelope, caseId: "cas_1" },
  "case.followed_up": { ...envelope, caseId: "cas_1", outcome: "satisfied" },
  "case.acknowledged": { ...envelope, caseId: "cas_1", text: "Your number is 1." },
  "case.assigned": { ...envelope, caseId: "cas_1", agentId: "agt_1", to: "desk", needs: { skills: ["tea"] } },
  "case.classified": { ...envelope, caseId: "cas_1", severity: "high", sku: "tea", priority: "urgent" },
  "case.detailed": {
    ...envelope,
    caseId: "cas_1",
    remedySought: "refund",
    resolution: { kind: "refund", remedy: { kind: "money", amount: "50.00", currency: "CNY" } },
  },
  "case.checked": { ...envelope, caseId: "cas_1", items: ["photographed"] },
  "case.marked": { ...envelope, caseId: "cas_1", mark: "money_sent" },
  "case.appointment_set": { ...envelope, caseId: "cas_1", from: "2026-03-04T06:00:00Z", to: "2026-03-04T08:00:00Z" },
  "case.appointment_confirmed": { ...envelope, caseId: "cas_1" },
  "case.appointment_moved": {
    ...envelope,
    caseId: "cas_1",
    from: "2026-03-05T06:00:00Z",
    to: "2026-03-05T08:00:00Z",
    agentId: "agt_1",
  },
  "case.appointment_ended": { ...envelope, caseId: "cas_1", outcome: "missed" },
  "case.merged": { ...envelope, caseId: "cas_2", into: "cas_1" },
  "case.absorbed": { ...envelope, caseId: "cas_1", from: "cas_2", waitingSince: "2026-03-02T01:00:00Z" },
  "case.split": { ...envelope, caseId: "cas_1", into: ["cas_3"] },
  "survey.answered": { ...envelope, questionnaire: "visit", answers: { quality: 4 } },
  "activity.attended": { ...envelope, activity: "tasting" },
};

function refusalOf(value: unknown, context = {}): { readonly path: unknown; readonly message: string } | undefined {
  try {
    checkHostEvent(value, context);
    return undefined;
  } catch (thrown) {
    if (!isClienteleError(thrown, "command_invalid")) throw thrown;
    return { path: thrown.details["path"], message: thrown.message };
  }
}

describe("every host event", () => {
  test("is known", () => {
    expect(Object.keys(examples).sort()).toEqual([...hostEventTypes].sort());
  });

  test.each(hostEventTypes)("%s is kept as it is written, without what is null", (type) => {
    const event = { type, ...(examples[type] as object) };
    const kept = checkHostEvent({ ...event, about: null, by: undefined });
    expect(kept).toEqual(JSON.parse(JSON.stringify(event).replace(',"gender":null', "")));
  });

  test.each(hostEventTypes)("%s needs its id, its customer and its time, and knows no other key", (type) => {
    const event = { type, ...(examples[type] as object) };
    for (const key of ["id", "customerId", "occurredAt"]) {
      expect(refusalOf(changed(event, key, undefined))).toEqual({ path: key, message: `${key}: is missing.` });
      expect(refusalOf({ ...event, [key]: null })?.path).toBe(key);
    }
    expect(refusalOf({ ...event, customerid: "cus_7" })).toEqual({
      path: "customerid",
      message: 'customerid: is not known here; did you mean "customerId"?',
    });
  });
});

describe("a mistake is named with its path and what to do", () => {
  const paid = { type: "order.paid", ...order };
  test.each<readonly [path: string, value: unknown, message: string]>([
    ["type", "order.payed", 'type: "order.payed" is not a host event of this program; did you mean "order.paid"?'],
    [
      "type",
      "bottle",
      'type: "bottle" is not a host event of this program; one of its own is declared under "events".',
    ],
    ["type", 7, "type: 7 is not a host event of this program"],
    ["type", null, 'type: is missing; name what happened, like "order.paid".'],
    ["id", "ord#1", 'id: "ord#1" is not an id; use 1 to 200 characters without control characters and "#".'],
    ["customerId", 7, "customerId: 7 is not an id"],
    [
      "occurredAt",
      "2026-03-02",
      'occurredAt: "2026-03-02" is not an instant; write one like "2026-03-02T10:00:00+08:00".',
    ],
    ["occurredAt", "2026-02-30T10:00:00Z", 'occurredAt: "2026-02-30T10:00:00Z" is not an instant'],
    ["currency", "RMB¥", 'currency: "RMB¥" is not a currency like "CNY".'],
    ["lines", [], "lines: is empty; leave it out, or put something in."],
    ["lines", line, "lines: an object is not a list."],
    ["lines[0].paid", 30.1, 'lines[0].paid: 30.1 is a number; write money as text: "30.1".'],
    ["lines[0].paid", "-30.00", "lines[0].paid: -30.00 is below 0; what goes back is an order.refunded."],
    ["lines[0].paid", "30,00", 'lines[0].paid: "30,00" is not money like "149.99".'],
    ["lines[0].paid", undefined, "lines[0].paid: is missing."],
    ["lines[0].quantity", 0, "lines[0].quantity: 0 is not a whole number above 0."],
    ["lines[0].quantity", "2", 'lines[0].quantity: "2" is not a whole number above 0.'],
    ["lines[0].quantitiy", 2, 'lines[0].quantitiy: is not known here; did you mean "quantity"?'],
    ["lines[1].tax", "81.00", "lines[1].tax"],
    ["lines[1].id", "1", "lines[1].id"],
    ["tenders[0].amount", "114.99", "make them equal (difference -0.01)"],
    ["tenders[0].amount", 115, 'tenders[0].amount: 115 is a number; write money as text: "115".'],
    ["shipping", "5.01", "make them equal (difference -0.01)"],
  ])("%s: %j", (path, value, message) => {
    expect(refusalOf(changed(paid, path, value))?.message).toContain(message);
  });

  test("at most 10,000 lines are taken, and all of them are looked at", () => {
    const many = (count: number): unknown => ({
      ...envelope,
      type: "order.paid",
      lines: Array.from({ length: count }, () => line),
    });
    expect(refusalOf(many(10_000))).toBeUndefined();
    expect(refusalOf(many(10_001))?.message).toBe("lines: holds 10001; the most is 10000.");
    expect(refusalOf(changed(many(10_000), "lines[9999].paid", 1))?.path).toBe("lines[9999].paid");
  });

  test("who somebody is, and what somebody wrote, is never repeated", () => {
    const registered = { ...envelope, type: "customer.registered", personal: { name: ["Ada"] } };
    const answered = { ...envelope, type: "case.responded", caseId: "cas_1", text: 7 };
    expect(refusalOf(registered)?.path).toBe("personal.name");
    expect(refusalOf(registered)?.message).not.toContain("Ada");
    expect(refusalOf(answered)?.message).toBe("text: is not a text of 1 to 10000 characters.");
    expect(refusalOf({ ...registered, personal: { adresses: [] } })?.path).toBe("personal.adresses");
  });
});

test("an event of the document's own is known by its name there", () => {
  const event = { ...envelope, type: "custom.bottle_returned" };
  expect(checkHostEvent(event, { events: { bottle_returned: {} } })).toEqual(event);
  expect(refusalOf(event)?.path).toBe("type");
  const near = refusalOf({ ...event, type: "custom.bottle_return" }, { events: { bottle_returned: {} } });
  expect(near?.message).toContain('did you mean "custom.bottle_returned"?');
});

test("a fingerprint holds neither a personal value nor what somebody wrote", () => {
  for (const type of hostEventTypes) {
    const event = { type, ...(examples[type] as object), ...texts[type] } as HostEvent;
    const text = JSON.stringify(withoutPersonalValues(checkHostEvent(event)));
    expect(text).not.toMatch(/Ada|13800000000|blue|look into|And\?|canary/);
    expect(text).toContain(event.id);
  }
});

const texts: Readonly<Record<string, object>> = {
  "survey.answered": { texts: { why: "canary" } },
  "case.moved": { text: "canary" },
};

test("anything else is command_invalid, in time", () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.tuple(fc.constantFrom(...hostEventTypes), fc.jsonValue()).map(([type, value]) => {
      return { type, ...(typeof value === "object" ? value : { lines: value }) };
    }),
  );
  fc.assert(
    fc.property(anything, (value) => refusalOf(value) !== undefined),
    { seed: 42, numRuns: 1000 },
  );
});

test("an event with one part replaced is taken, or refused at that part or above it", () => {
  const replaced = fc
    .tuple(fc.constantFrom(...hostEventTypes), fc.nat(), fc.jsonValue())
    .map(([type, place, value]) => {
      const event: Readonly<Record<string, unknown>> = { type, ...(examples[type] as object) };
      const keys = Object.keys(event).filter((key) => key !== "type");
      const key = keys[place % keys.length] ?? "id";
      return { event: { ...event, [key]: value }, key };
    });
  fc.assert(
    fc.property(replaced, ({ event, key }) => {
      const refused = refusalOf(event);
      return (
        refused === undefined ||
        `${String(refused.path)} tenders`.includes(key) ||
        refused.message.includes("difference")
      );
    }),
    { seed: 42, numRuns: 1000 },
  );
});

test("nesting without end is refused", () => {
  const deep = Array.from({ length: 20_000 }).reduce<unknown>((inner) => [inner], 1);
  for (const key of ["personal", "facts", "tags", "note"]) {
    expect(
      refusalOf({ ...envelope, type: "customer.changed", [key]: key === "facts" ? { deep } : deep }),
    ).toBeDefined();
  }
});
