import type { FactValue } from "../conditions/fact-spec.js";
import type { Shadowed } from "./shadow.js";

/** What differs between this program and another system, over many events. */
export interface ShadowSummary {
  readonly events: number;
  /** Events after which every figure that was compared is the same. */
  readonly agreeing: number;
  readonly facts: readonly ShadowFact[];
  /** What to look at first: the events with which figures began to differ, the most customers first. */
  readonly causes: readonly ShadowCause[];
}

/** How often a fact was compared and differed, and for how many customers. */
export interface ShadowFact {
  readonly fact: string;
  readonly compared: number;
  readonly differing: number;
  readonly customers: number;
}

/** A type of event with which a fact first began to differ, for so many customers; and the first such event. */
export interface ShadowCause {
  readonly fact: string;
  readonly type: string;
  readonly customers: number;
  readonly first: {
    readonly id: string;
    readonly customerId: string;
    readonly ours?: FactValue;
    readonly theirs: FactValue;
  };
}

/**
 * Sums up what `shadowEvent` or `shadowEvents` answered, in order of time: by fact, and by first cause. A figure that
 * went apart once differs ever after; so each customer counts once for each fact, under the event with which it began.
 */
export function shadowSummary(shadowed: readonly Shadowed[]): ShadowSummary {
  const facts = new Map<string, ShadowFact>();
  const causes = new Map<string, ShadowCause>();
  const seen = new Set<string>();
  for (const { id, type, customerId, compared, differences } of shadowed) {
    for (const fact of compared) {
      const { compared: before = 0, differing = 0, customers = 0 } = facts.get(fact) ?? {};
      facts.set(fact, { fact, compared: before + 1, differing, customers });
    }
    for (const { fact, ...values } of differences) {
      const sums = facts.get(fact) ?? { fact, compared: 0, differing: 0, customers: 0 };
      const isFirst = !seen.has(JSON.stringify([customerId, fact]));
      seen.add(JSON.stringify([customerId, fact]));
      facts.set(fact, { ...sums, differing: sums.differing + 1, customers: sums.customers + (isFirst ? 1 : 0) });
      if (!isFirst) continue;
      const key = JSON.stringify([fact, type]);
      const cause = causes.get(key) ?? { fact, type, customers: 0, first: { id, customerId, ...values } };
      causes.set(key, { ...cause, customers: cause.customers + 1 });
    }
  }
  return {
    events: shadowed.length,
    agreeing: shadowed.filter(({ differences }) => differences.length === 0).length,
    facts: [...facts.values()],
    causes: [...causes.values()].sort((left, right) => right.customers - left.customers),
  };
}
