import { ClienteleError } from "../shared/errors.js";
import { millisOf, readInstant } from "../shared/instants.js";
import type { Storage } from "../shared/storage.js";
import { compareText } from "../shared/text.js";
import { checkHostEvent } from "./check-event.js";
import { idIn, invalidEvent, type InvalidEvent } from "./invalid-event.js";
import type { ProgramContext } from "./island.js";
import { notBefore } from "./record-events.js";
import { shadowKept, type Shadow, type Shadowed } from "./shadow.js";

/** What a run beside another system came to. */
export interface ShadowRun {
  /** In order of time. */
  readonly shadowed: readonly Shadowed[];
  /** What could not be decided at all, in the order given. */
  readonly invalid: readonly InvalidEvent[];
}

/**
 * Runs many events beside another system: each is decided when it happened, in order of time, on what the ones before
 * it came to, and compared like `shadowEvent` does. What is decided is kept in the storage that is given, and that is
 * an overlay: a storage that outlives the process is refused as `command_invalid`, so that a comparison never becomes
 * the ledger. `shadowSummary` says what differs, and since which event.
 */
export async function shadowEvents(
  overlay: Storage,
  shadows: readonly Shadow[],
  context: ProgramContext,
): Promise<ShadowRun> {
  await requireOverlay(overlay);
  const shadowed: Shadowed[] = [];
  const invalid: (InvalidEvent & { readonly place: number })[] = [];
  const note = (place: number, thrown: unknown): void => {
    invalid.push({ place, ...invalidEvent(idIn(shadows[place]?.event) ?? `events[${place}]`, thrown) });
  };
  for (const { place, shadow, occurredAt } of inOrder(shadows, context, note)) {
    const now = new Date(Math.min(millisOf(occurredAt), context.now.getTime()));
    const then = { ...context, now };
    try {
      shadowed.push(await shadowKept(overlay, shadow, then, (opened) => notBefore(opened, then)));
    } catch (thrown) {
      note(place, thrown);
    }
  }
  const malformed = [...invalid].sort((left, right) => left.place - right.place);
  return { shadowed, invalid: malformed.map(({ id, path, code, message }) => ({ id, path, code, message })) };
}

async function requireOverlay(storage: Storage): Promise<void> {
  const durability = await storage.durability();
  if (durability === "memory") return;
  throw new ClienteleError(
    "command_invalid",
    `A shadow run keeps what it decides, and this storage keeps it at the level "${durability}"; give it overlayStorage(storage).`,
    { path: "storage", durability },
  );
}

interface Placed {
  readonly place: number;
  readonly shadow: Shadow;
  readonly occurredAt: string;
}

function inOrder(
  shadows: readonly Shadow[],
  context: ProgramContext,
  note: (place: number, thrown: unknown) => void,
): readonly Placed[] {
  const placed = shadows.flatMap((shadow, place): readonly Placed[] => {
    try {
      const event = checkHostEvent(shadow.event, context);
      return [{ place, shadow: { ...shadow, event }, occurredAt: readInstant(event.occurredAt, "occurredAt") }];
    } catch (thrown) {
      note(place, thrown);
      return [];
    }
  });
  return placed.sort((left, right) => compareText(left.occurredAt, right.occurredAt));
}
