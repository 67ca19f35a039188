import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryStorage } from "../../src/memory/index.js";
import { checkHostEvent } from "../../src/program/check-event.js";
import type { HostEvent } from "../../src/program/host-events.js";
import { recordEvent } from "../../src/program/index.js";
import { compare, exactOf } from "../../src/shared/decimal.js";
import { isClienteleError } from "../../src/shared/errors.js";
import { storedTexts } from "../../src/testing/stored.js";
import { changed } from "./changed.js";
import { honour } from "./programs.js";
import { at } from "./support.js";

const plain = {
  id: "ord_1",
  type: "order.paid",
  customerId: "cus_7",
  occurredAt: "2026-03-02T02:00:00.000Z",
  shipping: "5.00",
  lines: [{ sku: "tea", category: "护肤", quantity: 2, paid: "1234567890123456.789" }],
};

/** The same order as a database library reads it: big integers, decimal objects, dates, null for what is not there. */
const row = {
  ...plain,
  occurredAt: new Date(plain.occurredAt),
  currency: null,
  shipping: new Decimal("5.00").plus("0.00").toDecimalPlaces(2),
  lines: [{ sku: "tea", name: null, category: "护肤", quantity: 2n, paid: new Decimal("1234567890123456.789") }],
};

/** A decimal as Prisma answers it: another copy of the class, whose name a bundler has shortened. */
function foreign(text: string): object {
  const Copy = Decimal.clone();
  Object.defineProperty(Copy, "name", { value: "i" });
  return new Copy(text);
}

describe("what database libraries answer", () => {
  test("is kept in its plain form", () => {
    expect(checkHostEvent(row)).toEqual({ ...plain, shipping: "5" });
  });

  test("is one event with its plain form: sent in both, it is recorded once", async () => {
    const storage = memoryStorage();
    const context = at(honour, plain.occurredAt);
    const first = await recordEvent(storage, checkHostEvent(row), context);
    const before = await storedTexts(storage);
    const second = await recordEvent(storage, { ...plain, shipping: "5" } as HostEvent, context);
    expect([first.replayed, second.replayed]).toEqual([false, true]);
    expect(await storedTexts(storage)).toEqual(before);
  });

  test.each([
    ["small", new Decimal("1e-18"), "0.000000000000000001"],
    ["large", new Decimal("1e29"), "100000000000000000000000000000"],
    ["nothing below zero", new Decimal("-0"), "0"],
    ["of another copy", foreign("149.90"), "149.9"],
    ["of big.js and bignumber.js", { s: 1, e: 2, c: [1, 4, 9], toFixed: () => "149" }, "149"],
  ])("money: a decimal object, %s, without an exponent", (_, paid, text) => {
    expect(checkHostEvent(changed<unknown>(row, "lines[0].paid", paid))).toMatchObject({ lines: [{ paid: text }] });
  });

  test("money: whatever decimal it is, exactly", () => {
    const amounts = fc.tuple(fc.bigInt(0n, 10n ** 29n), fc.integer({ min: 0, max: 18 }));
    const check = fc.property(amounts, ([units, scale]) => {
      const decimal = new Decimal(units.toString()).div(new Decimal(10).pow(scale));
      const { shipping } = checkHostEvent({ ...plain, shipping: decimal }) as { readonly shipping?: string };
      expect(compare(exactOf(shipping ?? ""), { units, scale })).toBe(0);
    });
    const precision = Decimal.precision;
    Decimal.set({ precision: 60 });
    fc.assert(check, { seed: 42, numRuns: 200 });
    Decimal.set({ precision });
  });

  test("levels, facts and counts: a bigint up to 2^53 − 1", () => {
    const answered = { ...plain, type: "survey.answered", shipping: null, lines: null, answers: { quality: 4n } };
    expect(checkHostEvent(answered)).toMatchObject({ answers: { quality: 4 } });
    const registered = { ...plain, type: "customer.registered", shipping: null, lines: null };
    const facts = { size: 4n, limit: new Decimal("99.50"), open: true, none: null };
    expect(checkHostEvent({ ...registered, facts })).toMatchObject({ facts: { size: 4, limit: "99.5", open: true } });
    const most = BigInt(Number.MAX_SAFE_INTEGER);
    expect(checkHostEvent(changed<unknown>(row, "lines[0].quantity", most))).toMatchObject({
      lines: [{ quantity: Number.MAX_SAFE_INTEGER }],
    });
  });

  test("an object without a prototype is plain", () => {
    expect(checkHostEvent(Object.assign(Object.create(null) as object, plain))).toEqual(plain);
  });
});

class Line {
  readonly sku = "tea";
  readonly quantity = 1;
  readonly paid = "1.00";
}

const hole: unknown[] = [];
hole.length = 1;

describe("everything else is refused, with its path and what to do", () => {
  test.each<readonly [string, unknown, string]>([
    ["lines[0].quantity", BigInt(Number.MAX_SAFE_INTEGER) + 1n, "beyond the whole numbers"],
    ["lines[0].quantity", 0n, "is not a whole number above 0"],
    ["lines[0].quantity", Number.NaN, "NaN is not a whole number"],
    ["lines[0].quantity", Number.POSITIVE_INFINITY, "Infinity is not"],
    ["lines[0].quantity", new Decimal(2), "is not a whole number"],
    ["lines[0].paid", 150n, "write money as text"],
    ["lines[0].paid", Number.NaN, "NaN is not money"],
    ["lines[0].paid", new Decimal(Number.NaN), "is not money"],
    ["lines[0].paid", new Decimal("-1"), "below 0"],
    ["lines[0].paid", new Decimal("1e-19"), "is not money"],
    ["lines[0].paid", { toFixed: () => "1.00" }, "is not money"],
    ["lines[0].paid", () => "1.00", "a function is not money"],
    ["customerId", 42n, 'write it as text: "42"'],
    ["customerId", Symbol("cus"), "is not an id"],
    ["occurredAt", new Date(Number.NaN), "a Date without a time is not an instant"],
    ["occurredAt", new Date(8.64e15), "is not an instant"],
    ["occurredAt", 1_772_416_800_000, "is not an instant"],
    ["lines", new Map(), "an object of the class Map is not a list"],
    ["lines[0]", new Map([["sku", "tea"]]), "class Map is not a plain object"],
    ["lines[0]", new Line(), "class Line is not a plain object; copy"],
    ["lines[0]", undefined, "undefined is not an object"],
    ["lines", hole, "undefined is not an object"],
  ])("%s: %o", (path, value, message) => {
    const thrown = thrownBy(() => checkHostEvent(path === "lines" ? { ...plain, lines: value } : withAt(path, value)));
    expect(thrown).toMatchObject({ code: "command_invalid" });
    expect(String(thrown)).toContain(message);
    expect((thrown as { readonly details: { readonly path: string } }).details.path).toContain(path);
  });

  test("an event of a class, and personal details in a Map, are not taken for empty ones", () => {
    expect(thrownBy(() => checkHostEvent(new Map()))).toMatchObject({ code: "command_invalid", details: { path: "" } });
    const registered = { ...plain, type: "customer.registered", shipping: null, lines: null };
    const details = { path: "personal" };
    const personal = new Map([["name", "Ada"]]);
    expect(thrownBy(() => checkHostEvent({ ...registered, personal }))).toMatchObject({ details });
    expect(thrownBy(() => checkHostEvent({ ...registered, facts: new Map() }))).toMatchObject({
      details: { path: "facts" },
    });
    expect(thrownBy(() => checkHostEvent({ ...registered, customerSince: new Date(0) }))).toMatchObject({
      details: { path: "customerSince" },
    });
    const born = { birthday: { on: new Date(0) } };
    expect(thrownBy(() => checkHostEvent({ ...registered, personal: born }))).toMatchObject({
      details: { path: "personal.birthday.on" },
    });
  });

  test("personal values are not repeated", () => {
    const registered = { ...plain, type: "customer.registered", shipping: null, lines: null };
    const personal = { name: 12345678901234567890n };
    expect(String(thrownBy(() => checkHostEvent({ ...registered, personal })))).not.toContain("12345678901234567890");
  });

  test("whatever stands in whichever place, nothing but command_invalid is thrown", () => {
    const odd = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true });
    const places = ["id", "type", "occurredAt", "shipping", "lines", "lines[0]", "lines[0].paid", "lines[0].quantity"];
    const check = fc.property(odd, fc.constantFrom(...places), (value, path) => {
      const thrown = thrownBy(() => checkHostEvent(withAt(path, value)));
      expect(thrown === undefined || isClienteleError(thrown, "command_invalid")).toBe(true);
    });
    fc.assert(check, { seed: 42, numRuns: 500 });
  });
});

/** The plain order with another value at a path, also one that is there and undefined. */
function withAt(path: string, value: unknown): unknown {
  const lines = [...plain.lines] as unknown[];
  if (path === "lines[0]") lines[0] = value;
  else if (path.startsWith("lines[0].")) lines[0] = { ...plain.lines[0], [path.slice("lines[0].".length)]: value };
  else return { ...plain, [path]: value };
  return { ...plain, lines };
}

function thrownBy(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (thrown) {
    return thrown;
  }
}
