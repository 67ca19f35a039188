import type { RecordedEvent } from "../program/record-event.js";
import { isClienteleError } from "../shared/errors.js";
import { canonicalJson, freezeDeep } from "../shared/json.js";
import type { Storage } from "../shared/storage.js";
import { requireSame } from "./contract/demand.js";
import type { SentEvent } from "./host-events.js";
import { requireSameRecords, verdictsOf } from "./program-demands.js";
import type { ProgramTrial } from "./program-laws.js";
import { playHistory } from "./program-play.js";
import { seededChance } from "./seeded.js";
import { storedTexts } from "./stored.js";
import { troubledStorage, type Trouble } from "./troubled-storage.js";

/** Throws unless frozen events and a frozen program stay as they are, and the same history gives the same answers. */
export async function requirePurity(trial: ProgramTrial): Promise<void> {
  const { history, program } = trial;
  freezeDeep([history, program]);
  const given = canonicalJson([history, program]);
  const [first, second] = [await trial.makeStorage(), await trial.makeStorage()];
  const answers = await playHistory(first, history, trial);
  for (const [i, again] of (await playHistory(second, history, trial)).entries()) {
    requireSame(`answer to ${history[i]?.event.id}`, again, answers[i]);
  }
  await requireSameRecords("played again", second, first);
  requireSame("what went in", canonicalJson([history, program]), given);
}

/**
 * Throws unless an event that is sent a second time is answered as the first time and changes nothing; and unless
 * writers that were faster, requests that were lost and answers that were lost leave the records as they would be.
 */
export async function requireRepeat(trial: ProgramTrial): Promise<void> {
  const [once, twice, troubled] = [await trial.makeStorage(), await trial.makeStorage(), await trial.makeStorage()];
  for (const sent of trial.history) {
    const [first] = await playHistory(once, [sent], trial);
    await playHistory(twice, [sent], trial);
    const before = await storedTexts(twice);
    const [second] = await playHistory(twice, [sent], trial);
    requireSame(`${sent.event.id} sent again, replayed`, [second?.replayed, second?.events], [true, []]);
    requireSame(`${sent.event.id} sent again`, verdicts(second), verdicts(first));
    requireSame(`records after ${sent.event.id} was sent again`, await storedTexts(twice), before);
  }
  await requireSameRecords("sent twice", twice, once);
  await playThroughTrouble(troubled, trial);
  await requireSameRecords("sent through trouble", troubled, once);
}

function verdicts(answer: RecordedEvent | undefined): string | undefined {
  return answer && verdictsOf(answer);
}

/** Every commit meets trouble by chance; the sender sends again until there is an answer. */
async function playThroughTrouble(storage: Storage, trial: ProgramTrial): Promise<void> {
  const chance = seededChance(trial.seed);
  for (const sent of trial.history) {
    const trouble = chance.pick<Trouble | undefined>([undefined, "conflict", "lost_request", "lost_answer"]);
    await sendUntilAnswered(troubledStorage(storage, [trouble]), sent, trial);
  }
}

async function sendUntilAnswered(storage: Storage, sent: SentEvent, trial: ProgramTrial): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await playHistory(storage, [sent], trial);
      return;
    } catch (thrown) {
      if (!isClienteleError(thrown, "storage_failed") || attempt > 1) throw thrown;
    }
  }
}
