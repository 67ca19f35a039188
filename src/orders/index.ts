export {
  orderLineLimit,
  recordOrder,
  type OtherCurrency,
  type RecordOrder,
  type RecordOrderRejection,
  type TooManyLines,
} from "./record-order.js";
export { payOrder, type PayOrder, type PayOrderRejection } from "./pay-order.js";
export { fulfilOrder, type FulfilOrder } from "./fulfil-order.js";
export { refundOrder, type RefundOrder, type RefundOrderRejection } from "./refund-order.js";
export type { MoreThanPaid, MoreUnitsThanLeft, RefundProblem } from "./resolve-refund.js";
export { cancelOrder, type CancelOrder, type OrderCancelledRejection } from "./cancel-order.js";
export { orderNet, type CategoryNet, type OrderNet } from "./order-net.js";
export { applyOrderEvent, applyOrderEvents } from "./apply.js";
export { openPurchases, type OpenPurchases } from "./open-purchases.js";
export { addToPurchases, type AddToPurchases } from "./add-to-purchases.js";
export { applyPurchasesEvent, applyPurchasesEvents, purchaseDayLimit } from "./apply-purchases.js";
export { purchaseFacts, type PurchaseFactsContext } from "./purchase-facts.js";
export { purchaseFactsChangeOn } from "./purchase-facts-change.js";
export type {
  OrderCancelled,
  OrderContent,
  OrderDelivered,
  OrderHostEvent,
  OrderLine,
  OrderPaid,
  OrderPlaced,
  OrderRefunded,
  OrderShipped,
  RefundLine,
  Tender,
} from "./events.js";
export type {
  NamedLine,
  OrderCancellation,
  OrderDetails,
  OrderEvent,
  OrderFulfilment,
  OrderPayment,
  OrderPlacement,
  OrderRecord,
  OrderRefund,
  OrderedLine,
  OrdersContext,
  RefundedLine,
  SpendRules,
} from "./model.js";
export type {
  PurchaseSums,
  PurchasesChange,
  PurchasesEvent,
  PurchasesOpening,
  PurchasesRecord,
} from "./purchases-model.js";
export { orderKind, purchasesKind } from "./records.js";
