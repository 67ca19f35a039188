import type { Accepted } from "../shared/decision.js";
import { envelopeOf, recordedAtOf, requireId, type Command } from "../shared/envelope.js";
import { applyPointsEvent } from "./apply.js";
import type { PointsAccount, PointsContext, PointsEvent } from "./model.js";

/** Opens a customer's account. The account's id is the command's where none is given. */
export interface OpenPointsAccount extends Command {
  readonly customerId: string;
  readonly accountId?: string;
}

/**
 * Opens an empty account for a customer, who has one for points of all types. Nothing is refused.
 *
 * @example
 * ```ts
 * import { definePointsRules, must, openPointsAccount } from "clientele";
 *
 * const points = definePointsRules({ types: [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }], earn: [] });
 * const context = { points, zone: "Europe/Paris", now: new Date("2026-03-02T10:00:00Z") };
 * must(openPointsAccount({ id: "acc_1", customerId: "cus_1" }, context)).state.owner; // => "cus_1"
 * ```
 */
export function openPointsAccount(
  command: OpenPointsAccount,
  context: PointsContext,
): Accepted<PointsAccount, PointsEvent> {
  requireId(command.id, "id");
  requireId(command.customerId, "customerId");
  const { customerId, accountId = command.id } = command;
  const event: PointsEvent = {
    type: "points.opened",
    ...envelopeOf(command, recordedAtOf(context.now), context.points.of, "when_recorded"),
    pointsType: "",
    points: 0,
    opened: { id: accountId, customerId },
  };
  return { ok: true, state: applyPointsEvent(undefined, event), events: [event] };
}
