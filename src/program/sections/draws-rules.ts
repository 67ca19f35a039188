import * as z from "zod/mini";
import type { Condition } from "../../conditions/model.js";
import { conditionSchema } from "../../conditions/schema.js";
import type { Day } from "../../shared/days.js";
import type { DecimalText } from "../../shared/decimal.js";
import { repeatedNames, below, type Checked, type ConfigIssue } from "../../shared/issues.js";
import type { Label } from "../../shared/locale.js";
import type { ProgramScope } from "../scope.js";
import { count, day, id, label, money } from "../../shared/parts-schema.js";
import { checkList, whenIssues } from "./section-check.js";
import type { Stamped } from "./stamped.js";
import { termsSchema } from "./terms-schema.js";
import type { Terms } from "./terms.js";

/** A prize draw: chance decides, under terms that stand before it opens. */
export interface Draw {
  readonly id: string;
  readonly label: Label;
  /** The first and the last day on which one can enter. */
  readonly opens: Day;
  readonly closes: Day;
  /** What gives an entry. Points are never staked. */
  readonly entry: "free" | "order";
  readonly prizes: readonly Prize[];
  /** Who may enter; everybody, when left out. */
  readonly eligible?: Condition;
  readonly terms: Terms;
}

/** What can be won, how many of it, and what one is worth. */
export interface Prize {
  readonly id: string;
  readonly label: Label;
  readonly count: number;
  readonly worth: DecimalText;
}

const schema: z.ZodMiniType<readonly Draw[]> = z
  .array(
    z.strictObject({
      id,
      label,
      opens: day,
      closes: day,
      entry: z.enum(["free", "order"]),
      prizes: z.array(z.strictObject({ id, label, count, worth: money })).check(z.minLength(1), z.maxLength(50)),
      eligible: z.exactOptional(conditionSchema),
      terms: termsSchema,
    }),
  )
  .check(z.maxLength(100));

/** The section `draws`, or every mistake in it. */
export function checkDraws(value: unknown, scope: ProgramScope): Checked<readonly Stamped<Draw>[]> {
  return checkList(schema, value, scope.of, (draw, path) => [
    ...orderIssues(draw, path),
    ...repeatedNames(
      below(path, "prizes"),
      "id",
      draw.prizes.map((prize) => prize.id),
    ),
    ...whenIssues(draw.eligible, `${path}.eligible`, scope.conditions),
  ]);
}

function orderIssues({ opens, closes }: Draw, path: string): readonly ConfigIssue[] {
  if (opens <= closes) return [];
  return [{ path: `${path}.closes`, code: "out_of_range", message: `${closes} is before ${opens}, when it opens` }];
}
