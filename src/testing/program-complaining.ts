import { benefitsOf } from "../benefits/benefits.js";
import { placesOf } from "../conditions/places.js";
import type { Condition } from "../conditions/model.js";
import { orderKind, purchasesKind } from "../orders/records.js";
import { pointsAccountKind } from "../points/records.js";
import type { Program } from "../program/document.js";
import { factsOfCustomer } from "../program/facts.js";
import { isAboutCases } from "../program/fair.js";
import { openCustomer } from "../program/open-customer.js";
import { scoresKind } from "../segments/records.js";
import type { Segment } from "../segments/model.js";
import type { Storage } from "../shared/storage.js";
import { standingKind } from "../tiers/records.js";
import { requireSame } from "./contract/demand.js";
import type { SentEvent } from "./host-events.js";
import { verdictsOf } from "./program-demands.js";
import type { ProgramTrial } from "./program-laws.js";
import { contextAt, instantsOf, playHistory, sweep, type PlayedProgram } from "./program-play.js";
import { storedTexts } from "./stored.js";

/**
 * Throws unless whoever turns to the shop has what they have who do not: the same answers to everything else, the same
 * orders, points and tiers byte for byte, the same facts and benefits. What a program gives for a case on purpose, by an
 * earn rule on an event about cases, is put aside; and a program that switched the guard off, with its reason, is left
 * alone.
 */
export async function requireNoCost(trial: ProgramTrial): Promise<void> {
  const { history, program } = trial;
  if (program.allow.some(({ code }) => code === "penalises_complaint")) return;
  const played: PlayedProgram = { ...trial, program: withoutGifts(program) };
  const silent = history.filter(({ event }) => !isCaseEvent(event.type));
  const [speaks, keepsSilent] = [await trial.makeStorage(), await trial.makeStorage()];
  const said = await answersOf(speaks, history, played);
  for (const [id, answer] of await answersOf(keepsSilent, silent, played)) {
    requireSame(`what was decided about ${id}, with cases and without`, said.get(id), answer);
  }
  const now = Math.max(...instantsOf(history)) + halfYearInMillis;
  for (const storage of [speaks, keepsSilent]) await sweep(storage, now, played);
  const texts = await possessions(speaks);
  for (const [key, text] of await possessions(keepsSilent))
    requireSame(`${key}, with cases and without`, texts.get(key), text);
  for (const owner of new Set(silent.map(({ event }) => event.customerId))) {
    const [found, expected] = [
      await standingOf(speaks, owner, now, played),
      await standingOf(keepsSilent, owner, now, played),
    ];
    requireSame(`what ${owner} is and gets, with cases and without`, found, expected);
  }
}

const halfYearInMillis = 183 * 86_400_000;

function isCaseEvent(type: string): boolean {
  return type === "enquiry.received" || type.startsWith("case.");
}

function withoutGifts(program: Program): Program {
  const { points } = program;
  return { ...program, points: { ...points, earn: points.earn.filter(({ on }) => !isCaseEvent(on)) } };
}

/**
 * What was decided about every event that is not about a case. Classes are compared as they are in the end, for they
 * begin with the first thing that is heard of somebody; and who wrote something can be forgotten, registered or not.
 */
async function answersOf(
  storage: Storage,
  history: readonly SentEvent[],
  played: PlayedProgram,
): Promise<ReadonlyMap<string, string>> {
  const answers = await playHistory(storage, history, played);
  return new Map(
    history.flatMap(({ event }, i) => {
      const answer = answers[i];
      const isCompared = !isCaseEvent(event.type) && event.type !== "customer.erased";
      if (!isCompared || answer === undefined) return [];
      const decisions = answer.decisions.filter(({ module }) => module !== "segments");
      return [[event.id, verdictsOf({ ...answer, decisions })] as const];
    }),
  );
}

const kindsOfPossessions = [orderKind, purchasesKind, pointsAccountKind, standingKind, scoresKind].map(
  ({ kind }) => kind,
);

async function possessions(storage: Storage): Promise<ReadonlyMap<string, string>> {
  const texts = Object.entries(await storedTexts(storage));
  return new Map(texts.filter(([key]) => kindsOfPossessions.includes(key.slice(0, key.indexOf(" ")))));
}

/** What conditions may ask of a customer, apart from the cases themselves, and the benefits that follow from it. */
async function standingOf(storage: Storage, owner: string, now: number, played: PlayedProgram): Promise<unknown> {
  const context = contextAt(played, now);
  const { file } = await openCustomer(storage, { owner }, context);
  const facts = factsOfCustomer(file, context);
  const aboutCases = segmentsAboutCases(played.program.segments);
  const others = Object.entries(facts).filter(
    ([fact]) => !isAboutCases(fact) && !aboutCases.some((segment) => fact === `segment.${segment}`),
  );
  const benefits = benefitsOf({ ...context, facts }).map(({ benefit, source }) => [benefit.id, source.kind]);
  return { facts: Object.fromEntries(others), benefits };
}

/** The segments that ask for cases, by themselves or through one above them. They serve the customer and no price. */
function segmentsAboutCases(segments: readonly Segment[]): readonly string[] {
  const found: string[] = [];
  for (const segment of segments) {
    const nodes = conditionsOf(segment).flatMap((condition) => placesOf(condition).map(({ node }) => node));
    const asks = nodes.some((node) =>
      node.op === "segment" ? found.includes(node.segment) : "fact" in node && isAboutCases(node.fact),
    );
    if (asks) found.push(segment.id);
  }
  return found;
}

function conditionsOf(segment: Segment): readonly Condition[] {
  return segment.kind === "condition" ? [segment.when] : segment.classes.map(({ when }) => when);
}
