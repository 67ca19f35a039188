import { ClienteleError } from "../shared/errors.js";
import type { PointsRules } from "./rules-model.js";

/** Throws `command_invalid` unless this is a whole number of points above 0. */
export function requirePoints(points: unknown, path: string): void {
  if (typeof points === "number" && Number.isSafeInteger(points) && points > 0) return;
  throw new ClienteleError(
    "command_invalid",
    `${path}: ${String(points)} is not a number of points; use a whole number above 0.`,
    { path },
  );
}

/** The redeemable points type that is meant: the named one, or the program's first. */
export function typeToRedeem(rules: PointsRules, named?: string): string {
  const redeemable = rules.types.filter(({ use }) => use === "redeemable").map(({ id }) => id);
  const type = named ?? redeemable[0];
  if (type !== undefined && redeemable.includes(type)) return type;
  throw new ClienteleError(
    "command_invalid",
    `pointsType: ${JSON.stringify(type)} cannot be redeemed; redeemable are: ${redeemable.join(", ") || "none"}.`,
    { path: "pointsType" },
  );
}
