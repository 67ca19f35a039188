import { readTable, type Row, type Table } from "../support/csv.js";

export type Sale = Row<typeof saleColumns>;
export type Return = Row<typeof returnColumns>;
export type Payment = Row<typeof paymentColumns>;

const saleColumns = {
  orderId: ["Order ID", "text"],
  customerId: ["Customer ID", "text"],
  day: ["Order Date", "day"],
  rowId: ["Row ID", "text"],
  sku: ["Product ID", "text"],
  category: ["Category", "text"],
  quantity: ["Quantity", "units"],
  paid: ["Sales", "money"],
} as const;

const returnColumns = {
  refundId: ["Refund ID", "text"],
  orderId: ["Order ID", "text"],
  rowId: ["Row ID", "text"],
  day: ["Refund Date", "day"],
  quantity: ["Quantity", "units"],
  amount: ["Amount", "money"],
} as const;

const paymentColumns = { orderId: ["Order ID", "text"], points: ["Points", "money"], card: ["Card", "money"] } as const;

/** The lines that were sold. An order has one customer and one day, and a row id stands for one line. */
export function readSales(file: string): Table<Sale> {
  const orders = new Map<string, string>();
  const rowIds = new Set<string>();
  return readTable(file, saleColumns, ({ orderId, customerId, day, rowId }) => {
    const order = `${customerId} on ${day}`;
    const before = orders.get(orderId) ?? order;
    if (before !== order) return `order ${orderId} is of ${before} in an earlier row, and of ${order} here`;
    if (rowIds.has(rowId)) return `row id ${rowId} stands in an earlier row`;
    orders.set(orderId, order);
    rowIds.add(rowId);
    return undefined;
  });
}

/** What came back, as `make-returns.ts` made it. */
export function readReturns(file: string): Table<Return> {
  return readTable(file, returnColumns);
}

/** Which orders were paid with points in part, as `make-payments.ts` made it. */
export function readPayments(file: string): Table<Payment> {
  return readTable(file, paymentColumns);
}
