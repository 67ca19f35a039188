import * as z from "zod/mini";
import { contactClassSchema } from "./contact-class-schema.js";
import type { ContactClass } from "./contact-class.js";
import { conditionIssues } from "../../conditions/check.js";
import type { Condition } from "../../conditions/model.js";
import { conditionSchema } from "../../conditions/schema.js";
import type { Duration } from "../../shared/durations.js";
import type { Checked, ConfigIssue } from "../../shared/issues.js";
import type { Label } from "../../shared/locale.js";
import type { ProgramScope } from "../scope.js";
import { namedSegments } from "../segment-named.js";
import { channel, duration, id, label, text } from "../../shared/parts-schema.js";
import { checkList, namedIssues, whenIssues } from "./section-check.js";
import type { Stamped } from "./stamped.js";

/** A plan by which customers are contacted without anybody thinking of it. */
export interface OutreachPlan {
  readonly id: string;
  readonly label: Label;
  readonly on: OutreachTrigger;
  /** How long after the trigger; at once, when left out. */
  readonly after?: Duration;
  /** Only those for whom this holds. */
  readonly when?: Condition;
  /** The channels, in the order in which they are tried. */
  readonly send: readonly string[];
  readonly class: ContactClass;
  /** Events after which the contact is not made any more. */
  readonly cancelIf?: readonly string[];
  /** The benefit that comes with it. */
  readonly gives?: string;
  readonly once?: "ever" | "per_year";
}

/** What starts a plan. */
export type OutreachTrigger =
  | { readonly kind: "event"; readonly event: string }
  | {
      readonly kind: "anniversary";
      readonly fact: string;
      readonly calendar?: "solar" | "lunar" | "solar_or_lunar";
      readonly feb29?: "feb28" | "mar01";
    }
  /** A segment, or a class of one: `value_class.prospect`. */
  | { readonly kind: "entered" | "left"; readonly segment: string };

const trigger: z.ZodMiniType<OutreachTrigger> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("event"), event: text }),
  z.strictObject({
    kind: z.literal("anniversary"),
    fact: text,
    calendar: z.exactOptional(z.enum(["solar", "lunar", "solar_or_lunar"])),
    feb29: z.exactOptional(z.enum(["feb28", "mar01"])),
  }),
  z.strictObject({ kind: z.enum(["entered", "left"]), segment: text }),
]);

const schema: z.ZodMiniType<readonly OutreachPlan[]> = z
  .array(
    z.strictObject({
      id,
      label,
      on: trigger,
      after: z.exactOptional(duration),
      when: z.exactOptional(conditionSchema),
      send: z.array(channel).check(z.minLength(1), z.maxLength(8)),
      class: contactClassSchema,
      cancelIf: z.exactOptional(z.array(text).check(z.maxLength(20))),
      gives: z.exactOptional(text),
      once: z.exactOptional(z.enum(["ever", "per_year"])),
    }),
  )
  .check(z.maxLength(200));

/** The section `outreach`, or every mistake in it. */
export function checkOutreach(value: unknown, scope: ProgramScope): Checked<readonly Stamped<OutreachPlan>[]> {
  return checkList(schema, value, scope.of, ({ on, when, cancelIf = [], gives }, path) => [
    ...triggerIssues(on, `${path}.on`, scope),
    ...whenIssues(when, `${path}.when`, scope.conditions),
    ...cancelIf.flatMap((type, i) => namedIssues(`${path}.cancelIf[${i}]`, type, "a host event", scope.events)),
    ...namedIssues(`${path}.gives`, gives, "a benefit", scope.benefits),
  ]);
}

function triggerIssues(on: OutreachTrigger, path: string, scope: ProgramScope): readonly ConfigIssue[] {
  switch (on.kind) {
    case "event":
      return namedIssues(`${path}.event`, on.event, "a host event", scope.events);
    case "anniversary":
      return conditionIssues({ op: "anniversary", fact: on.fact }, path, scope.conditions);
    case "entered":
    case "left":
      return namedIssues(`${path}.segment`, on.segment, "a segment or a class of one", namedSegments(scope));
    default:
      return on satisfies never;
  }
}
