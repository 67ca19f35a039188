import type { Facts } from "../../conditions/fact-spec.js";
import { standingKind } from "../../tiers/records.js";
import { reviewTier } from "../../tiers/review.js";
import { nextTierChange, settled } from "../../tiers/settle.js";
import { startStanding } from "../../tiers/start.js";
import { tierMetric, metricValue, rankReached } from "../../tiers/metric.js";
import { tierOf } from "../../tiers/tier.js";
import type { Standing, TiersContext } from "../../tiers/model.js";
import type { CustomerFile } from "../customer-file.js";
import { accept, type Cause, type Island, type ModuleDecision, type ProgramContext } from "../island.js";
import { factsOfPurchases } from "./orders.js";
import { pointsFacts } from "./points.js";

const module = "tiers";

/** Tiers: reviewed after every event and at every instant at which what they count changes. */
export const tiersIsland: Island = {
  module,
  refs: (owner, _event, { tierSets }) => tierSets.map(({ id }) => ({ owner, kind: standingKind.kind, id })),
  follow: (file, cause, context) => {
    const tiers = tiersContext(file, context);
    return tiers.tierSets.flatMap(({ id }) => review(file, id, cause, tiers) ?? []);
  },
  settle: (file, { tierSets, zone, now }) => {
    const tiers = { tierSets, zone, now };
    for (const standing of standingsOf(file, tiers)) {
      const { standing: state, events } = settled(standing, tiers);
      accept(file, standingKind, module, { ok: true, state, events }, { id: events[0]?.id ?? "", fingerprint: "" });
    }
  },
  next: (file, { tierSets, zone, now }) => {
    const tiers = { tierSets, zone, now };
    return standingsOf(file, tiers).map((standing) => nextTierChange(standing, tiers));
  },
};

/** The tier that a customer has in each set: a fact for every other rule. */
export function factsOfTiers(file: CustomerFile, context: ProgramContext): Facts {
  const tiers = tiersContext(file, context);
  return Object.fromEntries(
    tiers.tierSets.map(({ id }) => [`tier.${id}`, tierOf(file.read(standingKind, id) ?? id, tiers).id]),
  );
}

/** Nobody has a standing before the first tier above the lowest is reached. */
function review(file: CustomerFile, tierSet: string, cause: Cause, context: TiersContext): ModuleDecision | undefined {
  const { fingerprint } = cause;
  const before = file.read(standingKind, tierSet);
  const set = context.tierSets.find(({ id }) => id === tierSet);
  if (before === undefined && (set === undefined || rankReached(set, metricValue(set, context)) === 0))
    return undefined;
  const standing = before ?? start(file, tierSet, cause, context);
  const id = `${cause.id}#${module}`;
  return accept(file, standingKind, module, reviewTier(standing, { id }, context), { id, fingerprint });
}

function start(file: CustomerFile, tierSet: string, cause: Cause, context: TiersContext): Standing {
  const command = { id: `${cause.id}#tiers_started`, customerId: file.owner, tierSet, standingId: tierSet };
  const started = startStanding(command, context);
  accept(file, standingKind, module, started, { id: command.id, fingerprint: cause.fingerprint });
  return started.state;
}

function standingsOf(file: CustomerFile, { tierSets }: TiersContext): readonly Standing[] {
  return tierSets.flatMap(({ id }) => file.read(standingKind, id) ?? []);
}

/** Tiers count purchases and points, and nothing else. */
function tiersContext(file: CustomerFile, context: ProgramContext): TiersContext {
  const { tierSets, zone, now } = context;
  const counted = tierSets.map((set) => tierMetric(set).key);
  const facts =
    counted.length === 0
      ? {}
      : { ...zeros(counted), ...factsOfPurchases(file, context), ...pointsFacts(file, context) };
  return { tierSets, zone, now, facts };
}

/** What a customer has none of yet counts as 0. */
function zeros(keys: readonly string[]): Facts {
  return Object.fromEntries(keys.map((key) => [key, 0]));
}
