import { segmentKey } from "../conditions/fact-key.js";
import type { Facts } from "../conditions/fact-spec.js";
import { classReason, type ClassReason } from "../segments/class-reason.js";
import type { PinnedScores, Segments } from "../segments/model.js";
import { pointsExpiring, type Balance, type ExpiringPoints } from "../points/balance.js";
import { pointsAccountKind } from "../points/records.js";
import type { Storage } from "../shared/storage.js";
import { tierProgress, type TierProgress } from "../tiers/progress.js";
import { standingKind } from "../tiers/records.js";
import type { CustomerFile } from "./customer-file.js";
import { factsOfCustomer } from "./facts.js";
import type { ProgramContext } from "./island.js";
import { segmentsContext } from "./islands/segments.js";
import { membershipFor } from "./segment-facts.js";
import { customerFile, customerFiles } from "./report-files.js";
import { pointsOfCustomer, withWorth, type ByType, type PointsCounts, type PointsFigures } from "./report-points.js";

/** Where one customer stands, in figures. */
export interface CustomerFigures {
  readonly customerId: string;
  /** What conditions may ask about the customer, by key: `spend`, `orders@P12M`, `daysSinceOrder` … */
  readonly facts: Facts;
  /** By tier set: the id of the tier. */
  readonly tiers: Readonly<Record<string, string>>;
  /** By segment: in it or not, or the id of the class; a segment whose classes nothing is known for is left out. */
  readonly segments: Readonly<Record<string, boolean | string>>;
  /** By segment by score: the scores that stand. */
  readonly scores: Readonly<Record<string, PinnedScores>>;
  readonly points: ByType<PointsFigures>;
}

/** The same with what one needs to tell the customer why; each part has its own `explain…`. */
export interface CustomerReport extends CustomerFigures {
  readonly progress: readonly TierProgress[];
  readonly reasons: readonly ClassReason[];
  /** Which points lapse when, soonest first. */
  readonly expiring: readonly ExpiringPoints[];
}

/** What the read of one customer takes. */
export interface CustomerContext extends ProgramContext {
  readonly customerId: string;
}

/**
 * The figures of every customer at `now`, in order of their ids: read one by one, so that a base of any size fits.
 * Customers whom no job has swept are shown as they would be after the sweep; nothing is written.
 */
export async function* eachCustomer(storage: Storage, context: ProgramContext): AsyncGenerator<CustomerFigures> {
  for await (const file of customerFiles(storage, context)) yield figuresOf(file, context);
}

/** Where one customer stands at `now`, and why: what a service desk, or the customer, wants to know. */
export async function customerReport(storage: Storage, context: CustomerContext): Promise<CustomerReport> {
  const { tierSets, segments, points, zone, now } = context;
  const file = await customerFile(storage, context.customerId, context);
  const figures = figuresOf(file, context);
  const { facts } = figures;
  const account = file.read(pointsAccountKind, file.owner);
  return {
    ...figures,
    progress: tierSets.map(({ id }) =>
      tierProgress(file.read(standingKind, id) ?? id, { ...context, tierSets, facts }),
    ),
    reasons: segments.map((segment) =>
      classReason(membershipFor(file, segment) ?? { scores: {} }, {
        ...segmentsContext(file, context),
        segment: segment.id,
      }),
    ),
    expiring: points === undefined || account === undefined ? [] : pointsExpiring(account, { points, zone, now }),
  };
}

function figuresOf(file: CustomerFile, context: ProgramContext): CustomerFigures {
  const { tierSets, segments, points } = context;
  const facts = factsOfCustomer(file, context);
  return {
    customerId: file.owner,
    facts,
    tiers: Object.fromEntries(tierSets.map(({ id }) => [id, String(facts[`tier.${id}`])])),
    segments: placesOf(facts, segments),
    scores: Object.assign(
      {},
      ...segments.map((segment) => membershipFor(file, segment)?.scores),
    ) as CustomerFigures["scores"],
    points: withWorth<PointsCounts & Balance>(pointsOfCustomer(file, context), points),
  };
}

function placesOf(facts: Facts, segments: Segments): CustomerFigures["segments"] {
  const places = segments.flatMap(({ id }) => {
    const place = facts[segmentKey(id)];
    return typeof place === "boolean" || typeof place === "string" ? [[id, place] as const] : [];
  });
  return Object.fromEntries(places);
}
