import { describe, expect, test } from "vitest";
import {
  applyOrderEvents,
  cancelOrder,
  fulfilOrder,
  orderNet,
  payOrder,
  recordOrder,
  type RecordOrder,
} from "../../src/orders/index.js";
import { must } from "../../src/shared/decision.js";
import { at, lines, morning, orderOf } from "./support.js";

const paid: RecordOrder = { id: "ord_1", type: "order.paid", customerId: "cus_7", lines };

describe("recordOrder", () => {
  test("given a paid order, then it counts on its local day, and its amounts are written alike [a23]", () => {
    const context = at("2026-03-02T16:00:00.000Z");
    const { state, events } = must(recordOrder({ ...paid, shipping: "8", shopId: "s1" }, context));
    expect(state).toMatchObject({
      id: "ord_1",
      owner: "cus_7",
      status: "paid",
      paidAt: "2026-03-02T16:00:00.000Z",
      paidOn: "2026-03-03",
      spend: { counts: "paid_minus_refunded", tax: "included", shipping: "excluded", partPaidWithPoints: "excluded" },
      digits: 2,
      currency: "CNY",
      shopId: "s1",
      shipping: "8.00",
      refundedAmount: "0.00",
      lines: [
        { id: "1", sku: "tea", paid: "100.00", tax: "13.00", refunded: "0.00", returned: 0 },
        { id: "cup", sku: "cup-1", name: "Cup", paid: "20.00" },
      ],
    });
    expect(applyOrderEvents(undefined, events)).toEqual(state);
    expect(orderNet(state)).toEqual({
      paid: "128.00",
      refunded: "0.00",
      net: "128.00",
      spend: "120.00",
      units: 4,
      categories: [
        { category: "tea", spend: "100.00", units: 3 },
        { category: "ware", spend: "20.00", units: 1 },
      ],
    });
  });

  test("a back-dated order counts on its own day", () => {
    const late = { ...paid, occurredAt: "2026-02-27T23:59:59+08:00" };
    expect(must(recordOrder(late, at(morning))).state).toMatchObject({ paidOn: "2026-02-27", at: morning });
  });

  test("its id is orderId, or the event's without what a program added", () => {
    const idOf = (command: Partial<RecordOrder>): string =>
      must(recordOrder({ ...paid, ...command }, at(morning))).state.id;
    expect([idOf({}), idOf({ id: "ord_1#orders" }), idOf({ orderId: "o7" })]).toEqual(["ord_1", "ord_1", "o7"]);
  });

  test.each([
    ["CNY", "100", "100.00"],
    ["JPY", "100", "100"],
    ["KWD", "1.125", "1.125"],
    [undefined, "100", "100.00"],
  ])("in %s %s is written %s", (currency, amount, written) => {
    const command = {
      ...paid,
      lines: [{ sku: "a", quantity: 1, paid: amount }],
      ...(currency !== undefined && { currency }),
    };
    const { zone, now } = at(morning);
    const { state } = must(recordOrder(command, { id: "shop", version: 1, zone, now }));
    expect(state.lines[0]?.paid).toBe(written);
  });

  test("tenders come to lines plus shipping, or the difference is thrown [a24]", () => {
    const tenders = [
      { kind: "card", amount: "100" },
      { kind: "points", amount: "28.00" },
    ];
    expect(recordOrder({ ...paid, shipping: "8.00", tenders }, at(morning)).ok).toBe(true);
    expect(() => recordOrder({ ...paid, tenders }, at(morning))).toThrow(
      "tenders: they come to 128.00, lines plus shipping to 120.00; make them equal (difference 8.00).",
    );
  });

  test("refused in the documented order", () => {
    const many = Array.from({ length: 10_001 }, () => ({ sku: "a", quantity: 1, paid: "1" }));
    const wrong = { ...paid, occurredAt: "2026-03-02T02:05:00.001Z", currency: "USD", lines: many };
    expect(recordOrder(wrong, at(morning))).toMatchObject({ rejection: { code: "occurred_in_future" } });
    expect(recordOrder({ ...wrong, occurredAt: "2026-03-02T02:05:00Z" }, at(morning))).toMatchObject({
      rejection: { code: "other_currency", currency: "USD", expected: "CNY" },
    });
    expect(recordOrder({ ...paid, lines: many }, at(morning))).toMatchObject({
      rejection: { code: "too_many_lines", requested: 10_001, allowed: 10_000 },
    });
    expect(recordOrder({ ...paid, lines: many.slice(1) }, at(morning)).ok).toBe(true);
  });

  test.each<[string, object]>([
    ["no lines", { lines: [] }],
    ["lines that are none", { lines: "tea" }],
    ["a line that is none", { lines: [null] }],
    ["half a unit", { lines: [{ sku: "a", quantity: 0.5, paid: "1" }] }],
    ["no unit", { lines: [{ sku: "a", quantity: 0, paid: "1" }] }],
    ["money as a number", { lines: [{ sku: "a", quantity: 1, paid: 1 }] }],
    ["negative money", { lines: [{ sku: "a", quantity: 1, paid: "-1.00" }] }],
    ["a tax above the price", { lines: [{ sku: "a", quantity: 1, paid: "1.00", tax: "1.01" }] }],
    [
      "two lines of one name",
      {
        lines: [
          { id: "2", sku: "a", quantity: 1, paid: "1" },
          { sku: "b", quantity: 1, paid: "1" },
        ],
      },
    ],
    ["a line called shipping", { lines: [{ id: "shipping", sku: "a", quantity: 1, paid: "1" }] }],
    ["a customer that is none", { customerId: "" }],
    ["an empty shop", { shopId: "" }],
  ])("thrown for %s", (_, wrong) => {
    const command = { ...paid, ...wrong } as RecordOrder;
    expect(() => recordOrder(command, at(morning))).toThrow(expect.objectContaining({ code: "command_invalid" }));
  });
});

describe("an order placed first", () => {
  const placed = must(recordOrder({ ...paid, type: "order.placed" }, at(morning))).state;

  test("comes to nothing until it is paid, and counts on the day of the payment", () => {
    expect(placed).toMatchObject({ status: "placed", placedAt: morning });
    expect(orderNet(placed)).toMatchObject({ paid: "0.00", net: "0.00", spend: "0.00", units: 0, categories: [] });
    const fewer = { id: "pay_1", lines: lines.slice(0, 1) };
    const { state } = must(payOrder(placed, fewer, at("2026-03-04T02:00:00Z")));
    expect(state).toMatchObject({ status: "paid", placedAt: morning, paidOn: "2026-03-04" });
    expect(orderNet(state)).toMatchObject({ paid: "100.00", units: 3 });
  });

  test("is not paid twice, nor after it was cancelled", () => {
    const again = payOrder(orderOf(), { id: "pay_1", lines }, at("2026-03-04T02:00:00Z"));
    expect(again).toMatchObject({ rejection: { code: "already_paid", paidAt: morning } });
    const cancelled = must(cancelOrder(placed, { id: "can_1" }, at(morning))).state;
    expect(payOrder(cancelled, { id: "pay_1", lines }, at(morning))).toMatchObject({
      rejection: { code: "order_cancelled", cancelledAt: morning },
    });
    expect(payOrder(placed, { id: "pay_1", lines, currency: "USD" }, at(morning))).toMatchObject({
      rejection: { code: "other_currency" },
    });
  });

  test("another order's command is thrown", () => {
    const command = { id: "x", orderId: "ord_2" };
    expect(() => cancelOrder(placed, command, at(morning))).toThrow(/"ord_2" is not the order of the record, "ord_1"/);
    expect(() => cancelOrder(placed, { id: "x", customerId: "cus_8" }, at(morning))).toThrow(/customerId/);
  });
});

describe("fulfilOrder", () => {
  test("the first parcel counts", () => {
    const ship = (id: string, type: "order.shipped" | "order.delivered", now: string) => ({ id, type, now });
    const parcels = [
      ship("s1", "order.shipped", "2026-03-03T00:00:00Z"),
      ship("s2", "order.shipped", "2026-03-04T00:00:00Z"),
      ship("d1", "order.delivered", "2026-03-05T00:00:00Z"),
    ];
    const order = parcels.reduce(
      (now, { id, type, now: time }) => must(fulfilOrder(now, { id, type }, at(time))).state,
      orderOf(),
    );
    expect(order).toMatchObject({ shippedAt: "2026-03-03T00:00:00.000Z", deliveredAt: "2026-03-05T00:00:00.000Z" });
    const cancelled = must(cancelOrder(order, { id: "can_1" }, at("2026-03-06T00:00:00Z"))).state;
    expect(fulfilOrder(cancelled, { id: "s3", type: "order.shipped" }, at("2026-03-06T00:00:00Z"))).toMatchObject({
      rejection: { code: "order_cancelled" },
    });
  });
});

describe("cancelOrder", () => {
  test("nothing of it counts, and it counts when recorded", () => {
    const command = { id: "can_1", occurredAt: "2026-03-03T00:00:00Z" };
    const { state, events } = must(cancelOrder(orderOf(), command, at("2026-03-06T00:00:00Z")));
    expect(events).toMatchObject([{ occurredAt: "2026-03-06T00:00:00.000Z", happenedAt: "2026-03-03T00:00:00.000Z" }]);
    expect(orderNet(state)).toEqual({
      paid: "120.00",
      refunded: "120.00",
      net: "0.00",
      spend: "0.00",
      units: 0,
      categories: [],
    });
    expect(cancelOrder(state, { id: "can_2" }, at("2026-03-06T00:00:00Z"))).toMatchObject({
      rejection: { code: "order_cancelled", cancelledAt: "2026-03-06T00:00:00.000Z" },
    });
  });
});
