import type { FactWindow } from "./model.js";

/**
 * The key under which a fact is supplied. The name alone is all time; `@` and a duration is a rolling window;
 * `@calendar:` and a unit is the period that today lies in, followed by its offset for an earlier one.
 *
 * ```
 * key     = name [ "@" ( duration | "calendar:" unit [ offset ] ) ]      offset = "-1", "-2" …
 * ```
 *
 * @example
 * ```ts
 * import { factKey } from "clientele";
 *
 * factKey("spend"); // => "spend"
 * factKey("spend", { kind: "rolling", length: "P12M" }); // => "spend@P12M"
 * factKey("orders", { kind: "calendar", unit: "month" }); // => "orders@calendar:month"
 * factKey("orders", { kind: "calendar", unit: "month", offset: -1 }); // => "orders@calendar:month-1"
 * ```
 */
export function factKey(fact: string, window?: FactWindow): string {
  if (window === undefined || window.kind === "lifetime") return fact;
  if (window.kind === "rolling") return `${fact}@${window.length}`;
  return `${fact}@calendar:${window.unit}${window.offset ?? ""}`;
}

/**
 * The key under which a segment is supplied: the id of the customer's class in it, or true and false where it has no
 * classes.
 *
 * @example
 * ```ts
 * import { segmentKey } from "clientele";
 *
 * segmentKey("value_class"); // => "segment.value_class"
 * ```
 */
export function segmentKey(segment: string): string {
  return `segment.${segment}`;
}
