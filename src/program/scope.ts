import type { FactSpec } from "../conditions/fact-spec.js";
import { factSpecOf } from "../conditions/facts.js";
import type { ConditionScope, SegmentOutline } from "../conditions/scope.js";
import { checkPurposes } from "../customers/rules.js";
import type { Purposes } from "../customers/sections.js";
import { rfmFactSpecs } from "../segments/rfm-facts.js";
import type { ProgramRef } from "../shared/envelope.js";
import { hostEventTypes } from "./host-events.js";
import { conditionOf, idsOf, isGiven, itemsOf, membersOf, namesOf, type RawObject, textOf } from "./raw.js";
import { checkFacts, factSpecsOf } from "./sections/facts-rules.js";

/** What the sections of one document know of each other: the names that each may refer to. */
export interface ProgramScope {
  readonly of: ProgramRef;
  /** The codes of the guards that are switched off. */
  readonly allow: readonly string[];
  readonly conditions: ConditionScope;
  /** The same for the guards, which see what is behind a reference to a segment: scores too. */
  readonly fairness: ConditionScope;
  readonly calendars: readonly string[];
  /** Absent where the document has no such section: then the names are the host's own. */
  readonly roles?: readonly string[];
  /** Absent where there is no such section, and where it is wrong. */
  readonly purposes?: Purposes;
  /** The purposes that use what is known of a person to choose what to show. */
  readonly profilingPurposes: readonly string[];
  readonly benefits: readonly string[];
  /** The benefits that change a price, and whether their terms are published. */
  readonly priceBenefits: Readonly<Record<string, { readonly published: boolean }>>;
  readonly activities: readonly string[];
  readonly questionnaires: readonly string[];
  readonly tierSets: Readonly<Record<string, TierSetOutline>>;
  readonly pointsTypes: Readonly<Record<"redeemable" | "qualifying", readonly string[]>>;
  /** The case policies by id. */
  readonly casePolicies: readonly string[];
  /** The types of host events, those of the document's own among them. */
  readonly events: readonly string[];
  readonly hasReferrals: boolean;
}

/** A tier set as other sections see it. */
export interface TierSetOutline {
  readonly tiers: readonly string[];
  /** The length of its rolling window. */
  readonly length?: string;
}

/** The names that a document declares, also where the rest of it is wrong. */
export function scopeOf(document: RawObject, of: ProgramRef, allow: readonly string[]): ProgramScope {
  const { roles, events, referrals } = document;
  const conditions = conditionScope(document);
  const purposes = checkPurposes(document["purposes"]);
  return {
    of,
    allow,
    conditions,
    fairness: { ...conditions, factSpecs: [...(conditions.factSpecs ?? []), ...rfmFactSpecs] },
    calendars: namesOf(document["calendars"]),
    ...(isGiven(roles) && { roles: namesOf(roles) }),
    ...(purposes.ok && { purposes: purposes.value }),
    profilingPurposes: profilingPurposes(document["benefits"]),
    benefits: idsOf(document["benefits"]),
    priceBenefits: priceBenefits(document["benefits"]),
    activities: idsOf(document["activities"]),
    questionnaires: idsOf(document["questionnaires"]),
    tierSets: Object.fromEntries(itemsOf(document["tierSets"]).map(tierSetOutline)),
    pointsTypes: pointsTypes(document["points"]),
    casePolicies: idsOf(membersOf(document["cases"])["policies"]),
    events: [...hostEventTypes, "referral.qualified", ...namesOf(events).map((name) => `custom.${name}`)],
    hasReferrals: isGiven(referrals),
  };
}

function conditionScope(document: RawObject): ConditionScope {
  const { purposes, facts, tierSets, points, segments } = document;
  return {
    factSpecs: [...declaredFacts(facts), ...tierFacts(tierSets)],
    names: {
      tier: idsOf(tierSets),
      points: idsOf(membersOf(points)["types"]),
      ...(isGiven(purposes) && { consent: namesOf(purposes) }),
    },
    segments: itemsOf(segments).flatMap(segmentOutline),
  };
}

/** The facts that are right; one that is not is no fact, and is reported where it is declared. */
function declaredFacts(section: unknown): readonly FactSpec[] {
  return Object.entries(membersOf(section)).flatMap(([name, fact]) => {
    const checked = checkFacts({ [name]: fact });
    return checked.ok ? factSpecsOf(checked.value) : [];
  });
}

/** The tier that somebody holds in a set is one of the set's. */
function tierFacts(section: unknown): readonly FactSpec[] {
  return itemsOf(section).flatMap(({ id, tiers }) => {
    const spec = factSpecOf(`tier.${textOf(id) ?? ""}`);
    return spec === undefined ? [] : [{ ...spec, values: idsOf(tiers) }];
  });
}

function segmentOutline({ id, when, of, classes }: RawObject): readonly SegmentOutline[] {
  if (typeof id !== "string") return [];
  const parts = [...itemsOf(of), ...itemsOf(classes)];
  const conditions = [when, ...parts.map((part) => part["when"])].flatMap((each) => conditionOf(each) ?? []);
  return [{ id, classes: idsOf(parts), conditions }];
}

function tierSetOutline({ id, tiers, period }: RawObject): [string, TierSetOutline] {
  const { kind, length } = membersOf(period);
  const window = kind === "rolling" ? textOf(length) : undefined;
  return [textOf(id) ?? "", { tiers: idsOf(tiers), ...(window !== undefined && { length: window }) }];
}

function pointsTypes(section: unknown): ProgramScope["pointsTypes"] {
  const types = itemsOf(membersOf(section)["types"]);
  const usedFor = (use: string): readonly string[] => idsOf(types.filter((type) => type["use"] === use));
  return { redeemable: usedFor("redeemable"), qualifying: usedFor("qualifying") };
}

function priceBenefits(section: unknown): ProgramScope["priceBenefits"] {
  const prices = itemsOf(section).filter(({ kind }) => kind === "price");
  return Object.fromEntries(prices.map(({ id, terms }) => [textOf(id) ?? "", { published: isGiven(terms) }]));
}

function profilingPurposes(benefits: unknown): readonly string[] {
  const recommendations = itemsOf(benefits).filter(({ kind }) => kind === "recommendation");
  return ["profiling", ...recommendations.flatMap(({ purpose }) => textOf(purpose) ?? [])];
}
