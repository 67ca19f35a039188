import type { CustomerRecord } from "../customers/model.js";
import { customerKind } from "../customers/records.js";
import { isPersonal } from "../program/forget.js";
import { agendaKind } from "../program/records.js";
import { membershipKind, scoresKind } from "../segments/records.js";
import { instantOf } from "../shared/instants.js";
import type { Storage } from "../shared/storage.js";
import { requireSame } from "./contract/demand.js";
import { birthYear } from "./host-event-customers.js";
import { canary } from "./host-event-shop.js";
import type { ProgramTrial } from "./program-laws.js";
import { contextAt, instantsOf, playHistory, sweep } from "./program-play.js";
import { storedHistories, storedTexts } from "./stored.js";
import { recordEvent } from "../program/record-event.js";

/**
 * Throws unless personal values and free texts lie in the kinds of record that are made for them and nowhere else, and
 * erasing everybody leaves none of them, with every balance, order, tier, case and answer as it was.
 */
export async function requireForgetting(trial: ProgramTrial): Promise<void> {
  const storage = await trial.makeStorage();
  await playHistory(storage, trial.history, trial);
  const now = Math.max(...instantsOf(trial.history));
  await sweep(storage, now, trial);
  requireSame("personal values outside their kinds", await leaks(storage), []);
  const before = await figures(storage);
  for (const owner of new Set(trial.history.map(({ event }) => event.customerId))) {
    const erased = {
      id: `erase_${owner}`,
      type: "customer.erased",
      customerId: owner,
      occurredAt: instantOf(now),
    } as const;
    await recordEvent(storage, erased, contextAt(trial, now));
  }
  const after = await storedHistories(storage);
  requireSame(
    "personal records after erasure",
    after.filter(({ ref }) => isPersonal(ref.kind)),
    [],
  );
  requireSame("personal values after erasure", await leaks(storage), []);
  requireSame("figures after erasure", await figures(storage), before);
  await playHistory(storage, again(trial), trial);
  requireSame("personal values told after erasure", await leaks(storage), []);
  requireSame("personal records told after erasure", await keptOfForgotten(storage), []);
}

/** What is told of forgotten customers, once more under other ids, leaves nothing personal either. */
function again({ history }: ProgramTrial): ProgramTrial["history"] {
  const late = history.filter(({ event }) => event.type !== "customer.registered");
  return late.map(({ event, now }) => ({ now, event: { ...event, id: `late_${event.id}` } }));
}

/** Where a personal value stands that belongs elsewhere. */
async function leaks(storage: Storage): Promise<readonly string[]> {
  const stored = await storedHistories(storage);
  const isLeak = (text: string): boolean => text.includes(canary) || text.includes(`"${birthYear}-`);
  return stored.flatMap(({ ref, record, entries }) => {
    const found = isPersonal(ref.kind) ? entries : { record, entries };
    return isLeak(JSON.stringify(found)) ? [`${ref.kind} ${ref.owner} ${ref.id}`] : [];
  });
}

async function keptOfForgotten(storage: Storage): Promise<readonly string[]> {
  const stored = await storedHistories(storage);
  const forgotten = stored.filter(({ ref, record }) => {
    return ref.kind === customerKind.kind && (record as CustomerRecord).status === "erased";
  });
  const owners = new Set(forgotten.map(({ ref }) => ref.owner));
  return stored.filter(({ ref }) => isPersonal(ref.kind) && owners.has(ref.owner)).map(({ ref }) => ref.owner);
}

/** Everything that is counted. Who somebody is and what they allowed is not, and decides some segments. */
async function figures(storage: Storage): Promise<Readonly<Record<string, string>>> {
  const person = [customerKind, agendaKind, membershipKind, scoresKind].map(({ kind }) => kind);
  const texts = Object.entries(await storedTexts(storage));
  return Object.fromEntries(
    texts.filter(([key]) => {
      const kind = key.slice(0, key.indexOf(" "));
      return !person.includes(kind) && !isPersonal(kind);
    }),
  );
}
