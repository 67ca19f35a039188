import { canonicalJson, recordEvent, runDue, type Program, type Storage } from "clientele";
import { recordKinds } from "clientele/memory";
import type { SentEvent } from "clientele/testing";

/** Every record and every entry that a storage holds of the library's kinds, as canonical JSON under its name. */
export async function textsOf(storage: Storage): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const { kind } of recordKinds) {
    for (const { ref, record } of await storage.records(kind, { limit: 1000 })) {
      const entries = await storage.entries(ref, { limit: 1000 });
      texts.set(canonicalJson(ref), canonicalJson({ record, entries }));
    }
  }
  return texts;
}

/** Sends a history to a storage; with `sweeps`, due work is done before each event as well. At the end it always is. */
export async function live(
  storage: Storage,
  program: Program,
  history: readonly SentEvent[],
  sweeps = false,
): Promise<void> {
  let last = "";
  for (const { event, now } of history) {
    if (sweeps && now >= last) await sweep(storage, program, now);
    await recordEvent(storage, event, { ...program, now: new Date(now) });
    if (now > last) last = now;
  }
  await sweep(storage, program, last);
}

async function sweep(storage: Storage, program: Program, now: string): Promise<void> {
  for (let done = false; !done;) ({ done } = await runDue(storage, { ...program, now: new Date(now), limit: 2 }));
}
