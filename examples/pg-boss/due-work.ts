import { runDue } from "clientele/program";
import type { Shop } from "./shop.js";

/** What a run did: how many customers, in how many slices, and what time has caused. */
export interface DueRun {
  readonly slices: number;
  readonly processed: number;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Everything that is due now, slice by slice. Each customer is a commit of its own, so a worker that is stopped half way
 * loses nothing: the next run goes on with whoever is still due.
 */
export async function runEverythingDue({ storage, program, now }: Shop, limit: number): Promise<DueRun> {
  const counts: Record<string, number> = {};
  const at = now();
  let processed = 0;
  for (let slices = 1; ; slices++) {
    const slice = await runDue(storage, { ...program, now: at, limit });
    processed += slice.processed;
    for (const [type, count] of Object.entries(slice.counts)) counts[type] = (counts[type] ?? 0) + count;
    if (slice.done) return { slices, processed, counts };
  }
}
