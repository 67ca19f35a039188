import { applyCaseEvents } from "../cases/apply.js";
import type { CaseEvent } from "../cases/event-model.js";
import type { CasesContext, ServiceCase } from "../cases/model.js";
import { openCase, type OpenCase } from "../cases/open.js";
import type { CasePolicy } from "../cases/sections.js";
import { settleCase } from "../cases/settle.js";
import { must } from "../shared/decision.js";
import { freezeDeep } from "../shared/json.js";
import { decideCase, type CaseAnswer, type CaseStep } from "./case-commands.js";
import type { Chance } from "./seeded.js";

/** A case as a made-up history leaves it. */
export interface CasePlay {
  readonly context: CasesContext;
  serviceCase: ServiceCase;
  readonly events: CaseEvent[];
  now: number;
}

/** A case of a policy that was just opened, at some instant of the fortnight after the start. */
export function openCasePlay(policy: CasePolicy, context: CasesContext, chance: Chance): CasePlay {
  const now = context.now.getTime() + chance.below(1_209_600) * 1000;
  const { type, id, channels = [], kinds = [], workflow } = policy;
  const isElsewhere = chance.below(6) === 0;
  const command: OpenCase = {
    id: "cas_1",
    type,
    policy: id,
    customerId: "cus_7",
    orderId: "ord_1",
    ...(channels.length > 0 && { channel: chance.pick(channels) }),
    ...(kinds.length > 0 && { kind: chance.pick(kinds) }),
    ...(chance.below(2) === 0 && { severity: chance.pick(["high", "low"]) }),
    ...(isElsewhere && { status: chance.pick(Object.keys(workflow.statuses)) }),
  };
  const { state, events } = must(openCase(freezeDeep(command), { ...context, now: new Date(now) }));
  return { context, serviceCase: state, events: [...events], now };
}

/** Lets one thing happen, and gives the answer. */
export function playCaseStep(play: CasePlay, step: CaseStep): CaseAnswer {
  play.now += step.wait;
  const answer = decideCase(freezeDeep(play.serviceCase), step, contextOf(play));
  if (!answer.ok) return answer;
  play.serviceCase = answer.state;
  play.events.push(...answer.events);
  return answer;
}

/** Writes down what time alone has done up to an instant, as a job would that runs then. */
export function sweepCase(play: CasePlay, now: number): void {
  const events = settleCase(freezeDeep(play.serviceCase), { ...play.context, now: new Date(now) });
  if (events.length === 0) return;
  play.serviceCase = applyCaseEvents(play.serviceCase, events);
  play.events.push(...events);
}

/** The context as it is now. */
export function contextOf({ context, now }: CasePlay): CasesContext {
  return { ...context, now: new Date(now) };
}
