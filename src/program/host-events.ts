import type { CaseHostEvent } from "../cases/events.js";
import { withoutText } from "../cases/texts.js";
import type { CustomerHostEvent } from "../customers/events.js";
import { withoutPersonal } from "../customers/personal.js";
import type { OrderHostEvent } from "../orders/events.js";
import type { SatisfactionHostEvent } from "../satisfaction/events.js";
import { withoutTexts } from "../satisfaction/response-texts.js";
import type { Command } from "../shared/envelope.js";

/**
 * Everything that a host tells the program: what happened in its world, to one customer. The event is the command: the
 * writes of the modules take the same JSON. `customerId` and `occurredAt` are always there; `occurredAt` may carry an
 * offset.
 */
export type HostEvent = CustomerHostEvent | OrderHostEvent | CaseHostEvent | SatisfactionHostEvent | OtherHostEvent;

/** Host events that no module has a write of its own for. */
export type OtherHostEvent =
  ReturnWindowClosed | ReferralMade | VisitMade | ReviewPosted | ActivityAttended | CustomEvent;

export type { CaseHostEvent } from "../cases/events.js";
export type { CustomerHostEvent } from "../customers/events.js";
export type { OrderHostEvent, OrderPaid } from "../orders/events.js";
export type { SatisfactionHostEvent } from "../satisfaction/events.js";

/** What every one of these says. */
export interface HostEventBase extends Command {
  readonly customerId: string;
  readonly occurredAt: string;
}

/** The goods of an order can no longer be returned: points that waited for this become available. */
export interface ReturnWindowClosed extends HostEventBase {
  readonly type: "return_window.closed";
  readonly orderId: string;
}

/** A customer brought a friend, who is a customer of the host too, and known here by an id alone. */
export interface ReferralMade extends HostEventBase {
  readonly type: "referral.made";
  readonly friendId: string;
}

/** A customer came to a shop. */
export interface VisitMade extends HostEventBase {
  readonly type: "visit.made";
  readonly shopId?: string;
}

/** A customer published a review. What it says is not told: praise is not paid for. */
export interface ReviewPosted extends HostEventBase {
  readonly type: "review.posted";
  readonly orderId?: string;
  readonly sku?: string;
}

/** A customer took part in an activity. */
export interface ActivityAttended extends HostEventBase {
  readonly type: "activity.attended";
  readonly activity: string;
}

/** Something that happens in this business and in no other: `custom.` and a name of the document's section `events`. */
export interface CustomEvent extends HostEventBase {
  readonly type: `custom.${string}`;
}

/** The types of host events, apart from those that a document declares. */
export const hostEventTypes = [
  "customer.registered",
  "customer.changed",
  "customer.consented",
  "customer.withdrew",
  "customer.erased",
  "order.placed",
  "order.paid",
  "order.shipped",
  "order.delivered",
  "order.refunded",
  "order.cancelled",
  "return_window.closed",
  "referral.made",
  "visit.made",
  "review.posted",
  "enquiry.received",
  "case.opened",
  "case.moved",
  "case.responded",
  "case.message_received",
  "case.resolved",
  "case.reopened",
  "case.followed_up",
  "case.acknowledged",
  "case.assigned",
  "case.classified",
  "case.detailed",
  "case.checked",
  "case.marked",
  "case.appointment_set",
  "case.appointment_confirmed",
  "case.appointment_moved",
  "case.appointment_ended",
  "case.merged",
  "case.absorbed",
  "case.split",
  "survey.answered",
  "activity.attended",
] as const;

/** The type of a host event that needs no declaration. */
export type HostEventType = (typeof hostEventTypes)[number];

/**
 * The same event with the names of personal fields in place of their values, and `true` in place of what people wrote:
 * what to take fingerprints of, so that no personal value outlives an erasure.
 *
 * @example
 * ```ts
 * import { withoutPersonalValues } from "clientele/program";
 *
 * const event = { id: "reg_7", type: "customer.registered", customerId: "cus_7", occurredAt: "2026-03-02T02:00:00Z" } as const;
 * JSON.stringify(withoutPersonalValues({ ...event, personal: { name: "Ada" } })).includes("Ada"); // => false
 * ```
 */
export function withoutPersonalValues(event: HostEvent): HostEvent {
  if ("personal" in event) return withoutPersonal(event);
  if ("texts" in event) return withoutTexts(event);
  return "text" in event ? withoutText(event) : event;
}
