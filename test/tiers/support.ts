import { defineTierSets, type TierSetInput } from "../../src/tiers/rules.js";
import { must } from "../../src/shared/decision.js";
import {
  reviewTier,
  startStanding,
  tierMetric,
  type Standing,
  type TiersContext,
  type TierSets,
} from "../../src/tiers/index.js";

/** The tier set of the honour scheme: four tiers by qualifying points over twelve months. */
export const honour: TierSetInput = {
  id: "honour",
  label: "荣誉等级",
  metric: "honour",
  period: { kind: "rolling", length: "P12M" },
  upgrade: "at_once",
  downgrade: "one_level",
  grace: { from: "review_below", for: "P60D" },
  notice: "P30D",
  benefitsAccumulate: true,
  tiers: [
    { id: "regular", label: "普通客户", reach: 0, benefits: [] },
    { id: "silver", label: "银卡客户", reach: 2000, benefits: ["birthday_gift"] },
    { id: "gold", label: "金卡客户", reach: 8000, benefits: ["holiday_discount", "priority_purchase"] },
    { id: "diamond", label: "钻石客户", reach: 20000, benefits: ["dedicated_agent"] },
  ],
};

/** Three tiers by the money spent in a calendar year. */
export const yearly: TierSetInput = {
  id: "club",
  label: { en: "Club", "zh-CN": "俱乐部" },
  metric: "spend",
  period: { kind: "calendar", unit: "year" },
  upgrade: "at_once",
  downgrade: "reassess",
  notice: "P30D",
  tiers: [
    { id: "regular", label: { en: "Regular", "zh-CN": "普通" }, reach: 0 },
    { id: "silver", label: { en: "Silver", "zh-CN": "银卡" }, reach: "1000.00" },
    { id: "gold", label: { en: "Gold", "zh-CN": "金卡" }, reach: "5000.00" },
  ],
};

const checked = new Map<TierSetInput, TierSets>();

function checkedOnce(set: TierSetInput): TierSets {
  const tierSets = checked.get(set) ?? defineTierSets([set]);
  checked.set(set, tierSets);
  return tierSets;
}

/** A context of one tier set at a time in Shanghai, with what it counts. */
export function at(time: string, value: number | string, set: TierSetInput = honour): TiersContext {
  const tierSets = checkedOnce(set);
  const facts = Object.fromEntries(tierSets.map((each) => [tierMetric(each).key, value]));
  return { tierSets, zone: "Asia/Shanghai", now: new Date(time), facts };
}

/** A customer who was reviewed once, at this time and with this value. */
export function standingAt(time: string, value: number | string, set: TierSetInput = honour): Standing {
  const context = at(time, value, set);
  const started = must(startStanding({ id: "std_7", customerId: "cus_7", tierSet: set.id }, context));
  return must(reviewTier(started.state, { id: "rev_0" }, context)).state;
}
