import type { Day } from "../shared/days.js";
import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import type { CategoryNet } from "./order-net.js";

/**
 * What a customer bought, added up by local day and category. Every order counts on the day on which it was paid, and
 * what goes back later lowers that day, so that an order and its refund never stand in different windows.
 */
export interface PurchasesRecord extends RecordEnvelope {
  readonly customerId: string;
  /** The newest days on which something was bought, at most 1,100, oldest first. */
  readonly days: readonly PurchaseSums[];
  /** Older days, added up by month, oldest first. */
  readonly months: readonly PurchaseSums[];
}

/** What was bought on a day or, where days are added up, from `day` to `lastDay`. */
export interface PurchaseSums {
  readonly day: Day;
  readonly lastDay?: Day;
  readonly orders: number;
  readonly categories: readonly CategoryNet[];
}

/** Everything that can happen to a customer's purchases. */
export type PurchasesEvent = PurchasesOpening | PurchasesChange;

/** The sums of a customer were begun. */
export interface PurchasesOpening extends EventEnvelope {
  readonly type: "purchases.opened";
  readonly opened: { readonly id: string; readonly customerId: string };
}

/** An order, or what went back of one, changed the sums of a day. */
export interface PurchasesChange extends EventEnvelope {
  readonly type: "purchases.changed";
  readonly day: Day;
  /** What is added; below zero where something went back. */
  readonly orders: number;
  readonly categories: readonly CategoryNet[];
}
