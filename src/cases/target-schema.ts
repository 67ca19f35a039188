import * as z from "zod/mini";
import { conditionSchema } from "../conditions/schema.js";
import { isDecimal } from "../shared/decimal.js";
import { duration, id, timeOfDay } from "../shared/parts-schema.js";
import { caseMetrics } from "./metrics.js";
import type {
  CaseMoment,
  CaseTarget,
  EscalationPoint,
  EscalationStep,
  PauseSelector,
  QuietHours,
} from "./target-model.js";

const metric = z.enum(caseMetrics);
const clock = z.enum(["running", "paused", "stopped"]);
const share = z.string().check(z.refine(isDecimal, { error: () => 'expected a share like "0.75"' }));

/** The time that a length is counted in. */
export const time: z.ZodMiniType<CaseTarget["time"]> = z.enum(["business", "calendar", "business_days"]);

/** What a clock does when its case is reopened. */
export const reopen: z.ZodMiniType<"continue" | "restart" | "keep"> = z.enum(["continue", "restart", "keep"]);

/** Local times between which nobody is told what can wait. */
export const quiet: z.ZodMiniType<QuietHours> = z.strictObject({ from: timeOfDay, to: timeOfDay });

const moment: z.ZodMiniType<CaseMoment> = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.enum([
      "opened",
      "acknowledged",
      "responded",
      "message_received",
      "ended",
      "reopened",
      "follow_up_owed",
      "followed_up",
    ]),
  }),
  z.strictObject({ kind: z.enum(["status_entered", "status_left"]), status: id }),
  z.strictObject({ kind: z.literal("clock_became"), clock }),
  z.strictObject({ kind: z.literal("assigned"), to: z.exactOptional(id) }),
  z.strictObject({ kind: z.literal("marked"), mark: id }),
  z.strictObject({
    kind: z.literal("appointment"),
    state: z.enum(["set", "confirmed", "kept", "missed", "cancelled"]),
  }),
]);

const pause: z.ZodMiniType<PauseSelector> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("clock"), clock: z.enum(["paused", "stopped"]) }),
  z.strictObject({ kind: z.literal("status"), status: id }),
  z.strictObject({ kind: z.literal("appointment") }),
]);

const moments = z.exactOptional(z.array(moment).check(z.maxLength(16)));

/** A target as it is written down. */
export const target: z.ZodMiniType<CaseTarget> = z.strictObject({
  metric,
  name: z.exactOptional(id),
  within: duration,
  time,
  calendar: z.exactOptional(id),
  dayEnd: z.exactOptional(z.enum(["close", "midnight"])),
  boundary: z.exactOptional(z.enum(["close", "next_open"])),
  priority: z.exactOptional(id),
  when: z.exactOptional(conditionSchema),
  start: moments,
  stop: moments,
  reset: moments,
  cancel: moments,
  pause: z.exactOptional(z.array(pause).check(z.maxLength(16))),
  reopen: z.exactOptional(reopen),
});

const byTime = {
  by: duration,
  time: z.exactOptional(z.enum(["calendar", "business"])),
  calendar: z.exactOptional(id),
};

const point: z.ZodMiniType<EscalationPoint> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("share"), share }),
  z.strictObject({ kind: z.literal("before"), ...byTime }),
  z.strictObject({ kind: z.literal("breach") }),
  z.strictObject({ kind: z.literal("after"), ...byTime }),
]);

/** An escalation step as it is written down. */
export const step: z.ZodMiniType<EscalationStep> = z.strictObject({
  metric,
  name: z.exactOptional(id),
  at: point,
  to: id,
  level: z.exactOptional(z.enum(["agent", "shop", "region", "head_office"])),
  urgent: z.exactOptional(z.boolean()),
});
