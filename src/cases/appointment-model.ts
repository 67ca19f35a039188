import type { Instant } from "../shared/instants.js";

/** Where an appointment stands. `set` until the customer confirms it; the last three end it. */
export type AppointmentState = "set" | "confirmed" | "kept" | "missed" | "cancelled";

/** A visit or a call at a time that was agreed: 需提前预约. */
export interface CaseAppointment {
  /** The id of the command that set it. */
  readonly id: string;
  /** The window in which it takes place, its end not included. */
  readonly from: Instant;
  readonly to: Instant;
  readonly state: AppointmentState;
  /** Who goes there. */
  readonly agentId?: string;
  /** How often it was moved to another window. */
  readonly moves: number;
}
