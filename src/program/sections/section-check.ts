import type * as z from "zod/mini";
import { conditionIssues } from "../../conditions/check.js";
import type { Condition } from "../../conditions/model.js";
import type { ConditionScope } from "../../conditions/scope.js";
import { checkShape } from "../../shared/config.js";
import { freezeDeep } from "../../shared/json.js";
import { repeatedNames, unknownName, type Checked, type ConfigIssue } from "../../shared/issues.js";
import type { ProgramRef } from "../../shared/envelope.js";
import type { Stamped } from "./stamped.js";

/** A section read by its schema and then by what its words refer to, stamped. */
export function checkSection<Section extends object>(
  schema: z.ZodMiniType<Section>,
  value: unknown,
  of: ProgramRef,
  issuesOf: (section: Section) => readonly ConfigIssue[] = () => [],
): Checked<Stamped<Section>> {
  const shaped = checkShape(schema, value);
  if (!shaped.ok) return shaped;
  const issues = issuesOf(shaped.value);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: freezeDeep({ ...shaped.value, of }) };
}

/** A list of things with ids, each read and stamped; an id stands once. Paths begin with the index. */
export function checkList<Item extends { readonly id: string }>(
  schema: z.ZodMiniType<readonly Item[]>,
  value: unknown,
  of: ProgramRef,
  issuesOf: (item: Item, path: string) => readonly ConfigIssue[] = () => [],
): Checked<readonly Stamped<Item>[]> {
  const shaped = checkShape(schema, value);
  if (!shaped.ok) return shaped;
  const issues = [
    ...repeatedNames(
      "",
      "id",
      shaped.value.map(({ id }) => id),
    ),
    ...shaped.value.flatMap((item, i) => issuesOf(item, `[${i}]`)),
  ];
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: freezeDeep(shaped.value.map((item) => ({ ...item, of }))) };
}

/** The issue for a name that refers to nothing; none where nothing is named, or where any name will do. */
export function namedIssues(
  path: string,
  name: string | undefined,
  what: string,
  known: readonly string[] | undefined,
): readonly ConfigIssue[] {
  const unknown = name === undefined || known === undefined ? undefined : unknownName(path, name, what, known);
  return unknown === undefined ? [] : [unknown];
}

/** The mistakes of a condition where there is one. */
export function whenIssues(
  condition: Condition | undefined,
  path: string,
  scope: ConditionScope,
): readonly ConfigIssue[] {
  return condition === undefined ? [] : conditionIssues(condition, path, scope);
}
