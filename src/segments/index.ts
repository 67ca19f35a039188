export { startMembership, type StartMembership } from "./start.js";
export { classifyCustomer, type ClassifyCustomer } from "./classify.js";
export { pinScores, type PinScores, type PinScoresRejection } from "./pin-scores.js";
export { applySegmentEvent, applySegmentEvents } from "./apply.js";
export {
  classOf,
  currentSegments,
  segmentFacts,
  type CurrentClass,
  type CurrentSegment,
  type OneSegmentContext,
} from "./current.js";
export { classReason, type ClassReason, type TriedClass } from "./class-reason.js";
export { explainClass } from "./explain.js";
export { segmentOutlines, segmentReads, type SegmentRead } from "./reads.js";
export { rfmLevels, rfmScores, type RfmRow, type RfmScores } from "./rfm-scores.js";
export { rfmFactSpecs, rfmReads, type RfmReads } from "./rfm-facts.js";
export { membershipKind, scoresKind } from "./records.js";
export type {
  ClassSegment,
  ConditionSegment,
  Membership,
  PinnedScores,
  Placement,
  RfmSegment,
  ScoreBase,
  Segment,
  SegmentClass,
  SegmentEvent,
  SegmentEventType,
  Segments,
  SegmentsContext,
} from "./model.js";
