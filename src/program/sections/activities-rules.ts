import * as z from "zod/mini";
import type { Condition } from "../../conditions/model.js";
import { conditionSchema } from "../../conditions/schema.js";
import type { Day } from "../../shared/days.js";
import type { Checked } from "../../shared/issues.js";
import type { Label } from "../../shared/locale.js";
import type { ProgramScope } from "../scope.js";
import { count, day, id, label } from "../../shared/parts-schema.js";
import { checkList, whenIssues } from "./section-check.js";
import type { Stamped } from "./stamped.js";

/** Something that customers are invited to. */
export interface Activity {
  readonly id: string;
  readonly label: Label;
  readonly on?: Day;
  /** Who may come; everybody, when left out. */
  readonly eligible?: Condition;
  /** How many may come. */
  readonly capacity?: number;
}

const schema: z.ZodMiniType<readonly Activity[]> = z
  .array(
    z.strictObject({
      id,
      label,
      on: z.exactOptional(day),
      eligible: z.exactOptional(conditionSchema),
      capacity: z.exactOptional(count),
    }),
  )
  .check(z.maxLength(500));

/** The section `activities`, or every mistake in it. */
export function checkActivities(value: unknown, scope: ProgramScope): Checked<readonly Stamped<Activity>[]> {
  return checkList(schema, value, scope.of, ({ eligible }, path) =>
    whenIssues(eligible, `${path}.eligible`, scope.conditions),
  );
}
