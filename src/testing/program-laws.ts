import type { HolidayData } from "../calendar/model.js";
import { memoryStorage } from "../memory/memory-storage.js";
import type { Program } from "../program/document.js";
import type { Storage } from "../shared/storage.js";
import { hostEvents, type SentEvent } from "./host-events.js";
import { lawOf, type Law } from "./law.js";
import { requireNoCost } from "./program-complaining.js";
import {
  requireConservation,
  requireOrder,
  requirePlainStorage,
  requireReplay,
  requireSilence,
} from "./program-demands.js";
import { requireForgetting } from "./program-forgetting.js";
import { requireNobody } from "./program-nobody.js";
import type { PlayedProgram } from "./program-play.js";
import { requireAgenda, requireSweep } from "./program-sweeps.js";
import { requirePurity, requireRepeat } from "./program-twice.js";

/** What the made-up histories of a program are made of, and where they are kept. */
export interface ProgramLawOptions {
  /** Holiday data by the name that the program's calendars give it. */
  readonly holidays?: Readonly<Record<string, HolidayData>>;
  /** How many host events each history has: 30 when left out. */
  readonly events?: number;
  /** How many customers: 2 when left out. */
  readonly customers?: number;
  /** When the histories begin: the first instant of 2026 in UTC when left out. */
  readonly start?: Date;
  /** Makes an empty storage: in memory, when left out. */
  readonly makeStorage?: () => Storage | Promise<Storage>;
}

/** What a law is tried on. */
export interface ProgramTrial extends PlayedProgram {
  readonly history: readonly SentEvent[];
  readonly seed: number;
  readonly makeStorage: () => Storage | Promise<Storage>;
}

/**
 * What holds for every program, tried on made-up histories of host events with the categories, forms, policies and
 * questions of anybody's own document: replay, JSON, purity, silence, conservation, order, repeat, sweep, cases of
 * nobody, agenda, complaining that costs nothing, and forgetting. Run them in any test runner, or in none; each tries ten
 * histories when no number is given. That results do not depend on the machine's zone is tried by running them under several, with one
 * seed.
 *
 * @example
 * ```ts
 * import { defineProgram } from "clientele";
 * import { programLaws } from "clientele/testing";
 *
 * const document = { format: "clientele/program", id: "tea", version: 1, label: "Tea", locale: "en", zone: "Europe/Berlin", currency: "EUR" } as const;
 * for (const law of programLaws(defineProgram(document))) await law.run({ seed: 42, runs: 1 }); // in a test runner: test(law.name, ...)
 * ```
 */
export function programLaws(program: Program, options: ProgramLawOptions = {}): readonly Law[] {
  const { holidays, events = 30, customers = 2, start, makeStorage = memoryStorage } = options;
  const played: PlayedProgram = { program, ...(holidays !== undefined && { holidays }) };
  const law = (name: string, check: (trial: ProgramTrial) => Promise<void>): Law => {
    const trialOf = (seed: number): ProgramTrial => {
      const made = { seed, events, customers, ...(start !== undefined && { start }) };
      return { ...played, history: hostEvents(program, made), seed, makeStorage };
    };
    return lawOf(name, (seed) => check(trialOf(seed)), usualRuns);
  };
  return [
    law("replay: folding its events gives every record", requireReplay),
    law("JSON: what is stored is plain, and a history goes on from its texts", requirePlainStorage),
    law("purity: frozen inputs stay as they are, and the same again gives the same", requirePurity),
    law("silence: a refusal has a code and a sentence, and changes nothing", requireSilence),
    law("conservation: issued points are somewhere, by the account and by its events", requireConservation),
    law("order: what is recorded never runs backwards", requireOrder),
    law("repeat: an event that is sent again, or whose answer was lost, happens once", requireRepeat),
    law("sweep: due work done daily, weekly, late, in slices, twice or never gives the same records", requireSweep),
    law("nobody: cases of nobody known are brought to now as those of customers, whenever that is", requireNobody),
    law("agenda: nothing is due before the day that is noted, and something is on it", requireAgenda),
    law("complaining: who turns to the shop has the same points, tiers and benefits as who does not", requireNoCost),
    law("forgetting: an erased customer leaves no personal value, and every figure as it was", requireForgetting),
  ];
}

/** Each history is played several times over. */
const usualRuns = 10;
