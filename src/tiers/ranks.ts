import { ClienteleError } from "../shared/errors.js";
import type { Instant } from "../shared/instants.js";
import { didYouMean } from "../shared/text.js";
import type { Standing, Tier, TierSet, TiersContext } from "./model.js";

/** The tier set of this id; one that the context does not have is thrown as `command_invalid`. */
export function tierSetOf({ tierSets }: TiersContext, id: string): TierSet {
  const found = tierSets.find((set) => set.id === id);
  if (found !== undefined) return found;
  const ids = tierSets.map((set) => set.id);
  throw unknown("tierSet", id, "a tier set", ids);
}

/** Throws `command_invalid` unless the set has this tier. */
export function requireTier(set: TierSet, tier: string): void {
  const ids = set.tiers.map(({ id }) => id);
  if (!ids.includes(tier)) throw unknown("tier", tier, `a tier of "${set.id}"`, ids);
}

/** The tier at a rank, 0 being the lowest. */
export function tierAt(set: TierSet, rank: number): Tier {
  const tier = set.tiers[rank];
  if (tier === undefined) throw new ClienteleError("invariant_violated", `"${set.id}" has no tier at rank ${rank}.`);
  return tier;
}

/** The rank of a tier. One that this version of the set does not know any more ranks lowest. */
export function rankOf(set: TierSet, tier: string): number {
  const rank = set.tiers.findIndex(({ id }) => id === tier);
  return Math.max(0, rank);
}

/** The highest rank that a standing's value or a grant carries at an instant. */
export function carriedRank(standing: Standing, set: TierSet, at: Instant): number {
  const ranks = standing.reached.map(({ tier, until }) => (isOver(until, at) ? 0 : rankOf(set, tier)));
  return Math.max(grantedRank(standing, set, at), ...ranks);
}

/** The rank that is granted at an instant, the lowest where none is. */
export function grantedRank({ granted }: Standing, set: TierSet, at: Instant): number {
  return granted === undefined || isOver(granted.until, at) ? 0 : rankOf(set, granted.tier);
}

function isOver(until: Instant | undefined, at: Instant): boolean {
  return until !== undefined && until <= at;
}

function unknown(path: string, name: string, what: string, known: readonly string[]): ClienteleError {
  const near = didYouMean(name, known);
  const help = near === undefined ? `known: ${known.join(", ") || "none"}.` : `did you mean "${near}"?`;
  return new ClienteleError("command_invalid", `${path}: ${JSON.stringify(name)} is not ${what}; ${help}`, { path });
}
