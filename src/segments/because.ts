import { factSpecOf } from "../conditions/facts.js";
import type { FactValue } from "../conditions/fact-spec.js";
import type { Condition } from "../conditions/model.js";
import { factsOf } from "../conditions/reads.js";
import { conditionContext } from "./place.js";
import type { Membership, Segment, SegmentEvent, SegmentsContext } from "./model.js";

/** An event is kept for ever, so it says the most important and no more. */
const mostFacts = 8;

/**
 * What decided a change: the facts that the condition of the new class reads, or of the one that was left where the
 * new one is for everybody else. Only what the customer did and agreed to; nothing that is personal, sensitive or
 * guessed rides in an event.
 */
export function becauseOf(
  segment: Segment,
  change: Pick<SegmentEvent, "class" | "from">,
  membership: Membership,
  context: SegmentsContext,
): Pick<SegmentEvent, "because"> {
  const { facts, factSpecs = [] } = conditionContext(segment, context.facts ?? {}, membership, context);
  const reads = decidingConditions(segment, change).flatMap(factsOf);
  const told = reads.flatMap(({ fact, key }): (readonly [string, FactValue])[] => {
    const about = factSpecOf(fact, factSpecs)?.about;
    const value = facts[key];
    return value !== undefined && (about === "behaviour" || about === "contract") ? [[key, value]] : [];
  });
  return told.length === 0 ? {} : { because: Object.fromEntries(told.slice(0, mostFacts)) };
}

function decidingConditions(segment: Segment, change: Pick<SegmentEvent, "class" | "from">): readonly Condition[] {
  if (segment.kind === "condition") return [segment.when];
  const named = (id: string | undefined): readonly Condition[] =>
    segment.classes.filter((each) => each.id === id).map(({ when }) => when);
  const entered = named(change.class);
  return entered.some((when) => when.op !== "otherwise") ? entered : named(change.from);
}
