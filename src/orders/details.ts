import {
  compare,
  decimalText,
  exactOf,
  exactText,
  subtract,
  sum,
  type DecimalText,
  type Exact,
} from "../shared/decimal.js";
import { ClienteleError } from "../shared/errors.js";
import type { OrderContent, OrderLine, Tender } from "./events.js";
import type { NamedLine, OrderDetails } from "./model.js";
import { amountOf, invalid, requireLines, requireText, requireUnits } from "./require.js";

/** The name under which shipping stands beside the lines. */
export const shippingLine = "shipping";

/**
 * The content of an order, checked, its lines named and its amounts written alike: with the digits of the currency, or
 * more where an amount has more. Throws `command_invalid` for what is malformed, also where tenders are given and do
 * not come to lines plus shipping.
 */
export function detailsOf(content: OrderContent, currency: string | undefined): OrderDetails {
  const { tenders, shipping } = content;
  requireLines(content.lines);
  const lines = content.lines.map(namedLine);
  requireOwnNames(lines);
  const paid = sum([...lines.map((line) => exactOf(line.paid)), amountOf(shipping ?? "0", "shipping")]);
  if (tenders !== undefined) requireSum(tenders, paid);
  const amounts = [shipping, ...lines.flatMap(moneyOf), ...(tenders ?? []).map(({ amount }) => amount)];
  const digits = Math.max(minorDigits(currency), ...amounts.map((amount) => exactOf(amount ?? "0").scale));
  const written = (amount: DecimalText): DecimalText => decimalText(exactOf(amount), digits, "down");
  return {
    digits,
    ...(currency !== undefined && { currency }),
    ...placeOf(content),
    ...(tenders !== undefined && { tenders: tenders.map(({ kind, amount }) => ({ kind, amount: written(amount) })) }),
    shipping: written(shipping ?? "0"),
    lines: lines.map((line) => ({ ...line, ...writtenMoney(line, written) })),
  };
}

function namedLine(line: OrderLine, index: number): NamedLine {
  const path = `lines[${index}]`;
  const { id = String(index + 1), sku, name, category, quantity, paid, tax } = line;
  for (const [key, text] of Object.entries({ id, sku })) requireText(text, `${path}.${key}`);
  for (const [key, text] of Object.entries({ name, category }))
    if (text !== undefined) requireText(text, `${path}.${key}`);
  requireUnits(quantity, `${path}.quantity`);
  for (const key of ["paid", ...optionalMoney] as const) {
    if (key === "paid" || line[key] !== undefined) amountOf(line[key], `${path}.${key}`);
  }
  if (tax !== undefined && compare(exactOf(tax), exactOf(paid)) > 0) {
    throw invalid(`${path}.tax`, tax, `a part of what was paid, ${paid}`);
  }
  return {
    id,
    sku,
    ...(name !== undefined && { name }),
    ...(category !== undefined && { category }),
    quantity,
    ...writtenMoney(line, (amount) => amount),
  };
}

const optionalMoney = ["list", "discount", "tax"] as const;

function writtenMoney(line: OrderLine, written: (amount: DecimalText) => DecimalText): Pick<OrderLine, "paid"> {
  const given = optionalMoney.flatMap((key) => (line[key] === undefined ? [] : [[key, written(line[key])] as const]));
  return { ...Object.fromEntries(given), paid: written(line.paid) };
}

function moneyOf(line: OrderLine): readonly (DecimalText | undefined)[] {
  return [line.paid, ...optionalMoney.map((key) => line[key])];
}

function requireOwnNames(lines: readonly NamedLine[]): void {
  const seen = new Set<string>([shippingLine]);
  for (const [i, { id }] of lines.entries()) {
    if (seen.has(id))
      throw invalid(`lines[${i}].id`, id, 'a name of its own; "shipping" and the names of other lines are taken');
    seen.add(id);
  }
}

function requireSum(tenders: readonly Tender[], paid: Exact): void {
  const tendered = sum(
    tenders.map(({ kind, amount }, i) => {
      requireText(kind, `tenders[${i}].kind`);
      return amountOf(amount, `tenders[${i}].amount`);
    }),
  );
  if (compare(tendered, paid) === 0) return;
  const difference = exactText(subtract(tendered, paid));
  throw new ClienteleError(
    "command_invalid",
    `tenders: they come to ${exactText(tendered)}, lines plus shipping to ${exactText(paid)}; make them equal (difference ${difference}).`,
    { path: "tenders", difference },
  );
}

function placeOf({ salesChannel, shopId, businessLine, agentId }: OrderContent): Partial<OrderDetails> {
  const texts = Object.entries({ salesChannel, shopId, businessLine, agentId }).filter(
    ([, text]) => text !== undefined,
  );
  for (const [key, text] of texts) requireText(text, key);
  return Object.fromEntries(texts);
}

/** How many digits after the point a currency has at least. Source: ISO 4217. */
function minorDigits(currency: string | undefined): number {
  return currency !== undefined && wholeCurrencies.includes(currency) ? 0 : 2;
}

const wholeCurrencies: readonly string[] = [
  "BIF",
  "CLP",
  "DJF",
  "GNF",
  "ISK",
  "JPY",
  "KMF",
  "KRW",
  "PYG",
  "RWF",
  "UGX",
  "VND",
  "VUV",
  "XAF",
  "XOF",
  "XPF",
];
