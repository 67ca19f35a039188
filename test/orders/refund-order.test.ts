import { describe, expect, test } from "vitest";
import { cancelOrder, orderNet, recordOrder, refundOrder, type RefundOrder } from "../../src/orders/index.js";
import { must } from "../../src/shared/decision.js";
import { at, lines, morning, orderOf, refunded } from "./support.js";

describe("refundOrder", () => {
  test("units at their price are rounded from all of them, so that the thirds of 100.00 come to 100.00", () => {
    const third = { lines: [{ id: "1", quantity: 1 }] };
    const order = orderOf();
    expect(orderNet(refunded(order, third)).net).toBe("86.67");
    expect(orderNet(refunded(order, third, third)).net).toBe("53.33");
    expect(orderNet(refunded(order, third, third, third))).toMatchObject({ net: "20.00", units: 1 });
    expect(refunded(order, third, third, third).lines).toEqual(
      refunded(order, { lines: [{ id: "1", quantity: 3 }] }).lines,
    );
  });

  test("an amount keeps the units, an amount with a quantity gives them another price", () => {
    expect(orderNet(refunded(orderOf(), { lines: [{ id: "1", amount: "30" }] }))).toMatchObject({
      net: "90.00",
      units: 4,
    });
    const cheap = refunded(orderOf(), { lines: [{ id: "1", amount: "10.00", quantity: 2 }] });
    expect(orderNet(cheap)).toMatchObject({ net: "110.00", units: 2 });
    expect(orderNet(refunded(cheap, { lines: [{ id: "1", quantity: 1 }] }))).toMatchObject({ net: "76.67", units: 1 });
  });

  test("a line without anything is refunded to its end, and so is an order", () => {
    const some = refunded(orderOf({ shipping: "8.00" }), { lines: [{ id: "1", amount: "30.00" }] });
    expect(orderNet(refunded(some, { lines: [{ id: "1" }] }))).toMatchObject({ net: "28.00", units: 1 });
    expect(orderNet(refunded(some, {}))).toMatchObject({ net: "0.00", refunded: "128.00", units: 0, categories: [] });
    expect(orderNet(refunded(some, { lines: [{ id: "shipping" }] }))).toMatchObject({ net: "90.00", spend: "90.00" });
  });

  test("an amount of the order is shared among what is left of its lines", () => {
    const net = orderNet(refunded(orderOf(), { amount: "12.00" }));
    expect(net).toMatchObject({ net: "108.00", spend: "108.00", units: 4 });
    expect(net.categories.map(({ spend }) => spend)).toEqual(["90.00", "18.00"]);
  });

  test("a late refund counts when it is recorded and keeps when it happened", () => {
    const command = { id: "rfd_1", amount: "5.00", occurredAt: "2026-03-03T00:00:00Z" };
    const { state, events } = must(refundOrder(orderOf(), command, at("2026-03-06T00:00:00Z")));
    expect(events).toEqual([
      {
        type: "order.refunded",
        id: "rfd_1",
        about: "ord_1",
        occurredAt: "2026-03-06T00:00:00.000Z",
        recordedAt: "2026-03-06T00:00:00.000Z",
        of: { id: "shop", version: 3 },
        orderId: "ord_1",
        lines: [],
        amount: "5.00",
        total: "5.00",
        happenedAt: "2026-03-03T00:00:00.000Z",
      },
    ]);
    expect(state.paidOn).toBe("2026-03-02");
  });

  test("refused in the documented order", () => {
    const refund = (command: Partial<RefundOrder>, order = orderOf()) =>
      refundOrder(order, { id: "r", ...command }, at(morning));
    const cancelled = must(cancelOrder(orderOf(), { id: "can_1" }, at(morning))).state;
    const placed = must(recordOrder({ id: "o", type: "order.placed", customerId: "c", lines }, at(morning))).state;
    expect(refund({ occurredAt: "2027-01-01T00:00:00Z" }, cancelled)).toMatchObject({
      rejection: { code: "occurred_in_future" },
    });
    expect(refund({}, cancelled)).toMatchObject({ rejection: { code: "order_cancelled" } });
    expect(refund({}, placed)).toMatchObject({ rejection: { code: "not_paid", orderId: "o" } });
    expect(refund({}, refunded(orderOf(), {}))).toMatchObject({ rejection: { code: "nothing_left" } });
    expect(refund({ lines: [{ id: "3" }] })).toEqual({
      ok: false,
      rejection: {
        code: "unknown_line",
        message: 'The order "ord_1" has no line "3".',
        line: "3",
        known: ["1", "cup", "shipping"],
      },
    });
    expect(
      refund({
        lines: [
          { id: "1", quantity: 2 },
          { id: "1", quantity: 2 },
        ],
      }),
    ).toMatchObject({
      rejection: { code: "more_units_than_left", line: "1", requested: 2, left: 1 },
    });
    expect(refund({ lines: [{ id: "1", amount: "100.00" }] }).ok).toBe(true);
    expect(refund({ lines: [{ id: "1", amount: "100.01" }] })).toMatchObject({
      rejection: { code: "more_than_paid", line: "1", requested: "100.01", left: "100.00" },
    });
    expect(refund({ lines: [{ id: "shipping", amount: "0.01" }] })).toMatchObject({
      rejection: { code: "more_than_paid" },
    });
    expect(refund({ amount: "120.00" }).ok).toBe(true);
    expect(refund({ amount: "120.01" })).toEqual({
      ok: false,
      rejection: {
        code: "more_than_paid",
        message: "Order: 120.01 asked for, 120.00 left.",
        requested: "120.01",
        left: "120.00",
      },
    });
    const some = refunded(orderOf(), { amount: "50.00" });
    expect(refund({ lines: [{ id: "1" }] }, some)).toMatchObject({ rejection: { requested: "100.00", left: "70.00" } });
  });

  test.each<[string, object]>([
    ["amount and lines at once", { amount: "1.00", lines: [{ id: "1" }] }],
    ["no lines", { lines: [] }],
    ["a line without a name", { lines: [{}] }],
    ["half a unit", { lines: [{ id: "1", quantity: 0.5 }] }],
    ["a negative amount", { amount: "-1.00" }],
    ["a finer amount than the order's", { amount: "1.001" }],
    ["another order", { orderId: "ord_2" }],
  ])("thrown for %s", (_, wrong) => {
    const command = { id: "r", ...wrong } as RefundOrder;
    expect(() => refundOrder(orderOf(), command, at(morning))).toThrow(
      expect.objectContaining({ code: "command_invalid" }),
    );
  });
});
