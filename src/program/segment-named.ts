import type { InSegment } from "../conditions/model.js";
import type { ProgramScope } from "./scope.js";

/** What plans and surveys may name: every segment, and every class of one as `value_class.prospect`. */
export function namedSegments({ conditions: { segments = [] } }: ProgramScope): readonly string[] {
  return segments.flatMap((segment) => [segment.id, ...segment.classes.map((name) => `${segment.id}.${name}`)]);
}

/** The condition that a name stands for; undefined when there is no such segment. */
export function segmentNamed(name: string, { conditions: { segments = [] } }: ProgramScope): InSegment | undefined {
  for (const { id, classes } of segments) {
    if (name === id) return { op: "segment", segment: id };
    const found = classes.find((each) => name === `${id}.${each}`);
    if (found !== undefined) return { op: "segment", segment: id, class: found };
  }
  return undefined;
}
