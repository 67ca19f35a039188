import type { PointsAccount, PointsContext, PointsEvent } from "../points/model.js";
import { openPointsAccount } from "../points/open.js";
import type { Rejection } from "../shared/decision.js";
import { instantOf, type Instant } from "../shared/instants.js";
import { decidePoints, type PointsCommand } from "./points-commands.js";

/** A made-up history of one account, in the making. */
export interface PointsPlay {
  account: PointsAccount;
  /** What the clock says, in milliseconds. It may run behind what the account has recorded. */
  now: number;
  /** How many commands were sent. */
  sent: number;
  /** Why the last command was refused. */
  rejection?: Rejection | undefined;
  readonly context: PlayContext;
  readonly entries: PointsEntry[];
}

/** The sections of a program that a history is decided by, and when it begins. */
export type PlayContext = Omit<PointsContext, "related">;

/** What one command did: what a storage keeps of it. */
export interface PointsEntry {
  readonly about?: string;
  readonly events: readonly PointsEvent[];
}

/** A history that begins with an empty account. */
export function openPlay(context: PlayContext): PointsPlay {
  const { state, events } = openPointsAccount({ id: "acc_1", customerId: "cus_1" }, context);
  return { account: state, now: context.now.getTime(), sent: 0, context, entries: [{ events }] };
}

/** Sends a command to the account of a play. A refused one leaves everything as it was. */
export function playCommand(play: PointsPlay, command: PointsCommand): void {
  const decision = decidePoints(play.account, command, contextOf(play, aboutOf(command)));
  play.sent += 1;
  play.rejection = decision.ok ? undefined : decision.rejection;
  if (!decision.ok) return;
  play.account = decision.state;
  const about = aboutOf(command) ?? decision.events.find(({ id }) => id === command.command.id)?.about;
  play.entries.push({ ...(about !== undefined && { about }), events: decision.events });
}

/** The context of a play at its `now`, with the events about one thing. */
export function contextOf({ context, now, entries }: PointsPlay, about?: string): PointsContext {
  const related = about === undefined ? [] : entries.filter((entry) => entry.about === about);
  return { ...context, now: new Date(now), related: related.flatMap(({ events }) => events) };
}

/** What a command is about, for whoever looks up the events about it. */
export function aboutOf({ command }: PointsCommand): string | undefined {
  return command.about ?? ("orderId" in command ? command.orderId : undefined);
}

/** All events of a play, oldest first. */
export function eventsOf({ entries }: PointsPlay): readonly PointsEvent[] {
  return entries.flatMap(({ events }) => events);
}

/** The instant that a play stands at: what the clock says, or what the account has recorded where that is later. */
export function instantOfPlay({ account, now }: PointsPlay): Instant {
  const instant = instantOf(now);
  return account.at > instant ? account.at : instant;
}
