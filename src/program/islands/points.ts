import type { Facts } from "../../conditions/fact-spec.js";
import { nextPointsChange, pointsBalance } from "../../points/balance.js";
import { earnPoints } from "../../points/earn.js";
import type { OrderBasis, PointsAccount, PointsContext, PointsEvent } from "../../points/model.js";
import { openPointsAccount } from "../../points/open.js";
import { pointsAccountKind } from "../../points/records.js";
import { redeemPoints } from "../../points/redeem.js";
import { refundPoints, type RefundEvent } from "../../points/refund.js";
import { releasePendingPoints } from "../../points/release-pending.js";
import { settled } from "../../points/settle.js";
import { instantOf } from "../../shared/instants.js";
import type { Decision, Rejection } from "../../shared/decision.js";
import { add, divide, exactOf, exactText, sum } from "../../shared/decimal.js";
import { aboutOf, accept, type Asked, type Island, type ModuleDecision, type ProgramContext } from "../island.js";
import type { CustomerFile } from "../customer-file.js";
import { lastAnswer, type LastAnswers } from "../last-answer.js";
import type { OrderPaid } from "../../orders/events.js";
import type { OrderRecord, OrderRefund } from "../../orders/model.js";
import { isRefusedOrder, refundedOrder } from "./orders.js";

const module = "points";

/** An order paid spends its points tender and earns at the facts before it; a refund gives back and takes back. */
export const pointsIsland: Island = {
  module,
  refs: (owner, _event, { points }) => (points.types.length === 0 ? [] : [refOf(owner)]),
  take: (file, asked, context, facts) => {
    if (context.points.types.length === 0 || isRefusedOrder(file, asked)) return [];
    const points = { ...context, facts };
    const { type } = asked.event;
    const earns = points.points.earn.some(({ on }) => on === type) ? [earn] : [];
    return [...(before[type] ?? []), ...earns].flatMap((write) => write(file, asked, points) ?? []);
  },
  settle: (file, context) => {
    const account = file.read(pointsAccountKind, file.owner);
    if (account === undefined) return;
    const { account: state, events } = settled(account, context);
    accept(file, pointsAccountKind, module, { ok: true, state, events }, { id: events[0]?.id ?? "", fingerprint: "" });
  },
  next: (file, context) => {
    const account = file.read(pointsAccountKind, file.owner);
    return account === undefined ? [] : [nextPointsChange(account, context)];
  },
};

/** What a customer has of each points type, as facts. */
export function pointsFacts(file: CustomerFile, context: ProgramContext): Facts {
  const account = file.read(pointsAccountKind, file.owner);
  if (account === undefined) return {};
  return lastAnswer(known, account, `${instantOf(context.now)} ${context.of.version} ${context.of.id}`, () => {
    const balance = Object.entries(pointsBalance(account, context));
    return Object.fromEntries(balance.map(([type, { available }]) => [`points.${type}`, available]));
  });
}

const known: LastAnswers<PointsAccount, Facts> = new WeakMap();

type Write = (file: CustomerFile, asked: Asked, context: PointsContext) => ModuleDecision | undefined;

/** What an event does to points before it earns any. */
const before: Readonly<Partial<Record<string, readonly Write[]>>> = {
  "order.paid": [payWithPoints],
  "order.refunded": [refund],
  "order.cancelled": [refund],
  "return_window.closed": [releasePending],
};

/** The points among the tenders of an order: as many as their amount is worth, rounded up to whole points. */
function payWithPoints(file: CustomerFile, asked: Asked, context: PointsContext): ModuleDecision | undefined {
  const { redeem } = context.points;
  const event = asked.event as OrderPaid;
  const paid = (event.tenders ?? []).filter(({ kind }) => kind === "points").map(({ amount }) => exactOf(amount));
  if (paid.length === 0 || redeem === undefined) return undefined;
  const points = Number(divide(sum(paid), exactOf(redeem.worth), "up"));
  if (points === 0) return undefined;
  const command = { id: `${event.id}#points_tender`, about: aboutOf(event), points, amount: totalOf(event) };
  return onAccount(file, { ...asked, ...command }, context, (account) => redeemPoints(account, command, context));
}

function earn(file: CustomerFile, asked: Asked, context: PointsContext): ModuleDecision {
  const { event } = asked;
  const { id, type, occurredAt } = event;
  const source = event.type === "order.paid" ? event : { id, type, occurredAt };
  const command = { ...source, id: `${id}#${module}`, about: aboutOf(event) };
  return onAccount(file, { ...asked, ...command }, context, (account) => earnPoints(account, command, context));
}

/** A refund that concerns no points is not a refusal: then the module has nothing to say. */
function refund(file: CustomerFile, asked: Asked, context: PointsContext): ModuleDecision | undefined {
  const account = file.read(pointsAccountKind, file.owner);
  if (account === undefined) return undefined;
  const { event } = asked;
  const { order, refund: resolved } = refundedOrder(file, asked);
  const about = aboutOf(event);
  const command = {
    id: `${event.id}#${module}`,
    orderId: about,
    occurredAt: event.occurredAt,
    ...(event.by !== undefined && { by: event.by }),
    ...(resolved !== undefined && partsOf(resolved)),
    ...(order !== undefined && { order: basisOf(order) }),
  };
  const related = file.related(pointsAccountKind, file.owner);
  const decision = refundPoints(account, command, { ...context, related });
  if (!decision.ok && decision.rejection.code === "order_unknown") return undefined;
  return accept(file, pointsAccountKind, module, decision, { ...asked, id: command.id, about });
}

/** The amounts of a refund, as the orders module resolved them: of lines, or of no line in particular. */
function partsOf({ lines, amount }: OrderRefund): Pick<RefundEvent, "lines" | "amount"> {
  return lines.length > 0 ? { lines: lines.map(({ id, amount: of }) => ({ id, amount: of })) } : { amount };
}

function basisOf({ lines, shipping }: OrderRecord): OrderBasis {
  const amounts = lines.map(({ id, paid }): readonly [string, string] => [id, paid]);
  return {
    total: exactText(add(sum(amounts.map(([, paid]) => exactOf(paid))), exactOf(shipping))),
    lines: Object.fromEntries([...amounts, ["shipping", shipping]]),
  };
}

function releasePending(file: CustomerFile, asked: Asked, context: PointsContext): ModuleDecision | undefined {
  const account = file.read(pointsAccountKind, file.owner);
  if (account === undefined) return undefined;
  const about = aboutOf(asked.event);
  const command = { id: `${asked.event.id}#${module}`, about };
  const decision = releasePendingPoints(account, command, {
    ...context,
    related: file.related(pointsAccountKind, file.owner),
  });
  if (!decision.ok && decision.rejection.code === "nothing_pending") return undefined;
  return accept(file, pointsAccountKind, module, decision, { ...asked, ...command });
}

/** A write to the customer's account; the first that is accepted opens it. */
function onAccount(
  file: CustomerFile,
  asked: Asked & { readonly id: string; readonly about?: string },
  context: PointsContext,
  write: (account: PointsAccount) => Decision<PointsAccount, PointsEvent, Rejection>,
): ModuleDecision {
  const { event, fingerprint } = asked;
  const { owner } = file;
  const account = file.read(pointsAccountKind, owner);
  if (account !== undefined) return accept(file, pointsAccountKind, module, write(account), asked);
  const command = { id: `${event.id}#points_account`, customerId: owner, accountId: owner };
  const opened = openPointsAccount(command, context);
  const decision = write(opened.state);
  if (decision.ok) accept(file, pointsAccountKind, module, opened, { id: command.id, fingerprint });
  return accept(file, pointsAccountKind, module, decision, asked);
}

function refOf(owner: string): { owner: string; kind: string; id: string } {
  return { owner, kind: pointsAccountKind.kind, id: owner };
}

function totalOf({ lines, shipping }: OrderPaid): string {
  const total = sum(lines.map(({ paid }) => exactOf(paid)));
  return exactText(shipping === undefined ? total : add(total, exactOf(shipping)));
}
