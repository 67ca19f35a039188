import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addToPurchases,
  applyOrderEvents,
  applyPurchasesEvents,
  cancelOrder,
  openPurchases,
  orderKind,
  orderNet,
  purchaseFacts,
  purchaseFactsChangeOn,
  purchasesKind,
  recordOrder,
  refundOrder,
  type OrderEvent,
  type OrderRecord,
  type PurchasesEvent,
  type PurchasesRecord,
  type RefundOrder,
  type SpendRules,
} from "../../src/orders/index.js";
import { factKey } from "../../src/conditions/fact-key.js";
import type { FactWindow } from "../../src/conditions/model.js";
import { must } from "../../src/shared/decision.js";
import { addDays } from "../../src/shared/days.js";
import { freezeDeep } from "../../src/shared/json.js";
import { at } from "./support.js";

const runs = { seed: 20260302, numRuns: 150 };
const cents = fc.nat(20_000).map((amount) => (amount / 100).toFixed(2));

const line = fc.record({
  sku: fc.constant("a"),
  category: fc.constantFrom("tea", "ware", "茶"),
  quantity: fc.integer({ min: 1, max: 5 }),
  paid: cents,
});

const sale = fc.record({
  kind: fc.constant("sale" as const),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  hours: fc.nat(72),
  back: fc.nat(24 * 40),
});
const back = fc.record({
  kind: fc.constant("refund" as const),
  of: fc.nat(30),
  refund: fc.oneof(
    fc.constant({}),
    cents.map((amount) => ({ amount })),
    fc
      .array(
        fc.record(
          { id: fc.constantFrom("1", "2", "shipping", "9"), quantity: fc.integer({ min: 1, max: 3 }), amount: cents },
          { requiredKeys: ["id"] },
        ),
        { minLength: 1, maxLength: 3 },
      )
      .map((lines) => ({ lines })),
  ),
  hours: fc.nat(200),
});
const off = fc.record({ kind: fc.constant("cancel" as const), of: fc.nat(30), hours: fc.nat(200) });
const history = fc.array(
  fc.oneof({ weight: 5, arbitrary: sale }, { weight: 4, arbitrary: back }, { weight: 1, arbitrary: off }),
  { maxLength: 25 },
);
const rules: fc.Arbitrary<SpendRules> = fc.record(
  {
    counts: fc.constantFrom("paid_minus_refunded" as const, "paid" as const),
    shipping: fc.constantFrom("included" as const, "excluded" as const),
  },
  { requiredKeys: [] },
);
const windows: readonly FactWindow[] = [
  { kind: "rolling", length: "P1M" },
  { kind: "rolling", length: "P20D" },
  { kind: "calendar", unit: "month" },
  { kind: "calendar", unit: "week", offset: -1 },
];

describe("laws", () => {
  test.each(["Asia/Shanghai", "America/New_York", "Pacific/Apia"])(
    "histories in %s: replay, JSON, purity, silence, and facts as a naive count has them",
    (zone) => {
      fc.assert(
        fc.property(history, rules, (steps, spend) => {
          let now = Date.UTC(2026, 0, 5, 3);
          const orders: OrderRecord[] = [];
          const orderEvents = new Map<string, OrderEvent[]>();
          let purchases = openPurchases(
            { id: "opn", customerId: "cus_7" },
            at(new Date(now).toISOString(), { zone }),
          ).state;
          const events: PurchasesEvent[] = [
            ...openPurchases({ id: "opn", customerId: "cus_7" }, at(new Date(now).toISOString(), { zone })).events,
          ];
          for (const [i, step] of steps.entries()) {
            now += step.hours * 3_600_000;
            const context = freezeDeep({ ...at(new Date(now).toISOString(), { zone, spend }) });
            const id = `cmd_${i}`;
            const place = step.kind === "sale" ? orders.length : step.of % Math.max(1, orders.length);
            const before = orders[place];
            if (step.kind !== "sale" && before === undefined) continue;
            const decide = () => {
              if (before === undefined || step.kind === "sale") {
                const occurredAt = new Date(now - (step.kind === "sale" ? step.back : 0) * 3_600_000).toISOString();
                const lines = step.kind === "sale" ? step.lines : [];
                return recordOrder(
                  freezeDeep({ id, type: "order.paid", customerId: "cus_7", occurredAt, lines, shipping: "5.00" }),
                  context,
                );
              }
              if (step.kind === "cancel") return cancelOrder(before, freezeDeep({ id }), context);
              return refundOrder(before, freezeDeep({ id, ...step.refund }), context);
            };
            const decision = decide();
            expect(decide()).toEqual(decision);
            if (!decision.ok) {
              expect(Object.keys(decision).sort()).toEqual(["ok", "rejection"]);
              continue;
            }
            const after = freezeDeep(decision.state);
            orders[place] = after;
            orderEvents.set(after.id, [...(orderEvents.get(after.id) ?? []), ...decision.events]);
            const added = addToPurchases(
              freezeDeep(purchases),
              { id, ...(before !== undefined && { before }), after },
              context,
            );
            purchases = added.state;
            events.push(...added.events);
          }
          for (const order of orders) {
            const own = orderEvents.get(order.id) ?? [];
            expect(applyOrderEvents(undefined, own)).toEqual(order);
            expect(JSON.parse(JSON.stringify([order, own]))).toEqual([order, own]);
            expect(orderKind.unpack(orderKind.pack(order))).toEqual(order);
            expectSound(order);
          }
          expect(applyPurchasesEvents(undefined, events)).toEqual(purchases);
          expect(JSON.parse(JSON.stringify([purchases, events]))).toEqual([purchases, events]);
          expect(purchasesKind.unpack(purchasesKind.pack(purchases))).toEqual(purchases);
          const then = { zone, now: new Date(now), windows };
          const facts = purchaseFacts(purchases, then);
          for (const window of [{ kind: "lifetime" } as const, ...windows]) {
            const naive = naiveFacts(orders, window, wallDay(now, zone));
            expect([
              facts[factKey("orders", window)],
              Number(facts[factKey("spend", window)]),
              facts[factKey("units", window)],
              facts[factKey("categories", window)],
            ]).toEqual(naive);
          }
          expectChange(purchases, wallDay(now, zone));
        }),
        runs,
      );
    },
  );

  test("a refund in steps is the refund in one", () => {
    const part = fc.record({ id: fc.constantFrom("1", "2"), quantity: fc.integer({ min: 1, max: 2 }) });
    const amount = fc.record({ id: fc.constantFrom("1", "2", "shipping"), amount: cents });
    const refund: fc.Arbitrary<Omit<RefundOrder, "id">> = fc.oneof(
      fc.array(fc.oneof(part, amount), { minLength: 2, maxLength: 5 }).map((lines) => ({ lines })),
      cents.map((whole) => ({ amount: whole })),
    );
    const two = fc.tuple(line, line);
    fc.assert(
      fc.property(two, refund, fc.nat(100), (lines, asked, cut) => {
        const command = { id: "o", type: "order.paid", customerId: "c", lines, shipping: "5.00" } as const;
        const order = must(recordOrder(command, at("2026-03-02T02:00:00Z"))).state;
        const one = refundAll(order, [asked]);
        const many = refundAll(order, stepsOf(asked, cut));
        expect(many?.lines).toEqual(one?.lines);
        expect(many && orderNet(many)).toEqual(one && orderNet(one));
      }),
      { ...runs, numRuns: 1_000 },
    );
  });
});

function refundAll(order: OrderRecord, refunds: readonly Omit<RefundOrder, "id">[]): OrderRecord | undefined {
  let now: OrderRecord | undefined = order;
  for (const [i, refund] of refunds.entries()) {
    const decision: ReturnType<typeof refundOrder> | undefined =
      now === undefined ? undefined : refundOrder(now, { id: `r${i}`, ...refund }, at("2026-03-02T02:00:00Z"));
    now = decision?.ok === true ? decision.state : undefined;
  }
  return now;
}

function stepsOf({ lines, amount = "0" }: Omit<RefundOrder, "id">, cut: number): readonly Omit<RefundOrder, "id">[] {
  if (lines !== undefined) {
    const place = 1 + (cut % (lines.length - 1));
    return [{ lines: lines.slice(0, place) }, { lines: lines.slice(place) }];
  }
  const whole = Math.round(Number(amount) * 100);
  const first = Math.floor((whole * cut) / 100);
  return [{ amount: (first / 100).toFixed(2) }, { amount: ((whole - first) / 100).toFixed(2) }];
}

/** Nothing is below zero, and the categories add up to the whole. */
function expectSound(order: OrderRecord): void {
  const { net, spend, units, categories } = orderNet(order);
  expect(Number(net)).toBeGreaterThanOrEqual(0);
  expect(categories.every((each) => Number(each.spend) >= 0 && each.units >= 0)).toBe(true);
  expect(categories.reduce((sum, each) => sum + Math.round(Number(each.spend) * 100), 0)).toBe(
    Math.round(Number(spend) * 100),
  );
  expect(categories.reduce((sum, each) => sum + each.units, 0)).toBe(units);
}

/** The facts counted from the orders themselves, with another way to know days and windows. */
function naiveFacts(orders: readonly OrderRecord[], window: FactWindow, today: string): readonly number[] {
  const seen = orders.filter(({ paidAt, paidOn = "" }) => paidAt !== undefined && isIn(paidOn, window, today));
  const nets = seen.map(orderNet);
  const named = nets.flatMap(({ categories }) =>
    categories.filter(({ units, category }) => units > 0 && category !== undefined),
  );
  return [
    nets.filter(({ units }) => units > 0).length,
    nets.reduce((sum, { spend }) => sum + Math.round(Number(spend) * 100), 0) / 100,
    nets.reduce((sum, { units }) => sum + units, 0),
    new Set(named.map(({ category }) => category)).size,
  ];
}

function isIn(day: string, window: FactWindow, today: string): boolean {
  if (day > today) return false;
  if (window.kind === "lifetime") return true;
  if (window.kind === "calendar") {
    if (window.unit === "month") return day.slice(0, 7) === today.slice(0, 7);
    const monday = (of: string): number => Math.floor((Date.parse(of) / 86_400_000 + 3) / 7);
    return monday(day) === monday(today) - 1;
  }
  if (window.length === "P20D") return Date.parse(today) - Date.parse(day) < 20 * 86_400_000;
  const leaves = new Date(`${day}T00:00:00Z`);
  const month = leaves.getUTCMonth() + 1;
  leaves.setUTCMonth(month);
  if (leaves.getUTCMonth() !== month % 12) leaves.setUTCDate(0);
  return leaves.toISOString().slice(0, 10) > today;
}

function wallDay(millis: number, zone: string): string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return format.format(new Date(millis));
}

/** Nothing changes before the day that is named, and something does on it where the window is a rolling one. */
function expectChange(purchases: PurchasesRecord, today: string): void {
  const factsOn = (day: string, window: FactWindow): unknown =>
    withoutDays(purchaseFacts(purchases, { zone: "UTC", now: new Date(`${day}T12:00:00Z`), windows: [window] }));
  for (const window of windows) {
    const on = purchaseFactsChangeOn(purchases, {
      zone: "UTC",
      now: new Date(`${today}T12:00:00Z`),
      windows: [window],
    });
    const last = on === undefined ? addDays(today, 45) : addDays(on, -1);
    for (let day = today; day < last; day = addDays(day, 1)) {
      expect(factsOn(addDays(day, 1), window)).toEqual(factsOn(day, window));
    }
    if (on !== undefined && window.kind === "rolling") expect(factsOn(on, window)).not.toEqual(factsOn(last, window));
  }
}

function withoutDays(facts: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(facts).filter(([key]) => key !== "daysSinceOrder"));
}
