import type { Rejection } from "../shared/decision.js";
import { occurredInFuture, type Command, type EventEnvelope } from "../shared/envelope.js";
import { fingerprintOf } from "../shared/execute.js";
import { instantOf, type Instant } from "../shared/instants.js";
import { withRetry } from "../shared/retry.js";
import type { Storage } from "../shared/storage.js";
import { openPointsAccount } from "../points/open.js";
import { openPointsBalance, type OpenPointsBalanceRejection } from "../points/open-balance.js";
import { pointsAccountKind } from "../points/records.js";
import { grantTier, type GrantTierRejection } from "../tiers/grant.js";
import { keptUntil, openStanding } from "../tiers/open-standing.js";
import { standingKind } from "../tiers/records.js";
import { advance, followAll } from "./advance.js";
import { checkOpening } from "./check-opening.js";
import type { CustomerFile } from "./customer-file.js";
import { accept, type ModuleDecision, type ProgramContext } from "./island.js";
import { islands } from "./islands.js";
import { decidedBefore, keepAgenda } from "./keep-agenda.js";
import { openCustomer } from "./open-customer.js";

/** What a customer brings along from an old system, where the history itself is not told. */
export interface OpeningBalances extends Command {
  readonly customerId: string;
  /** The points, one for each lapse that they have; at most 200. */
  readonly points?: readonly OpeningPoints[];
  /** The tiers, one for each tier set. */
  readonly standings?: readonly OpeningStanding[];
  /** Adds to an account and to standings that are there already; without it such a customer is refused. */
  readonly onTop?: boolean;
}

/** Points of one type that lapse together. */
export interface OpeningPoints {
  /** The points type. */
  readonly type: string;
  /** A whole number, 0 or more. */
  readonly points: number;
  /** From when they can be spent; at once when left out. */
  readonly availableFrom?: string;
  /** When they lapse; by the rule of their type when left out, as if earned at the opening. */
  readonly lapsesAt?: string;
  /** A remark for people, which is not kept. */
  readonly note?: string;
}

/** The tier that somebody has in one tier set. */
export interface OpeningStanding {
  readonly tierSet: string;
  readonly tier: string;
  /** Since when; since the opening when left out. */
  readonly since?: string;
  /** Until when it is kept whatever is counted; when left out, as long as a tier that is reached at the opening. */
  readonly until?: string;
  /** A remark for people, which is not kept. */
  readonly note?: string;
}

/** Why nothing was opened, in the order in which it is checked; the last three for each standing in turn. */
export type OpeningRejection =
  | OpenPointsBalanceRejection
  | { readonly code: "already_exists"; readonly message: string; readonly tierSet: string; readonly tier: string }
  | GrantTierRejection;

/** What opening balances came to: all of it was written, or nothing. */
export type BalancesOpened =
  | {
      readonly ok: true;
      /** Whether this command was carried out before; then nothing was written this time. */
      readonly replayed: boolean;
      readonly decisions: readonly ModuleDecision[];
      readonly events: readonly EventEnvelope[];
    }
  | { readonly ok: false; readonly replayed: false; readonly rejection: OpeningRejection };

/**
 * Opens what a customer brings along from an old system: points with the lapse that was promised, tiers with their
 * review. All of it is one commit, and the events say `opening`; points count as issued, nothing is earned, and what
 * follows (a tier that the points reach, a class) is decided at once. To tell the history itself, use `backfillEvents`.
 *
 * The command's id is the idempotency key, among those of the customer's host events: sent again, it changes nothing;
 * with another body it is `command_reused`. What is malformed, a type or a tier that the program does not have, and
 * points that are no whole number from 0 are thrown as `command_invalid`, with the path. What database libraries answer
 * (null, Date, bigint) is taken.
 *
 * Refused, in this order: `occurred_in_future`, `has_movements`, `lapse_passed`, `already_exists`, `until_passed`. Then
 * nothing is written, and the same id may be tried again.
 *
 * @example
 * ```ts
 * import { defineProgram } from "clientele";
 * import { memoryStorage } from "clientele/memory";
 * import { openBalances } from "clientele/program";
 *
 * const types = [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }] as const;
 * const head = { format: "clientele/program", id: "tea", version: 1, label: "Tea", locale: "en", zone: "UTC", currency: "EUR" } as const;
 * const context = { ...defineProgram({ ...head, points: { types, earn: [] } }), now: new Date("2026-03-02T10:00:00Z") };
 * const storage = memoryStorage();
 *
 * const opening = { id: "opn_1", customerId: "cus_1", points: [{ type: "points", points: 3280 }] };
 * const opened = await openBalances(storage, opening, context);
 * opened.ok && opened.events.map(({ type }) => type); // => ["points.opened", "points.adjusted"]
 * (await openBalances(storage, opening, context)).replayed; // => true
 * (await openBalances(storage, { ...opening, id: "opn_2" }, context)).ok; // => false
 * ```
 */
export async function openBalances(
  storage: Storage,
  opening: OpeningBalances,
  context: ProgramContext,
): Promise<BalancesOpened> {
  const asked = checkOpening(opening, context);
  const { id, customerId: owner } = asked;
  const fingerprint = fingerprintOf(asked);
  const event = { id, type: "custom.opening", customerId: owner, occurredAt: instantOf(context.now) } as const;
  return withRetry(storage, owner, async (port) => {
    const { file, earlier } = await openCustomer(port, { owner, event }, context);
    if (earlier !== undefined) {
      return { ok: true, replayed: true, decisions: decidedBefore(earlier, id, fingerprint), events: [] };
    }
    advance(file, islands, context);
    const decided = open(file, { ...asked, fingerprint }, context);
    const refused = decided.find(({ ok }) => !ok);
    // What a module refuses, it refuses in its own words; they are the ones of the type above.
    if (refused !== undefined) return { ok: false, replayed: false, rejection: refused.rejection as OpeningRejection };
    const followed = followAll(file, islands, { id, fingerprint }, context);
    const decisions = [...decided, ...followed.filter(({ ok, events = [] }) => !ok || events.length > 0)];
    const events = file.events();
    keepAgenda(file, { id, type: "balances.opened", fingerprint }, decisions, context);
    await port.commit(file.changes());
    return { ok: true, replayed: false, decisions, events };
  });
}

interface Opening extends OpeningBalances {
  readonly fingerprint: string;
}

/** Every module's answer, up to the first no. */
function open(file: CustomerFile, opening: Opening, context: ProgramContext): readonly ModuleDecision[] {
  const early = occurredInFuture(opening, context.now);
  if (early !== undefined) return [{ module: "points", ok: false, rejection: early }];
  const { points = [], standings = [] } = opening;
  const decided: ModuleDecision[] = points.length === 0 ? [] : [openPoints(file, opening, context)];
  for (const standing of standings) {
    if (decided.some(({ ok }) => !ok)) return decided;
    decided.push(openTier(file, opening, standing, context));
  }
  return decided;
}

function openPoints(file: CustomerFile, opening: Opening, context: ProgramContext): ModuleDecision {
  const { points = [], fingerprint, onTop } = opening;
  const lots = points.map(({ type, ...lot }) => ({ ...lot, pointsType: type }));
  const command = { ...envelopeIn(opening), id: `${opening.id}#points`, lots, ...(onTop !== undefined && { onTop }) };
  const asked = { id: command.id, about: opening.id, fingerprint };
  const account = file.read(pointsAccountKind, file.owner);
  if (account !== undefined) {
    return accept(file, pointsAccountKind, "points", openPointsBalance(account, command, context), asked);
  }
  const start = { id: `${opening.id}#points_account`, customerId: file.owner, accountId: file.owner };
  const opened = openPointsAccount(start, context);
  const decision = openPointsBalance(opened.state, command, context);
  if (decision.ok) accept(file, pointsAccountKind, "points", opened, { id: start.id, fingerprint });
  return accept(file, pointsAccountKind, "points", decision, asked);
}

function openTier(
  file: CustomerFile,
  opening: Opening,
  standing: OpeningStanding,
  context: ProgramContext,
): ModuleDecision {
  const { tierSet, tier } = standing;
  const id = `${opening.id}#opening`;
  const asked = { id, fingerprint: opening.fingerprint };
  const before = file.read(standingKind, tierSet);
  if (before === undefined) {
    const command = { ...envelopeIn(opening), ...standing, id, customerId: file.owner, standingId: tierSet };
    return accept(file, standingKind, "tiers", openStanding(command, context), asked);
  }
  if (opening.onTop !== true) {
    const message = `The customer has a standing in "${tierSet}" already, with the tier "${before.tier}".`;
    return { module: "tiers", ok: false, rejection: alreadyExists(message, tierSet, before.tier) };
  }
  const until = standing.until ?? keptUntil(tierSet, context);
  const command = { ...envelopeIn(opening), id, tier, reason: "opening", ...(until !== undefined && { until }) };
  return accept(file, standingKind, "tiers", grantTier(before, command, context), asked);
}

function alreadyExists(message: string, tierSet: string, tier: string): Rejection & OpeningRejection {
  return { code: "already_exists", message, tierSet, tier };
}

function envelopeIn({ id, by, occurredAt }: Opening): { about: string; by?: string; occurredAt?: Instant } {
  return { about: id, ...(by !== undefined && { by }), ...(occurredAt !== undefined && { occurredAt }) };
}
