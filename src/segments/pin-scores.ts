import { isDay, type Day } from "../shared/days.js";
import { refuse, type Decision } from "../shared/decision.js";
import {
  envelopeOf,
  occurredInFuture,
  recordedAtOf,
  requireId,
  type Command,
  type Envelope,
  type OccurredInFuture,
} from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import { canonicalJson } from "../shared/json.js";
import { applySegmentEvent } from "./apply.js";
import { changeIn } from "./classify.js";
import { rfmLevels, type RfmScores } from "./rfm-scores.js";
import { programOf } from "./start.js";
import type { Membership, ScoreBase, SegmentEvent, SegmentsContext } from "./model.js";

/** Keeps the scores that a customer has against a base; without scores the customer is not in the base any more. */
export interface PinScores extends Command {
  readonly segment: string;
  readonly scores?: Omit<RfmScores, "customerId">;
  readonly base: ScoreBase;
}

/** Why scores are not pinned, in the order in which it is checked. */
export type PinScoresRejection =
  | OccurredInFuture
  | { readonly code: "base_outdated"; readonly message: string; readonly pinned: Day; readonly given: Day };

/**
 * Keeps a customer's scores with the day and the size of the base that they compare with. They hold until the base is
 * scored anew: no order of this or another customer moves them in between. The class that they make goes with them. Both
 * count from `occurredAt`, the start of the base's day, also when they are made late. The same scores of the same base
 * have no events.
 *
 * Refused, in this order: `occurred_in_future`, `base_outdated` (a later base is pinned already). A segment that is not
 * scored and a score out of range are thrown as `command_invalid`.
 */
export function pinScores(
  membership: Membership,
  command: PinScores,
  context: SegmentsContext,
): Decision<Membership, SegmentEvent, PinScoresRejection> {
  requireId(command.id, "id");
  requireScores(command, context);
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const { segment, scores, base } = command;
  const pinned = membership.scores[segment];
  if (pinned !== undefined && pinned.base.on > base.on) {
    const message = `The scores of ${base.on} are older than those of ${pinned.base.on}, which are pinned already.`;
    return refuse({ code: "base_outdated", message, pinned: pinned.base.on, given: base.on });
  }
  const now = scores && { r: scores.r, f: scores.f, m: scores.m, base: { on: base.on, customers: base.customers } };
  if (canonicalJson(now) === canonicalJson(pinned)) return { ok: true, state: membership, events: [] };
  const recordedAt = recordedAtOf(context.now, membership);
  const envelope = (n: number): Envelope => envelopeOf(command, recordedAt, programOf(context), "when_it_happened", n);
  const scored: SegmentEvent = {
    type: now === undefined ? "segment.unscored" : "segment.scored",
    ...envelope(1),
    segment,
    ...(now !== undefined && { scores: now }),
  };
  const state = applySegmentEvent(membership, scored);
  const change = changeIn(state, segment, context);
  if (change === undefined) return { ok: true, state, events: [scored] };
  const moved: SegmentEvent = { ...change, ...envelope(2) };
  return { ok: true, state: applySegmentEvent(state, moved), events: [scored, moved] };
}

function requireScores({ segment: id, scores, base }: PinScores, { segments }: SegmentsContext): void {
  const segment = segments.find((each) => each.id === id);
  if (segment?.kind !== "rfm") throw invalid("segment", id, "a segment with scores");
  const { levels = rfmLevels } = segment;
  for (const name of scores === undefined ? [] : (["r", "f", "m"] as const)) {
    const score = scores?.[name] ?? 0;
    const isScore = Number.isInteger(score) && score >= 1 && score <= levels;
    if (!isScore) throw invalid(`scores.${name}`, scores?.[name], `a score from 1 to ${levels}`);
  }
  if (!isDay(base.on)) throw invalid("base.on", base.on, 'a day, written as "2026-03-02"');
  if (!Number.isSafeInteger(base.customers) || base.customers < 0) {
    throw invalid("base.customers", base.customers, "a number of customers");
  }
}

function invalid(path: string, received: unknown, expected: string): ClienteleError {
  return new ClienteleError("command_invalid", `${path}: ${JSON.stringify(received)} is not ${expected}.`, { path });
}
