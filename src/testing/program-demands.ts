import type { PointsAccount, PointsEvent } from "../points/model.js";
import { pointsAccountKind } from "../points/records.js";
import type { RecordedEvent } from "../program/record-event.js";
import { agendaKind } from "../program/records.js";
import type { EventEnvelope } from "../shared/envelope.js";
import { millisOf } from "../shared/instants.js";
import { canonicalJson } from "../shared/json.js";
import type { Storage } from "../shared/storage.js";
import { requireSame } from "./contract/demand.js";
import { requireConserved, requirePlain } from "./points-demands.js";
import type { ProgramTrial } from "./program-laws.js";
import { contextAt, instantsOf, playHistory, sweep } from "./program-play.js";
import { replayed } from "./replay.js";
import { storedHistories, storedTexts, type StoredHistory } from "./stored.js";
import { textStorage } from "./text-storage.js";

/** Throws unless folding the events of every record gives the record. */
export async function requireReplay(trial: ProgramTrial): Promise<void> {
  for (const { ref, record, entries } of await lived(trial)) {
    const folded = replayed(ref.kind, eventsOf({ entries }));
    if (folded !== undefined) requireSame(`the ${ref.kind} "${ref.id}" of "${ref.owner}"`, folded, record);
  }
}

/** Throws unless records and events are plain JSON, and a storage that keeps texts alone ends with the same. */
export async function requirePlainStorage(trial: ProgramTrial): Promise<void> {
  const storage = await trial.makeStorage();
  await playHistory(storage, trial.history, trial);
  for (const { ref, record, entries } of await storedHistories(storage)) {
    requirePlain(`the ${ref.kind} "${ref.id}"`, record);
    requirePlain(`the events of the ${ref.kind} "${ref.id}"`, eventsOf({ entries }));
  }
  const second = await trial.makeStorage();
  await playHistory(textStorage(second), trial.history, trial);
  await requireSameRecords("kept as texts", second, storage);
}

/** Throws unless what a module refuses has a code and a sentence, and a host event that all refuse changes nothing. */
export async function requireSilence(trial: ProgramTrial): Promise<void> {
  const storage = await trial.makeStorage();
  for (const sent of trial.history) {
    const { customerId: owner } = sent.event;
    const isKnown = (await storage.load({ owner, kind: agendaKind.kind, id: owner }, {})).version > 0;
    await sweep(storage, millisOf(sent.now), trial);
    const before = await storedTexts(storage);
    const [answer] = await playHistory(storage, [sent], trial);
    const refused = (answer?.decisions ?? []).filter(({ ok }) => !ok);
    for (const { rejection, events } of refused) {
      requireSame("a code and a sentence", typeof rejection?.code + typeof rejection?.message, "stringstring");
      requireSame("events of a refusal", events, undefined);
    }
    if (!isKnown || refused.length === 0 || refused.length < (answer?.decisions.length ?? 0)) continue;
    requireSame(
      `records after ${sent.event.type}, refused`,
      withoutAgendas(await storedTexts(storage)),
      withoutAgendas(before),
    );
  }
}

/** Throws unless the points of every account are conserved, by the account and by its events. */
export async function requireConservation(trial: ProgramTrial): Promise<void> {
  const now = Math.max(...instantsOf(trial.history));
  const { points, zone } = contextAt(trial, now);
  for (const { ref, record, entries } of await lived(trial)) {
    if (ref.kind !== pointsAccountKind.kind) continue;
    const [account, events] = [record as PointsAccount, eventsOf({ entries }) as readonly PointsEvent[]];
    requireConserved(account, { points, zone, now: new Date(now) }, events);
  }
}

/** Throws unless every history was recorded in order, each event with an id of its own, the last one at the record's instant. */
export async function requireOrder(trial: ProgramTrial): Promise<void> {
  for (const { ref, record, entries } of await lived(trial)) {
    const events = eventsOf({ entries });
    const name = `${ref.kind} "${ref.id}"`;
    for (const [n, { id, occurredAt, recordedAt }] of events.entries()) {
      requireSame(`${name}, ${id}: happened before it was recorded`, occurredAt <= recordedAt, true);
      requireSame(`${name}, ${id}: recorded in order`, (events[n - 1]?.recordedAt ?? "") <= recordedAt, true);
    }
    requireSame(`${name}: ids of their own`, new Set(events.map(({ id }) => id)).size, events.length);
    if (events.length > 0) requireSame(`${name}: its last instant`, record.at, events.at(-1)?.recordedAt);
  }
}

/** Throws unless two storages hold the same records and entries, byte for byte. */
export async function requireSameRecords(what: string, found: Storage, expected: Storage): Promise<void> {
  const [left, right] = [await storedTexts(found), await storedTexts(expected)];
  for (const key of new Set([...Object.keys(right), ...Object.keys(left)])) {
    if (left[key] !== right[key]) requireSame(`${what}: ${key}`, left[key] ?? "nothing", right[key] ?? "nothing");
  }
}

/** What answers have in common, however often they were asked for: what was decided, not what it led to. */
export function verdictsOf({ decisions }: RecordedEvent): string {
  return canonicalJson(
    decisions.map(({ module, ok, rejection }) => ({ module, ok, code: rejection?.code, message: rejection?.message })),
  );
}

/** The events of a history, in order. */
export function eventsOf({ entries }: Pick<StoredHistory, "entries">): readonly EventEnvelope[] {
  return entries.flatMap(({ events }) => events);
}

async function lived(trial: ProgramTrial): Promise<readonly StoredHistory[]> {
  const storage = await trial.makeStorage();
  await playHistory(storage, trial.history, trial);
  await sweep(storage, Math.max(...instantsOf(trial.history)) + yearInMillis, trial);
  return storedHistories(storage);
}

const yearInMillis = 366 * 86_400_000;

function withoutAgendas(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => !key.startsWith(`${agendaKind.kind} `)));
}
