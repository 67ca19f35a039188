import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applyCustomerEvents,
  changeCustomer,
  customerKind,
  customerPersonalKind,
  eraseCustomer,
  grantConsent,
  hasConsent,
  personalOf,
  personalRefs,
  registerCustomer,
  withdrawConsent,
  withoutPersonal,
  type CustomerEvent,
  type CustomerRecord,
  type PersonalRecord,
} from "../../src/customers/index.js";
import { execute, fingerprintOf } from "../../src/shared/execute.js";
import { canonicalJson, freezeDeep } from "../../src/shared/json.js";
import { memoryStorage } from "../../src/memory/index.js";
import { must, type Decision } from "../../src/shared/decision.js";
import { at, proof } from "./support.js";

const canary = "CANARY";
const runs = { seed: 20260302, numRuns: 300 };

const details = fc.record(
  {
    name: fc.constant(`${canary} name`),
    contactPoints: fc.constant([{ id: "p1", kind: "phone" as const, value: `${canary} phone` }]),
    addresses: fc.constant([{ id: "a1", text: `${canary} street` }]),
    externalIds: fc.constant([{ system: "card", value: `${canary} card` }]),
    preferences: fc.constant([`${canary} preference`]),
    facts: fc.constant({ income: `${canary} income` }),
  },
  { requiredKeys: [] },
);

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("change" as const),
      personal: details,
      clear: fc.subarray(["name", "phone"] as const),
      note: fc.constant(`${canary} note`),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("grant" as const),
      purpose: fc.constantFrom("marketing", "care", "service"),
      channel: fc.option(fc.constantFrom("sms", "email"), { nil: undefined }),
      back: fc.nat(20),
      import: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("withdraw" as const),
      purpose: fc.constantFrom("marketing", "care"),
      channel: fc.option(fc.constantFrom("sms", "email"), { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("erase" as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function nowOf(day: number): string {
  return new Date(Date.UTC(2026, 2, 2 + day, 3)).toISOString();
}

function decide(
  customer: CustomerRecord,
  each: Step,
  i: number,
): Decision<CustomerRecord, CustomerEvent, { code: string; message: string }> {
  const context = freezeDeep(at(nowOf(i)));
  const id = `cmd_${i}`;
  switch (each.kind) {
    case "change":
      return changeCustomer(
        customer,
        freezeDeep({ id, personal: each.personal, clear: each.clear, note: each.note }),
        context,
      );
    case "grant": {
      const { purpose, channel, back } = each;
      const occurredAt = nowOf(i - back);
      const source = each.import ? "import" : "customer";
      return grantConsent(
        customer,
        freezeDeep({ id, purpose, ...(channel !== undefined && { channel }), occurredAt, source, ...proof }),
        context,
      );
    }
    case "withdraw": {
      const { purpose, channel } = each;
      return withdrawConsent(customer, freezeDeep({ id, purpose, ...(channel !== undefined && { channel }) }), context);
    }
    case "erase":
      return eraseCustomer(customer, freezeDeep({ id }), context);
    default:
      return each satisfies never;
  }
}

describe("laws", () => {
  test("replay, JSON, purity, silence, order, and no personal value in events, record or fingerprint", () => {
    fc.assert(
      fc.property(details, fc.array(step, { maxLength: 12 }), (personal, steps) => {
        const command = freezeDeep({ id: "reg_7", customerId: "cus_7", personal, note: `${canary} note` });
        const start = registerCustomer(command, at(nowOf(0)));
        if (!start.ok) throw new Error("a registration without a form is never refused");
        let customer = freezeDeep(start.state);
        const events: CustomerEvent[] = [...start.events];
        const fingerprints = [fingerprintOf(withoutPersonal(command))];
        for (const [i, each] of steps.entries()) {
          const decision = decide(customer, each, i);
          expect(decide(customer, each, i)).toEqual(decision);
          if (!decision.ok) {
            expect(Object.keys(decision).sort()).toEqual(["ok", "rejection"]);
            continue;
          }
          expect(decision.state.at >= customer.at).toBe(true);
          if (each.kind === "change") fingerprints.push(fingerprintOf(withoutPersonal({ id: "c", ...each })));
          customer = freezeDeep(decision.state);
          events.push(...decision.events);
        }
        expect(applyCustomerEvents(undefined, events)).toEqual(customer);
        expect(JSON.parse(JSON.stringify({ customer, events }))).toEqual({ customer, events });
        expect(customerKind.unpack(customerKind.pack(customer))).toEqual(customer);
        expect(JSON.stringify([customer, events, fingerprints, customerKind.project(customer)])).not.toContain(canary);
      }),
      runs,
    );
  });

  test("the record names exactly the fields that the personal document holds", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ personal: details, clear: fc.subarray(["name", "phone", "facts"] as const) }), {
          minLength: 1,
          maxLength: 8,
        }),
        (changes) => {
          let customer: CustomerRecord | undefined;
          let personal: PersonalRecord | undefined;
          for (const [i, change] of changes.entries()) {
            const command = { id: `cmd_${i}`, customerId: "cus_7", ...change };
            const decision =
              customer === undefined
                ? registerCustomer(command, at(nowOf(i)))
                : changeCustomer(customer, command, at(nowOf(i)));
            if (!decision.ok) throw new Error(decision.rejection.message);
            customer = decision.state;
            personal = personalOf(personal, command, customer);
            expect(withoutPersonal({ id: "c", personal: personal.details }).personal).toEqual(customer.personalFields);
            expect(customerPersonalKind.unpack(customerPersonalKind.pack(personal))).toEqual(personal);
          }
        },
      ),
      runs,
    );
  });

  test("nobody is allowed what no grant allows, by a second reading of the history [b51]", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 16 }), (steps) => {
        const start = registerCustomer({ id: "reg_7", customerId: "cus_7" }, at(nowOf(0)));
        if (!start.ok) throw new Error("never refused");
        let customer = start.state;
        const events: CustomerEvent[] = [];
        for (const [i, each] of steps.entries()) {
          const decision = decide(customer, each, i);
          if (!decision.ok) continue;
          customer = decision.state;
          events.push(...decision.events);
        }
        const now = nowOf(steps.length);
        for (const channel of ["sms", "email"]) {
          const allowed = hasConsent(customer, { ...at(now), purpose: "marketing", channel });
          expect(allowed).toBe(oracle(events, channel));
        }
      }),
      { ...runs, numRuns: 1000 },
    );
  });

  test("through a storage, neither entries nor records of others hold a personal value, and erasing deletes it [a1]", async () => {
    const storage = memoryStorage();
    const ref = { owner: "cus_7", kind: "customer", id: "cus_7" };
    const command = { id: "reg_7", customerId: "cus_7", personal: { name: canary } };
    const first = await execute(storage, ref, registerCustomer, withoutPersonal(command), at(nowOf(0)));
    const again = await execute(storage, ref, registerCustomer, withoutPersonal(command), at(nowOf(1)));
    expect(again).toMatchObject({ ok: true, replayed: true });
    if (!first.ok) throw new Error(first.rejection.message);
    const document = personalOf(undefined, command, first.state);
    const where = { ...ref, kind: "customer_personal" };
    await storage.commit([{ ref: where, expected: 0, record: document, entries: [] }]);
    const { earlier, record } = await storage.load(ref, { id: "reg_7" });
    expect(canonicalJson({ earlier, record })).not.toContain(canary);
    expect((await storage.load(where, {})).record).toEqual(document);
    const erased = must(eraseCustomer(first.state, { id: "ers_1" }, at(nowOf(2))));
    const entry = { command: "ers_1", fingerprint: fingerprintOf({ id: "ers_1" }), events: erased.events };
    const deletions = personalRefs(erased.state).map((gone) => ({
      ref: gone,
      expected: 1,
      record: undefined,
      entries: [],
    }));
    await storage.commit([{ ref, expected: 1, record: erased.state, entries: [entry] }, ...deletions]);
    expect((await storage.load(where, {})).record).toBeUndefined();
    expect((await storage.load(ref, {})).record).toMatchObject({ status: "erased" });
  });
});

/** Allowed when the last of this channel's own decisions and of those for all that concern it is a grant. */
function oracle(events: readonly CustomerEvent[], channel: string): boolean {
  let own: "granted" | "withdrawn" | undefined;
  let all: "granted" | "withdrawn" | undefined;
  for (const event of events) {
    if (event.type === "customer.erased") return false;
    if (event.type !== "customer.consented" && event.type !== "customer.withdrew") continue;
    if (event.purpose !== "marketing" || (event.channel !== undefined && event.channel !== channel)) continue;
    const decision = event.type === "customer.consented" ? "granted" : "withdrawn";
    if (event.channel === channel) own = decision;
    else {
      all = decision;
      if (decision === "withdrawn" && own === "granted") own = undefined;
    }
  }
  return own === undefined ? all === "granted" : own === "granted";
}
