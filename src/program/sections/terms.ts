import type { Label } from "../../shared/locale.js";

/** The terms under which not everybody gets the same: where they are published, and what they say. */
export interface Terms {
  /** The id of the published version. */
  readonly published: string;
  readonly text: Label;
}
