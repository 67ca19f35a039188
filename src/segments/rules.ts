import { conditionIssues, firstMatchIssues } from "../conditions/check.js";
import type { Condition, FactWindow } from "../conditions/model.js";
import { placesOf } from "../conditions/places.js";
import type { ConditionScope, SegmentOutline } from "../conditions/scope.js";
import type { Duration } from "../shared/durations.js";
import type { ProgramRef } from "../shared/envelope.js";
import { below, defined, repeatedNames, type Checked, type ConfigIssue } from "../shared/issues.js";
import { freezeDeep } from "../shared/json.js";
import type { Label } from "../shared/locale.js";
import { scoreIssues } from "./check-scores.js";
import { specsFor } from "./place.js";
import { segmentOutlines } from "./reads.js";
import { kindOf, readShape, writtenPath, type WrittenSegment } from "./schema.js";
import type { Segment, SegmentClass, Segments } from "./model.js";

/** A segment as it is written down: classes under `of`, one condition under `when`, or classes by scores. */
export type SegmentInput = { readonly id: string; readonly label: Label } & (
  | { readonly mode?: "first_match"; readonly partition?: true; readonly of: readonly SegmentClass[] }
  | { readonly when: Condition }
  | {
      readonly kind: "rfm";
      readonly window?: FactWindow;
      readonly every?: Duration;
      readonly levels?: number;
      readonly classes: readonly SegmentClass[];
    }
);

/** What the rest of a program tells the segments. */
export interface SegmentsScope extends Pick<ConditionScope, "factSpecs" | "names"> {
  readonly of?: ProgramRef;
}

/**
 * Segments that are known to be right, frozen, or an error `config_invalid` with every mistake and its path.
 *
 * @example
 * ```ts
 * import { defineSegments } from "clientele";
 *
 * const regulars = { id: "regulars", label: "Regulars", when: { op: "gte", fact: "order", value: 2 } } as const;
 * defineSegments([regulars]); // throws config_invalid
 * ```
 */
export function defineSegments(literal: readonly (SegmentInput | Segment)[], scope: SegmentsScope = {}): Segments {
  return defined(checkSegments(literal, scope), "The segments section");
}

/**
 * Segments from anywhere, or every mistake in them: names, conditions and the facts that they read, classes that end in
 * `otherwise`, and references only to segments further up, so that none goes in a circle. Segments by score and the
 * others keep to themselves: see `scoreIssues`.
 */
export function checkSegments(value: unknown, scope: SegmentsScope = {}): Checked<Segments> {
  const shape = readShape(value);
  const segments = shape.ok ? shape.value.map((written) => segmentOf(written, scope)) : [];
  const outlines = segmentOutlines(segments);
  const issues = shape.ok
    ? [
        ...repeatedNames(
          "",
          "id",
          segments.map(({ id }) => id),
        ),
        ...segments.flatMap((segment, i) => segmentIssues(segment, i, { ...scope, segments, outlines })),
      ]
    : shape.issues;
  if (issues.length === 0) return { ok: true, value: freezeDeep(segments) };
  return { ok: false, issues: issues.map((issue) => ({ ...issue, path: writtenPath(issue.path, value) })) };
}

function segmentOf(written: WrittenSegment, scope: SegmentsScope): Segment {
  const { id, label, classes = [], when, partition, window, every, levels } = written;
  const base = { of: scope.of ?? written.of ?? { id: "segments", version: 1 }, id, label };
  const kind = kindOf(written);
  switch (kind) {
    case "classes":
      return { ...base, kind, mode: "first_match", ...(partition !== undefined && { partition }), classes };
    case "condition":
      return { ...base, kind, when: when ?? { op: "otherwise" } };
    case "rfm":
      return {
        ...base,
        kind,
        ...(window !== undefined && { window }),
        ...(every !== undefined && { every }),
        ...(levels !== undefined && { levels }),
        classes,
      };
    default:
      return kind satisfies never;
  }
}

interface WholeSection extends SegmentsScope {
  readonly segments: Segments;
  readonly outlines: readonly SegmentOutline[];
}

function segmentIssues(
  segment: Segment,
  index: number,
  { names, factSpecs, segments, outlines }: WholeSection,
): ConfigIssue[] {
  const path = `[${index}]`;
  const scope = { ...(names !== undefined && { names }), factSpecs: specsFor(segment, factSpecs), segments: outlines };
  const list =
    segment.kind === "condition"
      ? [{ condition: segment.when, path: `${path}.when` }]
      : segment.classes.map(({ when }, i) => ({ condition: when, path: `${path}.classes[${i}].when` }));
  const references = list.flatMap((each) => [
    ...orderIssues(each.condition, each.path, index, outlines),
    ...scoreIssues(segment, each, segments, factSpecs),
  ]);
  if (segment.kind === "condition") return [...conditionIssues(segment.when, `${path}.when`, scope), ...references];
  const ids = segment.classes.map(({ id }) => id);
  return [
    ...repeatedNames(`${path}.classes`, "id", ids),
    ...firstMatchIssues(list, `${path}.classes`, scope),
    ...references,
  ];
}

/** A segment that refers to itself, or to one further down, could not be found in one pass. */
function orderIssues(
  condition: Condition,
  path: string,
  index: number,
  outlines: readonly SegmentOutline[],
): ConfigIssue[] {
  return placesOf(condition, path).flatMap(({ node, path: at }) => {
    if (node.op !== "segment" || outlines.findIndex(({ id }) => id === node.segment) < index) return [];
    const message = `"${node.segment}" does not stand above; refer only to segments further up, so that none goes in a circle`;
    return [{ path: below(at, "segment"), code: "segment_not_above", message }];
  });
}
