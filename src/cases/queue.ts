import { millisOf } from "../shared/instants.js";
import { compareText } from "../shared/text.js";
import type { Agent, AssignmentNeeds } from "./agent-model.js";
import { unavailable, type Unavailable } from "./available-agents.js";
import { chooseAgent, type AssignmentContext, type AssignmentTurn } from "./choose-agent.js";
import { instantAt, liveClocks } from "./live-clock.js";
import type { CasesContext, ServiceCase } from "./model.js";
import { usualPriorities } from "./policy-for.js";

/** A case that somebody has to take, and what it asks for beside the role it is for. */
export interface QueuedCase {
  readonly serviceCase: ServiceCase;
  readonly needs?: AssignmentNeeds;
}

/** The context and the cases that may wait for somebody. */
export interface QueueContext extends CasesContext {
  readonly queue: readonly QueuedCase[];
}

/**
 * The cases that wait for somebody, the next one first: by priority (优先处理), then by the target that is due first,
 * then the oldest. What was complained of before is not looked at.
 */
export function caseQueue(context: QueueContext): readonly QueuedCase[] {
  const waiting = context.queue.filter(({ serviceCase }) => isWaiting(serviceCase));
  const ranked = waiting.map((queued) => ({ queued, rank: rankOf(queued.serviceCase, context) }));
  return ranked.sort((left, right) => compareRanks(left.rank, right.rank)).map(({ queued }) => queued);
}

/**
 * The case that an agent should take next: the first of the queue that they may take. Undefined when there is none, and
 * while they are off shift or have no room.
 */
export function nextCase(agent: Agent, context: QueueContext): ServiceCase | undefined {
  const found = caseQueue(context).find((queued) => unavailable(agent, needsOf(queued), context) === undefined);
  return found?.serviceCase;
}

/** Who gets which case, which cases nobody can take and why, and whose turn it is afterwards. */
export interface Assignments {
  readonly assigned: readonly { readonly caseId: string; readonly agentId: string }[];
  readonly left: readonly { readonly caseId: string; readonly unassigned: Unavailable | "no_agents" }[];
  readonly turn: AssignmentTurn;
}

/**
 * Who gets the cases that nobody has, when there is room again: the one that was opened first goes first, so that nobody
 * is overtaken for ever by what is more urgent. Each choice counts for the next.
 */
export function assignmentsFor(queue: readonly QueuedCase[], context: AssignmentContext): Assignments {
  const waiting = queue.filter(({ serviceCase }) => isWaiting(serviceCase));
  return sharedOut(oldestFirst(waiting), context);
}

/** Who gets the open cases of an agent who leaves, the oldest first. The agent gets none of them. */
export function handoversFor(agentId: string, queue: readonly QueuedCase[], context: AssignmentContext): Assignments {
  const theirs = queue.filter(
    ({ serviceCase }) => serviceCase.agentId === agentId && serviceCase.endedAt === undefined,
  );
  const agents = context.agents.filter(({ id }) => id !== agentId);
  return sharedOut(oldestFirst(theirs), { ...context, agents });
}

function sharedOut(queue: readonly QueuedCase[], context: AssignmentContext): Assignments {
  const assigned: { readonly caseId: string; readonly agentId: string }[] = [];
  const left: { readonly caseId: string; readonly unassigned: Unavailable | "no_agents" }[] = [];
  let { agents, turn = {} } = context;
  for (const queued of queue) {
    const caseId = queued.serviceCase.id;
    const choice = chooseAgent(needsOf(queued), { ...context, agents, turn });
    turn = choice.turn;
    if (choice.agentId === undefined) {
      left.push({ caseId, unassigned: choice.unassigned });
      continue;
    }
    const { agentId } = choice;
    assigned.push({ caseId, agentId });
    agents = agents.map((agent) => (agent.id === agentId ? { ...agent, open: (agent.open ?? 0) + 1 } : agent));
  }
  return { assigned, left, turn };
}

function needsOf({ serviceCase, needs = {} }: QueuedCase): AssignmentNeeds {
  const { assignedTo } = serviceCase;
  return { ...(assignedTo !== undefined && { role: assignedTo }), ...needs };
}

/** Nobody has it, and it does not wait for somebody else. */
function isWaiting({ endedAt, agentId, intervals }: ServiceCase): boolean {
  return endedAt === undefined && agentId === undefined && intervals.at(-1)?.clock !== "paused";
}

function oldestFirst(queue: readonly QueuedCase[]): readonly QueuedCase[] {
  return queue.toSorted(
    (left, right) =>
      compareText(left.serviceCase.openedAt, right.serviceCase.openedAt) ||
      compareText(left.serviceCase.id, right.serviceCase.id),
  );
}

interface Rank {
  readonly priority: number;
  readonly due: number;
  readonly opened: number;
  readonly id: string;
}

/** A priority that the rules do not list comes after those that they do. */
function rankOf(serviceCase: ServiceCase, context: CasesContext): Rank {
  const { priorities = usualPriorities } = context.cases;
  const place = priorities.indexOf(serviceCase.priority);
  const dues = liveClocks(serviceCase, context).map((clock) => instantAt(clock, clock.measure.total) ?? Infinity);
  return {
    priority: place < 0 ? priorities.length : place,
    due: Math.min(Infinity, ...dues),
    opened: millisOf(serviceCase.openedAt),
    id: serviceCase.id,
  };
}

function compareRanks(left: Rank, right: Rank): number {
  if (left.priority !== right.priority) return left.priority - right.priority;
  if (left.due !== right.due) return left.due - right.due;
  return left.opened - right.opened || compareText(left.id, right.id);
}
