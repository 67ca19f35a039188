import type { OrderContent, OrderLine } from "../orders/events.js";
import type { PointsRules } from "../points/rules-model.js";
import type { Program } from "../program/document.js";
import { compare, decimalText, exactOf, exactText, multiply, subtract, sum, type Exact } from "../shared/decimal.js";
import {
  envelopeFor,
  isOnceIn,
  type Deed,
  type MadeUpCustomer,
  type MadeUpOrder,
  type MadeUpShop,
} from "./host-event-shop.js";

/** What can happen to orders. */
export const orderDeeds: readonly (readonly [number, Deed])[] = [
  [12, payNew],
  [3, placeNew],
  [2, payAgain],
  [2, (shop, customer) => ofOrder(shop, customer, "order.shipped")],
  [2, (shop, customer) => ofOrder(shop, customer, "order.delivered")],
  [5, refund],
  [2, (shop, customer) => ofOrder(shop, customer, "order.cancelled")],
  [3, (shop, customer) => ofOrder(shop, customer, "return_window.closed")],
];

function payNew(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const envelope = envelopeFor(shop, customer);
  const content = contentFor(shop);
  const named = isOnceIn(3, shop) ? {} : { orderId: `ord_${shop.made}` };
  customer.orders.push(remembered(named.orderId ?? envelope.id, content));
  return { ...envelope, type: "order.paid", ...named, ...content };
}

function placeNew(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const envelope = envelopeFor(shop, customer);
  const content = contentFor(shop);
  const orderId = `ord_${shop.made}`;
  customer.orders.push(remembered(orderId, content));
  return { ...envelope, type: "order.placed", orderId, ...content };
}

/** An order that was placed is paid, as it is or changed; or one that was paid is told once more. */
function payAgain(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const order = orderOf(shop, customer);
  if (order === undefined) return undefined;
  return { ...envelopeFor(shop, customer), type: "order.paid", orderId: order.id, ...contentFor(shop) };
}

type OfOrder = "order.shipped" | "order.delivered" | "order.cancelled" | "return_window.closed";

function ofOrder(shop: MadeUpShop, customer: MadeUpCustomer, type: OfOrder): ReturnType<Deed> {
  const { id: orderId = "ord_unknown" } = orderOf(shop, customer) ?? {};
  return { ...envelopeFor(shop, customer), type, orderId };
}

/** All that is left, an amount, or lines: with units, with an amount, with both, or the rest of them. */
function refund(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { chance } = shop;
  const order = orderOf(shop, customer);
  const refunded = {
    ...envelopeFor(shop, customer),
    type: "order.refunded",
    orderId: order?.id ?? "ord_unknown",
  } as const;
  const way = order === undefined ? 0 : chance.below(5);
  if (order === undefined || way === 0) return refunded;
  if (way === 1) return { ...refunded, amount: money(shop) };
  const line = chance.pick(order.lines);
  const units = isOnceIn(2, shop) ? { quantity: 1 + chance.below(line.quantity) } : {};
  const amount = isOnceIn(3, shop) ? { amount: money(shop) } : {};
  return { ...refunded, lines: [{ id: line.id, ...units, ...amount }] };
}

function orderOf({ chance }: MadeUpShop, { orders }: MadeUpCustomer): MadeUpOrder | undefined {
  return orders.length === 0 ? undefined : chance.pick(orders.slice(-4));
}

function remembered(id: string, { lines }: OrderContent): MadeUpOrder {
  return { id, lines: lines.map((line, i) => ({ id: line.id ?? String(i + 1), quantity: line.quantity })) };
}

function contentFor(shop: MadeUpShop): OrderContent {
  const { chance, program } = shop;
  const lines = Array.from({ length: 1 + chance.below(3) }, (_, i): OrderLine => {
    const category = chance.pick(categoriesOf(program));
    const paid = money(shop);
    return {
      ...(isOnceIn(3, shop) && { id: `line_${i}` }),
      sku: `sku_${chance.below(20)}`,
      ...(category !== undefined && { category }),
      quantity: 1 + chance.below(4),
      ...(isOnceIn(4, shop) && { tax: decimalText(multiply(exactOf(paid), exactOf("0.1")), 2, "down") }),
      paid,
    };
  });
  const shipping = isOnceIn(4, shop) ? { shipping: "12.50" } : {};
  const channel = isOnceIn(4, shop) ? { salesChannel: "shop", shopId: `shop_${chance.below(3)}` } : {};
  const total = sum([...lines.map(({ paid }) => exactOf(paid)), exactOf(shipping.shipping ?? "0")]);
  return { ...channel, lines, ...shipping, ...tendersFor(shop, total) };
}

/** Now and then a part is paid with points: often more than there are, or than may be. */
function tendersFor(shop: MadeUpShop, total: Exact): Pick<OrderContent, "tenders"> {
  const { redeem } = shop.program.points;
  if (redeem === undefined || !isOnceIn(3, shop)) return {};
  const amount = multiply(exactOf(pointsFor(shop, redeem)), exactOf(redeem.worth));
  if (compare(amount, total) > 0) return {};
  const rest = { kind: "card", amount: exactText(subtract(total, amount)) };
  return { tenders: [{ kind: "points", amount: exactText(amount) }, rest] };
}

function pointsFor({ chance }: MadeUpShop, { minimum = 1, step = 1 }: NonNullable<PointsRules["redeem"]>): number {
  const asked = minimum + chance.below(chance.pick([1, minimum, 20 * minimum]));
  return chance.below(6) === 0 ? asked : Math.ceil(asked / step) * step;
}

/** From 0.00 to 2,999.99, more often little; some amounts are round. */
function money(shop: MadeUpShop): string {
  const { chance } = shop;
  const cents = chance.below(chance.pick([3_000, 30_000, 150_000, 300_000]));
  const round = isOnceIn(3, shop) ? 10_000 : 1;
  return decimalText({ units: BigInt(Math.ceil(cents / round) * round), scale: 2 }, 2, "down");
}

/** The categories that the rules for points name, some more, and none. */
function categoriesOf({ points }: Program): readonly (string | undefined)[] {
  const rules = points.earn.flatMap((rule) => [rule, ...(rule.multipliers ?? [])]);
  return [undefined, "tea", "ware", "books", ...rules.flatMap(({ categories = [] }) => categories)];
}
