import * as z from "zod/mini";
import { conditionSchema } from "../conditions/schema.js";
import { id, label, text } from "../shared/parts-schema.js";
import type { AutomaticMove, Guard, Requirement, Workflow } from "./sections.js";

const requirement: z.ZodMiniType<Requirement> = z.enum([
  "resolution",
  "rootCause",
  "checklist",
  "remedySought",
  "accepted",
]);
const requires = z.exactOptional(z.array(requirement).check(z.maxLength(5)));

const guard: z.ZodMiniType<Guard> = z.strictObject({ when: z.exactOptional(conditionSchema), requires });

const automaticMove: z.ZodMiniType<AutomaticMove> = z.strictObject({
  event: z.enum(["message_received", "responded", "assigned", "appointment_set", "appointment_ended"]),
  to: id,
  when: z.exactOptional(conditionSchema),
});

/** A workflow as it is written down. */
export const workflow: z.ZodMiniType<Workflow> = z.strictObject({
  initial: id,
  statuses: z.record(
    id,
    z.strictObject({
      label,
      clock: z.enum(["running", "paused", "stopped"]),
      to: z.array(id).check(z.maxLength(50)),
      requires,
      checklist: z.exactOptional(z.array(text).check(z.maxLength(50))),
      acknowledges: z.exactOptional(z.boolean()),
      guards: z.exactOptional(z.record(id, guard)),
      on: z.exactOptional(z.array(automaticMove).check(z.maxLength(16))),
    }),
  ),
});
