import { applyCaseEvents } from "../cases/apply.js";
import type { CaseEvent } from "../cases/event-model.js";
import { caseKind } from "../cases/records.js";
import { applyCustomerEvents } from "../customers/apply.js";
import type { CustomerEvent } from "../customers/model.js";
import { customerKind } from "../customers/records.js";
import { applyPurchasesEvents } from "../orders/apply-purchases.js";
import { applyOrderEvents } from "../orders/apply.js";
import type { OrderEvent } from "../orders/model.js";
import type { PurchasesEvent } from "../orders/purchases-model.js";
import { orderKind, purchasesKind } from "../orders/records.js";
import { applyPointsEvents } from "../points/apply.js";
import type { PointsEvent } from "../points/model.js";
import { pointsAccountKind } from "../points/records.js";
import { applyResponseEvents } from "../satisfaction/apply.js";
import type { ResponseEvent } from "../satisfaction/model.js";
import { surveyResponseKind } from "../satisfaction/records.js";
import { applySegmentEvents } from "../segments/apply.js";
import type { SegmentEvent } from "../segments/model.js";
import { membershipKind, scoresKind } from "../segments/records.js";
import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import { applyTierEvents } from "../tiers/apply.js";
import type { TierEvent } from "../tiers/model.js";
import { standingKind } from "../tiers/records.js";

type Fold = (events: readonly EventEnvelope[]) => RecordEnvelope;

/**
 * The record that the events of its history make; undefined for kinds that are no fold of events: personal values and
 * texts, which may be overwritten, and the bridge's own notes.
 */
export function replayed(kind: string, events: readonly EventEnvelope[]): RecordEnvelope | undefined {
  return folds.get(kind)?.(events);
}

/** The caller of each fold knows by the kind of what events a history consists. */
const folds: ReadonlyMap<string, Fold> = new Map<string, Fold>([
  [customerKind.kind, (events) => applyCustomerEvents(undefined, events as readonly CustomerEvent[])],
  [orderKind.kind, (events) => applyOrderEvents(undefined, events as readonly OrderEvent[])],
  [purchasesKind.kind, (events) => applyPurchasesEvents(undefined, events as readonly PurchasesEvent[])],
  [membershipKind.kind, (events) => applySegmentEvents(undefined, events as readonly SegmentEvent[])],
  [scoresKind.kind, (events) => applySegmentEvents(undefined, events as readonly SegmentEvent[])],
  [standingKind.kind, (events) => applyTierEvents(undefined, events as readonly TierEvent[])],
  [pointsAccountKind.kind, (events) => applyPointsEvents(undefined, events as readonly PointsEvent[])],
  [caseKind.kind, (events) => applyCaseEvents(undefined, events as readonly CaseEvent[])],
  [surveyResponseKind.kind, (events) => applyResponseEvents(undefined, events as readonly ResponseEvent[])],
]);
