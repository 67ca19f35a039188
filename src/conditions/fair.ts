import type { ConfigIssue } from "../shared/issues.js";
import type { FactSpec, FactUse } from "./fact-spec.js";
import { factSpecOf } from "./facts.js";
import type { Condition } from "./model.js";
import { placesOf } from "./places.js";
import type { ConditionScope } from "./scope.js";

/** The place in which a condition stands, as far as fairness goes. */
export interface Guard {
  /** What the condition decides. */
  readonly use: FactUse;
  /** The code of the issue: `personalised_price`, `penalises_complaint` … */
  readonly code: string;
  /** The terms are published, so that a customer can see and meet them. */
  readonly published?: boolean;
}

/**
 * The facts that a condition reads and may not, in the place where it stands, each at the leaf that reads it. What a
 * segment reads is read by whoever refers to it.
 *
 * A fact serves only what its `may` includes. Guesses, sensitive and demographic facts never decide a price; under
 * published terms every other fact does that may decide who is eligible.
 *
 * Source: PIPL art. 24; 消费者权益保护法实施条例 art. 9.
 */
export function mayIssues(condition: Condition, path: string, guard: Guard, scope: ConditionScope): ConfigIssue[] {
  return placesOf(condition, path).flatMap(({ node, path: at }) => {
    const facts = "fact" in node ? [node.fact] : node.op === "segment" ? factsBehind(node.segment, scope) : [];
    return facts.flatMap((fact) => {
      const spec = factSpecOf(fact, scope.factSpecs);
      if (spec === undefined || isFair(spec, guard)) return [];
      return [{ path: at, code: guard.code, message: unfair(spec, guard) }];
    });
  });
}

/** The facts that decide who is in a segment, and in the segments that it refers to. */
export function factsBehind(segment: string, { segments = [] }: ConditionScope): readonly string[] {
  const seen = new Set<string>();
  const facts = new Set<string>();
  const queue = [segment];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const conditions = segments.find((each) => each.id === id)?.conditions ?? [];
    for (const { node } of conditions.flatMap((each) => placesOf(each))) {
      if (node.op === "segment") queue.push(node.segment);
      if ("fact" in node) facts.add(node.fact);
    }
  }
  return [...facts];
}

function isFair({ may, about }: FactSpec, { use, published }: Guard): boolean {
  if (use !== "pricing") return may.includes(use);
  return isImpersonal(about) && (may.includes("pricing") || (published === true && may.includes("eligibility")));
}

function isImpersonal(about: FactSpec["about"]): boolean {
  return about === "behaviour" || about === "contract";
}

function unfair({ name, may, about }: FactSpec, { use, published }: Guard): string {
  if (use === "pricing" && !isImpersonal(about))
    return `"${name}" is about the person (${about}) and never decides a price`;
  const opens = use === "pricing" && published !== true && may.includes("eligibility");
  const help = opens ? "; publish the terms, so that every customer can see and meet them" : "";
  return `"${name}" (${about}) may serve ${may.length === 0 ? "nothing" : may.join(", ")}, not ${use}${help}`;
}
