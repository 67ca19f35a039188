import type { Calendars, HolidayData } from "../calendar/model.js";
import { applyCaseEvents } from "../cases/apply.js";
import type { CasesContext, ServiceCase } from "../cases/model.js";
import { caseKind } from "../cases/records.js";
import { defineCaseRules, type CasePolicyInput } from "../cases/rules.js";
import type { CasePolicy, CaseRules } from "../cases/sections.js";
import type { Facts } from "../conditions/fact-spec.js";
import { canonicalJson, freezeDeep } from "../shared/json.js";
import { caseSteps, decideCase, type CaseStep } from "./case-commands.js";
import {
  outcomeOf,
  requireAddedUp,
  requireLasting,
  requireLifetime,
  requireTold,
  requireWoken,
} from "./case-demands.js";
import { contextOf, openCasePlay, playCaseStep, sweepCase, type CasePlay } from "./case-play.js";
import { requireSame } from "./contract/demand.js";
import { lawOf, type Law } from "./law.js";
import { requirePlain } from "./points-demands.js";
import { seededChance } from "./seeded.js";

/** What the made-up histories are decided by, besides the policy. */
export interface CasePolicyLawOptions {
  /** The calendars that targets name. */
  readonly calendars?: Calendars;
  readonly holidays?: Readonly<Record<string, HolidayData>>;
  /** The IANA zone of the program; `Asia/Shanghai` when left out. */
  readonly zone?: string;
  /** When the histories begin: the first instant of March 2026 in UTC when left out. */
  readonly start?: Date;
  readonly facts?: Facts;
  /** How many steps each history has: 16 when left out. */
  readonly steps?: number;
}

/**
 * What holds for every case under a policy, or under each policy of a section, tried on made-up histories: replay,
 * JSON, purity, silence, order, sweeps at any time and in any number, each step once, verdicts that last, time that
 * adds up, and a next change that misses nothing. Run them in any test runner, or in none.
 *
 * @example
 * ```ts
 * import { casePolicyLaws } from "clientele/testing";
 *
 * const target = { metric: "first_response", within: "PT30M", time: "calendar" } as const;
 * const policy = { id: "enquiry", label: "Enquiry", type: "enquiry", workflow: "preset:enquiry", targets: [target] } as const;
 * for (const { run } of casePolicyLaws(policy)) await run({ seed: 42, runs: 3 }); // in a test runner: test(name, ...)
 * ```
 */
export function casePolicyLaws(rules: CaseRules | CasePolicyInput, options: CasePolicyLawOptions = {}): readonly Law[] {
  const cases = "policies" in rules ? rules : defineCaseRules({ policies: [rules] });
  const context = contextFrom(cases, options);
  const { steps: count = 16 } = options;
  const stepsOf = (seed: number): readonly CaseStep[] => caseSteps(seededChance(seed + 1), count);
  const opened = (seed: number): CasePlay => openCasePlay(policyOf(cases, seed), context, seededChance(seed));
  const played = (seed: number, visit?: (play: CasePlay) => void): CasePlay => {
    const play = opened(seed);
    for (const step of stepsOf(seed)) {
      playCaseStep(play, step);
      visit?.(play);
    }
    return play;
  };
  return [
    lawOf("replay: folding the events gives the case", (seed) => {
      const { serviceCase, events } = played(seed);
      requireSame("case", applyCaseEvents(undefined, events), serviceCase);
    }),
    lawOf("JSON: cases and events are plain, and go on from their texts", (seed) =>
      requireJson(opened(seed), opened(seed), stepsOf(seed)),
    ),
    lawOf("purity: frozen inputs stay as they are, and the same again gives the same", (seed) =>
      requirePure(opened(seed), stepsOf(seed)),
    ),
    lawOf("silence: a refusal has a code and a sentence, and changes nothing", (seed) =>
      requireSilent(opened(seed), stepsOf(seed)),
    ),
    lawOf("order: what is recorded never runs backwards, every event under an id of its own", (seed) =>
      requireOrdered(played(seed)),
    ),
    lawOf("sweep: at any times, twice, late or never gives the same case and the same events", (seed) =>
      requireSweepable(opened, stepsOf(seed), seed),
    ),
    lawOf("once: verdicts last, and each step of a cycle is told once", (seed) => requireLasting(played(seed).events)),
    lawOf("told: what is due is told after a sweep, and nothing while a clock stands still", (seed) => {
      played(seed, requireTold);
    }),
    lawOf("sums: elapsed and remaining make the total, and the stretches of a clock what has elapsed", (seed) => {
      played(seed, requireAddedUp);
    }),
    lawOf("next: a host that wakes only at the next change misses nothing", (seed) => {
      const play = played(seed);
      requireWoken(play, contextOf(play));
    }),
    lawOf("lifetime: at every instant the case is in one status", (seed) => requireLifetime(played(seed))),
  ];
}

function contextFrom(cases: CaseRules, options: CasePolicyLawOptions): CasesContext {
  const { calendars, holidays, zone = "Asia/Shanghai", start, facts } = options;
  return freezeDeep({
    cases,
    zone,
    now: start ?? new Date("2026-03-01T00:00:00.000Z"),
    ...(calendars !== undefined && { calendars }),
    ...(holidays !== undefined && { holidays }),
    ...(facts !== undefined && { facts }),
  });
}

function policyOf({ policies }: CaseRules, seed: number): CasePolicy {
  return seededChance(seed + 2).pick(policies);
}

function requireJson(first: CasePlay, second: CasePlay, steps: readonly CaseStep[]): void {
  for (const step of steps) {
    playCaseStep(first, step);
    second.serviceCase = caseKind.unpack(caseKind.pack(second.serviceCase));
    playCaseStep(second, step);
  }
  requirePlain("case", first.serviceCase);
  requirePlain("events", first.events);
  requireSame("the case that went on from its text", second.serviceCase, first.serviceCase);
  requireSame("its events", second.events, first.events);
}

function requirePure(play: CasePlay, steps: readonly CaseStep[]): void {
  for (const step of steps) {
    const before: ServiceCase = freezeDeep(play.serviceCase);
    const text = canonicalJson(before);
    const answer = playCaseStep(play, step);
    requireSame("the same again", decideCase(before, step, freezeDeep(contextOf(play))), answer);
    requireSame("what went in", canonicalJson(before), text);
  }
}

function requireSilent(play: CasePlay, steps: readonly CaseStep[]): void {
  for (const step of steps) {
    const [before, count] = [play.serviceCase, play.events.length];
    const answer = playCaseStep(play, step);
    if (answer.ok) continue;
    requireSame("what a refusal has", Object.keys(answer), ["ok", "rejection"]);
    const { code, message } = answer.rejection;
    requireSame("a code and a sentence", [/^[a-z_]+$/.test(code), message.endsWith(".")], [true, true]);
    requireSame("the case", play.serviceCase, before);
    requireSame("its events", play.events.length, count);
  }
}

function requireOrdered({ events }: CasePlay): void {
  const recorded = events.map(({ recordedAt }) => recordedAt);
  requireSame("recorded instants", recorded, recorded.toSorted());
  requireSame("ids", new Set(events.map(({ id }) => id)).size, events.length);
}

/** Swept at made-up instants, and never: the same commands, the same case, the same events in the same order. */
function requireSweepable(opened: (seed: number) => CasePlay, steps: readonly CaseStep[], seed: number): void {
  const chance = seededChance(seed + 3);
  const [swept, never] = [opened(seed), opened(seed)];
  for (const step of steps) {
    const end = swept.now + step.wait;
    for (let n = chance.below(4); n > 0; n--) sweepCase(swept, swept.now + chance.below(step.wait + 1));
    const answers = [playCaseStep(swept, step), playCaseStep(never, step)].map(({ ok }) => ok);
    requireSame("answers", answers[0], answers[1]);
    if (chance.below(2) === 0) sweepCase(swept, end);
  }
  const late = never.now + 400 * 86_400_000;
  for (let n = chance.below(5); n > 0; n--) sweepCase(swept, swept.now + chance.below(late - swept.now));
  for (const play of [swept, never]) sweepCase(play, late);
  requireSame("outcome", outcomeOf(swept), outcomeOf(never));
}
