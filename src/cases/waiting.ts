import type { Draft } from "../shared/json.js";
import type { ServiceCase } from "./model.js";

/** The shop answered at an instant: it answers all that was written up to then, and nothing that was written later. */
export function respond(draft: Draft<ServiceCase>, at: string): void {
  const isNewest = at > (draft.respondedAt ?? "");
  draft.responses += 1;
  draft.acknowledgedAt ??= at;
  draft.answeredAt ??= at;
  if (isNewest) draft.respondedAt = at;
  if (at < (draft.waitingSince ?? at)) return;
  delete draft.waitingSince;
  if (isNewest) for (const later of messagesAfter(draft, at)) wait(draft, later);
}

/**
 * Before the first answer and after the end nobody waits for a further one, nor for one that was given already. What
 * was written to a duplicate has not been answered, whatever was answered here since.
 */
export function wait(draft: Draft<ServiceCase>, at: string, isUnanswered = false): void {
  const { answeredAt, endedAt, waitingSince, cycleFrom, respondedAt = "" } = draft;
  if (answeredAt === undefined || endedAt !== undefined) return;
  if (at < respondedAt && !isUnanswered) return;
  if (waitingSince === undefined) draft.waits += 1;
  else if (at > waitingSince || (at < cycleFrom && !isUnanswered)) return;
  draft.waitingSince = at;
}

/** What the customer wrote after an answer that became known later. */
function messagesAfter({ moments, cycleFrom }: ServiceCase, at: string): readonly string[] {
  const messages = moments.filter((moment) => moment.kind === "message_received").map((moment) => moment.at);
  return messages.filter((sent) => sent > at && sent >= cycleFrom);
}
