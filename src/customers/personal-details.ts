import type { RecordEnvelope } from "../shared/envelope.js";
import type { FactValue } from "../conditions/fact-spec.js";

/** The personal fields by name: what events, forms and roles call them. */
export const personalFields = [
  "name",
  "phone",
  "email",
  "social",
  "address",
  "birthday",
  "gender",
  "externalId",
  "preferences",
  "facts",
] as const;

/** The name of a personal field. Contact points are named by their kind. */
export type PersonalField = (typeof personalFields)[number];

/** Who somebody is. These values never stand in an event, in the customer's record or in a fingerprint. */
export interface PersonalDetails {
  readonly name?: string;
  /** At most 50. Points of a kind that is given replace the ones of that kind. */
  readonly contactPoints?: readonly ContactPoint[];
  readonly addresses?: readonly Address[];
  readonly birthday?: Birthday;
  readonly gender?: "female" | "male" | "other";
  /** What other systems call this person: a WeChat union id, a card number. At most 100. */
  readonly externalIds?: readonly ExternalId[];
  readonly preferences?: readonly string[];
  /** Host facts that are demographic or sensitive, by name. */
  readonly facts?: Readonly<Record<string, FactValue>>;
}

/** A way to reach somebody. Its id is the caller's. */
export interface ContactPoint {
  readonly id: string;
  readonly kind: "phone" | "email" | "social";
  readonly value: string;
}

/** Where somebody lives or receives goods. */
export interface Address {
  readonly id: string;
  readonly text: string;
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  readonly postcode?: string;
}

/** A birthday: `1990-02-28`, or `--02-28` where the year is not known, in the solar or in the Chinese lunar calendar. */
export interface Birthday {
  readonly on: string;
  readonly calendar?: "solar" | "lunar";
}

/** An id in another system. */
export interface ExternalId {
  readonly system: string;
  readonly value: string;
}

/** The personal document: a record of its own kind without a history, overwritten by changes and deleted by erasure. */
export interface PersonalRecord extends RecordEnvelope {
  readonly details: PersonalDetails;
}
