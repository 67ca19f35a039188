import type { ChangeCustomer } from "./change.js";
import type { EraseCustomer } from "./erase.js";
import type { GrantConsent } from "./grant-consent.js";
import type { RegisterCustomer } from "./register.js";
import type { WithdrawConsent } from "./withdraw-consent.js";

/** Host events about customers. The event is the command, so the writes take them as they are. */
export type CustomerHostEvent =
  CustomerRegistered | CustomerChanged | CustomerConsented | CustomerWithdrew | CustomerErased;

/** Somebody registered in the host's world. */
export interface CustomerRegistered extends RegisterCustomer {
  readonly type: "customer.registered";
  readonly occurredAt: string;
}

/** A customer's details changed in the host's world. */
export interface CustomerChanged extends ChangeCustomer {
  readonly type: "customer.changed";
  readonly customerId: string;
  readonly occurredAt: string;
}

/** A customer gave consent in the host's world. */
export interface CustomerConsented extends GrantConsent {
  readonly type: "customer.consented";
  readonly customerId: string;
  readonly occurredAt: string;
}

/** A customer took consent back in the host's world. */
export interface CustomerWithdrew extends WithdrawConsent {
  readonly type: "customer.withdrew";
  readonly customerId: string;
  readonly occurredAt: string;
}

/** A customer asked to be forgotten. */
export interface CustomerErased extends EraseCustomer {
  readonly type: "customer.erased";
  readonly customerId: string;
  readonly occurredAt: string;
}
