import { atLocalTime, compareText, instantOf, type Day, type HostEvent } from "clientele";
import type { Payment, Return, Sale } from "./tables.js";

/** An event of the shop, and the line of the file that it comes from. */
export interface ShopEvent {
  readonly day: Day;
  readonly line: number;
  readonly event: HostEvent;
}

/** The time of day of orders and of refunds, in minutes: noon, and six in the evening. */
const clock = { order: 720, refund: 1080 } as const;

/** What stands in the files, as the events of a shop, in the order in which they count: by time, then by id. */
export function shopEvents(
  sales: readonly Sale[],
  returns: readonly Return[],
  payments: readonly Payment[],
  zone: string,
): readonly ShopEvent[] {
  const at = (day: Day, minutes: number): string => instantOf(atLocalTime(day, minutes, zone));
  const paidWith = new Map(payments.map((payment) => [payment.orderId, payment]));
  const orders = new Map<string, Sale[]>();
  for (const sale of sales) {
    const lines = orders.get(sale.orderId);
    if (lines === undefined) orders.set(sale.orderId, [sale]);
    else lines.push(sale);
  }
  const paid = [...orders.values()].flatMap((lines) => orderPaid(lines, paidWith, (day) => at(day, clock.order)));
  const refunded = returns.flatMap((back) => orderRefunded(back, orders, (day) => at(day, clock.refund)));
  return [...paid, ...refunded].sort(({ event: a }, { event: b }) => {
    return compareText(a.occurredAt, b.occurredAt) || compareText(a.id, b.id);
  });
}

type At = (day: Day) => string;

function orderPaid([first, ...more]: readonly Sale[], payments: ReadonlyMap<string, Payment>, at: At): ShopEvent[] {
  if (first === undefined) return [];
  const { orderId, customerId, day, line } = first;
  const payment = payments.get(orderId);
  const tenders = payment && [
    { kind: "points", amount: payment.points },
    { kind: "card", amount: payment.card },
  ];
  const lines = [first, ...more].map(({ rowId, sku, category, quantity, paid }) => {
    return { id: rowId, sku, category, quantity: Number(quantity), paid };
  });
  const event = {
    id: orderId,
    type: "order.paid",
    customerId,
    occurredAt: at(day),
    ...(tenders && { tenders }),
    lines,
  } as const;
  return [{ day, line, event }];
}

/** A return of an order that is not among the sales is none of this shop. */
function orderRefunded(back: Return, orders: ReadonlyMap<string, readonly Sale[]>, at: At): ShopEvent[] {
  const { refundId, orderId, rowId, day, line, quantity, amount } = back;
  const customerId = orders.get(orderId)?.[0]?.customerId;
  if (customerId === undefined) return [];
  const lines = [{ id: rowId, quantity: Number(quantity), amount }];
  return [
    { day, line, event: { id: refundId, type: "order.refunded", customerId, occurredAt: at(day), orderId, lines } },
  ];
}
