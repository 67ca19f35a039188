import type { Day } from "../shared/days.js";
import type { RecordEnvelope } from "../shared/envelope.js";

/** How far work over the whole base has come: one record for each segment by score, owned by the program. */
export interface Run extends RecordEnvelope {
  /** The last base date that was done. */
  readonly doneTo: Day;
}
