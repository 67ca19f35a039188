import type { PersonalCommand } from "../customers/model.js";
import type { PersonalDetails, PersonalField } from "../customers/personal-details.js";
import type { Purpose } from "../customers/sections.js";
import { envelopeFor, isOnceIn, secret, type Deed, type MadeUpCustomer, type MadeUpShop } from "./host-event-shop.js";

/** What can happen to customers themselves. */
export const customerDeeds: readonly (readonly [number, Deed])[] = [
  [3, register],
  [2, change],
  [3, consent],
  [1, erase],
];

/** Somebody registers, with all that the form requires or with less. */
export function register(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { chance, program } = shop;
  const intake = chance.pick([undefined, ...Object.keys(program.intake)]);
  const required = intake === undefined ? [] : (program.intake[intake]?.requires ?? []);
  const given = isOnceIn(5, shop) ? required.slice(1) : required;
  customer.isRegistered = true;
  return {
    ...envelopeFor(shop, customer),
    type: "customer.registered",
    ...(intake !== undefined && { intake }),
    ...personalFor(shop, [...given, ...someFields(shop)]),
    ...(isOnceIn(2, shop) && { tags: [`tag_${chance.below(4)}`] }),
  };
}

function change(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { chance } = shop;
  const cleared = isOnceIn(4, shop) ? { clear: [chance.pick(fields)] } : {};
  const changed = { ...envelopeFor(shop, customer), ...personalFor(shop, someFields(shop)), ...cleared };
  return { ...changed, type: "customer.changed", ...(isOnceIn(3, shop) && { tags: [`tag_${chance.below(4)}`] }) };
}

/** Consent with its proof, without it, or taken back. */
function consent(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { chance, program } = shop;
  const purposes = Object.entries(program.purposes);
  const [purpose, rules] = purposes.length === 0 ? ["marketing", undefined] : chance.pick(purposes);
  const channel = isOnceIn(3, shop) ? { channel: chance.pick(["sms", "email"]) } : {};
  const envelope = envelopeFor(shop, customer);
  if (isOnceIn(3, shop)) return { ...envelope, type: "customer.withdrew", purpose, ...channel };
  return { ...envelope, type: "customer.consented", purpose, ...channel, ...(isOnceIn(5, shop) ? {} : proofOf(rules)) };
}

function proofOf(purpose: Purpose | undefined): { readonly wording: string; readonly act: "ticked_box" } {
  return { wording: purpose?.wording ?? "wording_1", act: "ticked_box" };
}

function erase(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  return isOnceIn(2, shop) ? { ...envelopeFor(shop, customer), type: "customer.erased" } : undefined;
}

const fields: readonly PersonalField[] = ["name", "phone", "email", "birthday", "address", "externalId", "preferences"];

function someFields({ chance }: MadeUpShop): readonly PersonalField[] {
  return fields.filter(() => chance.below(3) === 0);
}

function personalFor(shop: MadeUpShop, given: readonly PersonalField[]): Pick<PersonalCommand, "personal"> {
  const points = (["phone", "email", "social"] as const).filter((kind) => given.includes(kind));
  const contactPoints = points.map((kind) => ({ id: `${kind}_1`, kind, value: secret(shop) }));
  const has = (field: PersonalField): boolean => given.includes(field);
  const personal: PersonalDetails = {
    ...(has("name") && { name: secret(shop) }),
    ...(points.length > 0 && { contactPoints }),
    ...(has("address") && { addresses: [{ id: "home", text: secret(shop) }] }),
    ...(has("birthday") && { birthday: { on: birthdayFor(shop) } }),
    ...(has("gender") && { gender: "other" }),
    ...(has("externalId") && { externalIds: [{ system: "cards", value: secret(shop) }] }),
    ...(has("preferences") && { preferences: [secret(shop)] }),
  };
  return given.length === 0 ? {} : { personal };
}

/** A year in which no customer of today was born tells a birthday from every other day. */
export const birthYear = "1899";

function birthdayFor({ chance }: MadeUpShop): string {
  return `${birthYear}-0${1 + chance.below(9)}-1${chance.below(10)}`;
}
