import * as z from "zod/mini";
import type { Condition, FactWindow } from "../conditions/model.js";
import { conditionSchema } from "../conditions/schema.js";
import { checkShape } from "../shared/config.js";
import type { ProgramRef } from "../shared/envelope.js";
import type { Checked, ConfigIssue } from "../shared/issues.js";
import type { Label } from "../shared/locale.js";
import type { Segment, SegmentClass } from "./model.js";
import { id, label, wholeDays } from "../shared/parts-schema.js";

/** A segment of any kind as it is read, before its kind is told. */
export interface WrittenSegment {
  readonly of?: ProgramRef;
  readonly id: string;
  readonly label: Label;
  readonly kind?: Segment["kind"];
  readonly mode?: "first_match";
  readonly partition?: true;
  readonly classes?: readonly SegmentClass[];
  readonly when?: Condition;
  readonly window?: FactWindow;
  readonly every?: string;
  readonly levels?: number;
}

/** The shape of the section, with the classes that the document writes under `of` as `classes`. */
export function readShape(value: unknown): Checked<readonly WrittenSegment[]> {
  const shape = checkShape(schema, Array.isArray(value) ? value.map(withClasses) : value);
  if (!shape.ok) return shape;
  const issues = shape.value.flatMap((segment, i) => keyIssues(segment, `[${i}]`));
  return issues.length === 0 ? shape : { ok: false, issues };
}

/** The path of an issue as the document writes it, where classes stand under `of`. */
export function writtenPath(path: string, value: unknown): string {
  const [start = "", index = ""] = /^\[(\d+)\]\.classes/.exec(path) ?? [];
  if (start === "" || !Array.isArray(value) || !hasListOf(value[Number(index)])) return path;
  return `[${index}].of${path.slice(start.length)}`;
}

/** What kind of segment it is: said, or told by what it has. */
export function kindOf({ kind, when }: WrittenSegment): Segment["kind"] {
  return kind ?? (when === undefined ? "classes" : "condition");
}

function withClasses(segment: unknown): unknown {
  if (!hasListOf(segment)) return segment;
  const { of: classes, ...rest } = segment;
  return { ...rest, classes };
}

function hasListOf(segment: unknown): segment is { readonly of: readonly unknown[] } {
  return typeof segment === "object" && segment !== null && "of" in segment && Array.isArray(segment.of);
}

/** The keys of each kind; the first one is needed. */
const keys = {
  classes: ["classes", "mode", "partition"],
  condition: ["when"],
  rfm: ["classes", "window", "every", "levels"],
} as const;

const names = {
  classes: "a segment of classes",
  condition: "a segment by a condition",
  rfm: "a segment by scores",
} as const;

function keyIssues(segment: WrittenSegment, path: string): ConfigIssue[] {
  const kind = kindOf(segment);
  const own: readonly string[] = keys[kind];
  const stray = Object.values(keys)
    .flat()
    .filter((key, i, all) => all.indexOf(key) === i && segment[key] !== undefined && !own.includes(key))
    .map((key) => ({
      path: `${path}.${key}`,
      code: "unknown_key",
      message: `"${key}" does not belong to ${names[kind]}; it has ${own.join(", ")}`,
    }));
  if (segment[keys[kind][0]] !== undefined) return stray;
  const message = 'a segment has its classes under "of", or one condition under "when"';
  return [{ path, code: "missing", message }, ...stray];
}

const schema: z.ZodMiniType<readonly WrittenSegment[]> = z
  .array(
    z.strictObject({
      of: z.exactOptional(z.strictObject({ id, version: z.int() })),
      id,
      label,
      kind: z.exactOptional(z.enum(["classes", "condition", "rfm"])),
      mode: z.exactOptional(z.literal("first_match")),
      partition: z.exactOptional(z.literal(true)),
      classes: z.exactOptional(
        z.array(z.strictObject({ id, label, when: conditionSchema })).check(z.minLength(1), z.maxLength(100)),
      ),
      when: z.exactOptional(conditionSchema),
      window: z.exactOptional(
        z.discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("rolling"), length: wholeDays }),
          z.strictObject({
            kind: z.literal("calendar"),
            unit: z.enum(["day", "week", "month", "quarter", "year"]),
            offset: z.exactOptional(z.int().check(z.gte(-1000), z.lte(-1))),
          }),
          z.strictObject({ kind: z.literal("lifetime") }),
        ]),
      ),
      every: z.exactOptional(wholeDays),
      levels: z.exactOptional(z.int().check(z.gte(2), z.lte(10))),
    }),
  )
  .check(z.maxLength(500));
