import type { Condition } from "../conditions/model.js";
import { conditionSchema } from "../conditions/schema.js";
import { checkShape } from "../shared/config.js";

/**
 * A document, or a part of one, that may be anything. What is not as it should be is passed over here: the section in
 * which it stands reports it, and everything else is still looked at, so that all mistakes are found at once.
 */
export type RawObject = Readonly<Record<string, unknown>>;

/** Whether there is something: `null` and absent are one thing. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The members of an object; none of anything else. */
export function membersOf(value: unknown): RawObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as RawObject) : {};
}

/** The names of an object's members, those that are `null` left out. */
export function namesOf(value: unknown): readonly string[] {
  return Object.entries(membersOf(value)).flatMap(([name, member]) => (isGiven(member) ? [name] : []));
}

/** A list of objects, each at its place. */
export function itemsOf(value: unknown): readonly RawObject[] {
  return Array.isArray(value) ? value.map(membersOf) : [];
}

/** The ids in a list of objects. */
export function idsOf(value: unknown): readonly string[] {
  return itemsOf(value).flatMap(({ id }) => (typeof id === "string" ? [id] : []));
}

/** The text, where it is one. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The condition, where it is one. */
export function conditionOf(value: unknown): Condition | undefined {
  if (value === undefined || value === null) return undefined;
  const shaped = checkShape(conditionSchema, value);
  return shaped.ok ? shaped.value : undefined;
}

/** A condition, and where it stands. */
export interface PlacedCondition {
  readonly path: string;
  readonly condition: Condition;
}

/** The condition at a path, as a list of none or one. */
export function conditionAt(value: unknown, path: string): readonly PlacedCondition[] {
  const condition = conditionOf(value);
  return condition === undefined ? [] : [{ path, condition }];
}
