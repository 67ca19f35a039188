export { evaluateCondition } from "./evaluate.js";
export type { ConditionContext } from "./leaf.js";
export { conditionReason, type ConditionReason, type GroupReason, type LeafReason } from "./reason.js";
export { explainChange, explainCondition } from "./explain.js";
export { smallestChange, type FactChange, type SmallestChange } from "./smallest-change.js";
export { factKey, segmentKey } from "./fact-key.js";
export { factsOf, segmentsOf, thresholds, type FactRead } from "./reads.js";
export { factSpecOf, standardFacts } from "./facts.js";
export type { FactAbout, Facts, FactSource, FactSpec, FactType, FactUse, FactValue } from "./fact-spec.js";
export type {
  AllOf,
  Anniversary,
  AnyOf,
  AtLeastOf,
  Between,
  CalendarWindow,
  Condition,
  Equality,
  Exists,
  FactCondition,
  FactWindow,
  GroupCondition,
  InSegment,
  LeafCondition,
  LifetimeWindow,
  MissingFacts,
  NotOf,
  OneOf,
  Ordering,
  Otherwise,
  Outcome,
  RollingWindow,
  TextMatch,
} from "./model.js";
