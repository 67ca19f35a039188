import { memoryStorage } from "../memory/memory-storage.js";
import { applyPointsEvents } from "../points/apply.js";
import { pointsBalance } from "../points/balance.js";
import type { PointsAccount, PointsContext } from "../points/model.js";
import type { PointsRules } from "../points/rules-model.js";
import { openPointsAccount } from "../points/open.js";
import { pointsAccountKind } from "../points/records.js";
import { settlePoints } from "../points/settle.js";
import { execute } from "../shared/execute.js";
import { canonicalJson, freezeDeep } from "../shared/json.js";
import { requireSame } from "./contract/demand.js";
import { lawOf, type Law } from "./law.js";
import { decidePoints } from "./points-commands.js";
import { requireConserved, requireOrdered, requirePlain } from "./points-demands.js";
import { pointsReadingLaws } from "./points-reading-laws.js";
import { aboutOf, contextOf, eventsOf, openPlay, type PlayContext, type PointsPlay } from "./points-play.js";
import { playStep, stepsBy, type PointsStep } from "./points-steps.js";
import { seededChance } from "./seeded.js";

/** What the made-up histories are decided by, besides the rules. */
export interface PointsLawOptions {
  /** The IANA zone of the program; `Asia/Shanghai` when left out. */
  readonly zone?: string;
  /** When the histories begin: the first instant of 2026 in UTC when left out. */
  readonly start?: Date;
  readonly facts?: PointsContext["facts"];
  /** How many steps each history has: 40 when left out. */
  readonly steps?: number;
}

/**
 * What holds for every points account, tried on made-up histories under anybody's rules: replay, JSON, purity, silence,
 * conservation, order, repeat, sweep, and what the reads promise. Run them in any test runner, or in none. That
 * results do not depend on the machine's zone is tried by running them under several, with one seed.
 *
 * @example
 * ```ts
 * import { definePointsRules } from "clientele";
 * import { pointsLaws } from "clientele/testing";
 *
 * const points = definePointsRules({
 *   types: [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }],
 *   earn: [{ id: "spend", label: "Spending", on: "order.paid", gives: "points", points: 1, per: "1.00" }],
 * });
 * for (const { run } of pointsLaws(points)) await run({ seed: 42, runs: 3 }); // in a test runner: test(name, ...)
 * ```
 */
export function pointsLaws(rules: PointsRules, options: PointsLawOptions = {}): readonly Law[] {
  const { zone = "Asia/Shanghai", start = new Date("2026-01-01T00:00:00.000Z"), facts, steps = 40 } = options;
  const context: PlayContext = { points: rules, zone, now: start, ...(facts !== undefined && { facts }) };
  const stepsOf = (seed: number): readonly PointsStep[] => stepsBy(seededChance(seed), rules, steps);
  const played = (seed: number, visit?: (play: PointsPlay) => void): PointsPlay => {
    const play = openPlay(context);
    for (const step of stepsOf(seed)) {
      playStep(play, step);
      visit?.(play);
    }
    return play;
  };
  return [
    lawOf("replay: folding the events gives the account", (seed) => {
      const play = played(seed);
      requireSame("account", applyPointsEvents(undefined, eventsOf(play)), play.account);
    }),
    lawOf("JSON: accounts and events are plain, and go on from their texts", (seed) =>
      requireJson(context, stepsOf(seed)),
    ),
    lawOf("purity: frozen inputs stay as they are, and the same again gives the same", (seed) =>
      requirePure(context, stepsOf(seed)),
    ),
    lawOf("silence: a refusal has a code and a sentence, and nothing else", (seed) => {
      requireSilent(context, stepsOf(seed));
    }),
    lawOf("conservation: issued points are somewhere, by the account and by its events", (seed) => {
      played(seed, (play) => requireConserved(play.account, contextOf(play)));
      const play = played(seed);
      requireConserved(applyPointsEvents(undefined, eventsOf(play)), contextOf(play), eventsOf(play));
    }),
    lawOf("order: what is recorded never runs backwards", (seed) => {
      const play = played(seed);
      requireOrdered(play.account, eventsOf(play));
    }),
    lawOf("repeat: a command that is sent twice changes nothing the second time", (seed) =>
      requireRepeatable(context, stepsOf(seed)),
    ),
    lawOf("sweep: settling daily, late, twice or never gives the same account", (seed) =>
      requireSweepable(context, stepsOf(seed), seed),
    ),
    ...pointsReadingLaws(context, played),
  ];
}

function requireJson(context: PlayContext, steps: readonly PointsStep[]): void {
  const [first, second] = [openPlay(context), openPlay(context)];
  for (const step of steps) {
    playStep(first, step);
    second.account = JSON.parse(canonicalJson(second.account)) as PointsAccount;
    second.entries.push(...(JSON.parse(JSON.stringify(second.entries.splice(0))) as typeof second.entries));
    playStep(second, step);
  }
  requirePlain("account", first.account);
  requirePlain("events", eventsOf(first));
  requireSame("the account that went on from its text", second.account, first.account);
  requireSame("the events that went on from their texts", eventsOf(second), eventsOf(first));
}

function requirePure(context: PlayContext, steps: readonly PointsStep[]): void {
  const play = openPlay(context);
  for (const step of steps) {
    const before = freezeDeep(play.account);
    const entries = play.entries.length;
    const command = playStep(play, step);
    if (command === undefined) continue;
    const related = play.entries.slice(0, entries);
    const again = freezeDeep({ ...contextOf({ ...play, entries: related }, aboutOf(command)) });
    const text = canonicalJson({ before, command });
    const decision = decidePoints(before, freezeDeep(command), again);
    requireSame("state", decision.ok ? decision.state : before, play.account);
    requireSame("rejection", decision.ok ? undefined : decision.rejection, play.rejection);
    requireSame("what went in", canonicalJson({ before, command }), text);
  }
}

function requireSilent(context: PlayContext, steps: readonly PointsStep[]): void {
  const play = openPlay(context);
  for (const step of steps) {
    const [account, entries] = [play.account, play.entries.length];
    const command = playStep(play, step);
    if (play.rejection === undefined || command === undefined) continue;
    const refused = decidePoints(play.account, command, contextOf(play, aboutOf(command)));
    requireSame("what a refusal has", Object.keys(refused), ["ok", "rejection"]);
    requireSame("a code and a sentence", typeof play.rejection.code + typeof play.rejection.message, "stringstring");
    requireSame("account", play.account, account);
    requireSame("entries", play.entries.length, entries);
  }
}

async function requireRepeatable(context: PlayContext, steps: readonly PointsStep[]): Promise<void> {
  const play = openPlay(context);
  const storage = memoryStorage();
  const { kind } = pointsAccountKind;
  const ref = { owner: play.account.owner, kind, id: play.account.id };
  const open = { id: play.account.id, customerId: play.account.customerId };
  await execute(storage, ref, openPointsAccount, open, context);
  for (const step of steps) {
    const entries = play.entries.length;
    const given = playStep(play, step);
    if (given === undefined) continue;
    const about = aboutOf(given);
    const command = { ...given.command, ...(about !== undefined && { about }) };
    const write = (account: PointsAccount, _: typeof command, asked: PointsContext): ReturnType<typeof decidePoints> =>
      decidePoints(account, given, asked);
    const send = () => execute(storage, ref, write, command, { ...context, now: new Date(play.now) });
    const first = await send();
    requireSame("accepted", first.ok, play.rejection === undefined);
    if (!first.ok) continue;
    requireSame("stored", first.state, play.account);
    const second = await send();
    requireSame("replayed", [first.replayed, second.replayed], [false, true]);
    requireSame("events", second.ok && second.events, play.entries[entries]?.events);
    requireSame("account", second.ok && second.state, play.account);
  }
}

function requireSweepable(context: PlayContext, steps: readonly PointsStep[], seed: number): void {
  const chance = seededChance(seed + 1);
  const [swept, never] = [openPlay(context), openPlay(context)];
  for (const { wait, ...rest } of steps) {
    // A clock that runs behind what a sweep has recorded is told the later instant; that is no matter of sweeping.
    const step = { ...rest, wait: typeof wait === "number" ? Math.max(0, wait) : wait };
    playStep(never, step);
    for (let n = chance.below(3); n > 0; n--) sweep(swept, swept.now + chance.below(never.now - swept.now + 1));
    playStep(swept, { ...rest, wait: (never.now - swept.now) / 60_000 });
    requireSame("rejection", swept.rejection, never.rejection);
    requireSame("balances", balancesOf(swept), balancesOf(never));
  }
  for (const play of [swept, never]) sweep(play, never.now + 400 * 86_400_000);
  requireSame("account", swept.account, never.account);
  requireSame("events", eventsOf(swept), eventsOf(never));
}

/** Writes down what time alone has done up to an instant. */
function sweep(play: PointsPlay, now: number): void {
  const events = settlePoints(play.account, { ...play.context, now: new Date(now) });
  if (events.length === 0) return;
  play.account = applyPointsEvents(play.account, events);
  play.entries.push({ events });
}

function balancesOf(play: PointsPlay): ReturnType<typeof pointsBalance> {
  return pointsBalance(play.account, contextOf(play));
}
