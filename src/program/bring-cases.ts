import { settled } from "../cases/settle.js";
import type { EventEnvelope } from "../shared/envelope.js";
import type { Change, Entry } from "../shared/repository.js";
import { withRetry } from "../shared/retry.js";
import type { Storage } from "../shared/storage.js";
import { casesOfOwners, type LoadedCase } from "./cases-of-owners.js";
import type { ProgramContext } from "./island.js";

/**
 * Brings the cases of an owner to `now` whom no agenda watches: a case of nobody known is its own owner, and notes its
 * next day itself. One commit; the events, or undefined when what is due today is still to come.
 */
export function bringCasesToNow(
  storage: Storage,
  owner: string,
  context: ProgramContext,
): Promise<readonly EventEnvelope[] | undefined> {
  return withRetry(storage, owner, async (port) => {
    const changes = (await casesOfOwners(port, [owner])).flatMap((each) => settledChange(each, context) ?? []);
    if (changes.length === 0) return undefined;
    await port.commit(changes);
    return changes.flatMap(({ entries }) => entries).flatMap(({ events }) => events);
  });
}

function settledChange({ ref, version, serviceCase }: LoadedCase, context: ProgramContext): Change | undefined {
  const { serviceCase: record, events } = settled(serviceCase, context);
  return events.length === 0 ? undefined : { ref, expected: version, record, entries: entriesOf(events) };
}

/** One entry for every instant, as a sweep at the right moment would have written it. */
function entriesOf(events: readonly EventEnvelope[]): readonly Entry[] {
  const instants = new Set(events.map(({ occurredAt }) => occurredAt));
  return [...instants].map((instant) => {
    const caused = events.filter(({ occurredAt }) => occurredAt === instant);
    return { command: caused[0]?.id ?? "", fingerprint: "", events: caused };
  });
}
