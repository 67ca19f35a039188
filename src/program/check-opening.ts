import { didYouMean } from "../shared/text.js";
import { invalid, shown, wholeIn } from "./border-values.js";
import { readParts, type OptionalPart, type PartsOf } from "./event-parts.js";
import { readId, readProse, readText, readTime, readTruth } from "./event-values.js";
import type { ProgramContext } from "./island.js";
import type { OpeningBalances, OpeningPoints, OpeningStanding } from "./opening-balances.js";

/**
 * Opening balances read from outside, as they are kept: `null`, remarks and points of 0 are left out, a Date becomes an
 * instant, a bigint a whole number. Throws `command_invalid` with the path of the first mistake.
 */
export function checkOpening(value: unknown, { points, tierSets }: ProgramContext): OpeningBalances {
  const opening = readParts(value, "", openingParts) as OpeningBalances;
  const lots = opening.points ?? [];
  const types = points.types.map(({ id }) => id);
  for (const [i, { type }] of lots.entries()) requireKnown(type, types, `points[${i}].type`);
  const sum = lots.reduce((all, lot) => all + BigInt(lot.points), 0n);
  if (sum > BigInt(Number.MAX_SAFE_INTEGER))
    throw invalid("points", "come to more than is kept exactly: 9007199254740991");
  for (const [i, { tierSet, tier }] of (opening.standings ?? []).entries()) {
    const path = `standings[${i}]`;
    const set = tierSets.find(({ id }) => id === tierSet);
    const before = opening.standings?.findIndex((each) => each.tierSet === tierSet) ?? i;
    requireKnown(
      tierSet,
      tierSets.map(({ id }) => id),
      `${path}.tierSet`,
    );
    requireKnown(tier, set?.tiers.map(({ id }) => id) ?? [], `${path}.tier`);
    if (before < i) throw invalid(`${path}.tierSet`, `${shown(tierSet)} stands at standings[${before}] already`);
  }
  return {
    ...opening,
    ...(opening.points !== undefined && { points: lots.filter((lot) => lot.points > 0).map(withoutNote) }),
    ...(opening.standings !== undefined && { standings: opening.standings.map(withoutNote) }),
  };
}

/** A remark is for people: what differs in remarks alone is the same. */
function withoutNote<Noted extends { readonly note?: string }>(noted: Noted): Omit<Noted, "note"> {
  const { note: _, ...rest } = noted;
  return rest;
}

function requireKnown(name: string, known: readonly string[], path: string): void {
  if (known.includes(name)) return;
  const near = didYouMean(name, known);
  const help = near === undefined ? `known: ${known.join(", ") || "none"}` : `did you mean "${near}"?`;
  throw invalid(path, `${shown(name)} is not in this program; ${help}`);
}

/** A whole number from 0. */
function readPoints(given: unknown, path: string): unknown {
  const value = wholeIn(given, path);
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw invalid(path, `${shown(value)} is not a number of points; use a whole number, 0 or more`);
}

const id: OptionalPart = { read: readId, optional: true };
const time: OptionalPart = { read: readTime, optional: true };
const prose: OptionalPart = { read: readProse, optional: true };

const lot: PartsOf<OpeningPoints> = {
  type: { read: readText },
  points: { read: readPoints },
  availableFrom: time,
  lapsesAt: time,
  note: prose,
};

const standing: PartsOf<OpeningStanding> = {
  tierSet: { read: readText },
  tier: { read: readText },
  since: time,
  until: time,
  note: prose,
};

const openingParts: PartsOf<OpeningBalances> = {
  id: { read: readId },
  customerId: { read: readId },
  about: id,
  by: id,
  occurredAt: time,
  note: prose,
  points: { parts: lot, list: { most: 200 }, optional: true },
  standings: { parts: standing, list: { most: 100 }, optional: true },
  onTop: { read: readTruth, optional: true },
};
