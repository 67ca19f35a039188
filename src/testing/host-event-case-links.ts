import { instantOf } from "../shared/instants.js";
import { caseOf, envelopeFor, isOnceIn, type Deed, type MadeUpCustomer, type MadeUpShop } from "./host-event-shop.js";

/** What joins cases and parts them. */
export const caseLinkDeeds: readonly (readonly [number, Deed])[] = [
  [1, merge],
  [1, absorb],
  [1, split],
];

/** The younger into an older one, as a rule; now and then into itself, or into one that nobody knows. */
function merge(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const known = caseOf(shop, customer);
  if (known === undefined) return undefined;
  const { id } = customer.cases[0] ?? known;
  const into = isOnceIn(6, shop) ? shop.chance.pick([known.id, "cas_unknown"]) : id;
  if (into !== known.id) known.mergedInto ??= into;
  if (into !== known.id && !isOnceIn(4, shop)) known.status = "merged";
  return { ...envelopeFor(shop, customer), type: "case.merged", caseId: known.id, into };
}

/** The one that was merged is taken in, with the moment since which its customer waits; or any other. */
function absorb(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { chance } = shop;
  const { cases } = customer;
  const from = cases.find(({ mergedInto }) => mergedInto !== undefined) ?? caseOf(shop, customer);
  if (from === undefined) return undefined;
  const into = isOnceIn(6, shop) ? chance.pick(cases).id : (from.mergedInto ?? from.id);
  if (!isOnceIn(4, shop)) delete from.mergedInto;
  const waiting = isOnceIn(2, shop) ? { waitingSince: instantOf(shop.now - chance.below(72) * 3_600_000) } : {};
  return { ...envelopeFor(shop, customer), type: "case.absorbed", caseId: into, from: from.id, ...waiting };
}

/** Into one part or two, which are opened later. */
function split(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const known = caseOf(shop, customer);
  if (known === undefined) return undefined;
  const envelope = envelopeFor(shop, customer);
  const into = [`cas_${shop.made}_a`, ...(isOnceIn(2, shop) ? [`cas_${shop.made}_b`] : [])];
  const isItself = isOnceIn(8, shop);
  if (!isItself && customer.cases.includes(known)) known.parts.push(...into);
  return { ...envelope, type: "case.split", caseId: known.id, into: isItself ? [known.id] : into };
}
