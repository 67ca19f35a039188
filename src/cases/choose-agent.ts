import { compareText } from "../shared/text.js";
import type { Agent, AssignmentNeeds } from "./agent-model.js";
import { invalid } from "./require.js";
import { unavailable, type ShiftContext, type Unavailable } from "./available-agents.js";

/** Who is next, and how many each has been given: what the host keeps from one choice to the next. */
export interface AssignmentTurn {
  /** Who was given a case last. */
  readonly last?: string;
  readonly given?: Readonly<Record<string, number>>;
}

/**
 * The agents, how to choose among them, and whose turn it is. `round_robin` goes round by id; `least_loaded` takes
 * whoever has the fewest open cases for their weight; `weighted` shares cases out in proportion to the weights.
 */
export interface AssignmentContext extends ShiftContext {
  readonly agents: readonly Agent[];
  readonly strategy?: "round_robin" | "least_loaded" | "weighted";
  readonly turn?: AssignmentTurn;
}

/** Somebody, or why nobody: what stood in the way of the last who were left. */
export type AgentChoice =
  | { readonly agentId: string; readonly turn: AssignmentTurn }
  | { readonly agentId?: never; readonly unassigned: Unavailable | "no_agents"; readonly turn: AssignmentTurn };

/**
 * Who gets a case: the customer's own agent if they can take it, otherwise one by the strategy among those who have the
 * role, the skills and the languages, are on shift and have room. Ties go round by id, so the same turn always gives the
 * same answer; over a whole round nobody gets more than one case more than another.
 *
 * Throws `command_invalid` for a strategy that is none and for a weight that is not above 0.
 *
 * @example
 * ```ts
 * import { chooseAgent } from "clientele/cases";
 *
 * const agents = [{ id: "agt_1" }, { id: "agt_2", capacity: 3, open: 3 }, { id: "agt_3", languages: ["en"] }];
 * const context = { agents, zone: "Asia/Shanghai", now: new Date("2026-03-02T02:00:00Z") };
 * chooseAgent({}, { ...context, turn: { last: "agt_1" } }).agentId; // => "agt_3"
 * chooseAgent({ languages: ["ja"] }, context); // => { unassigned: "not_qualified", turn: {} }
 * ```
 */
export function chooseAgent(needs: AssignmentNeeds, context: AssignmentContext): AgentChoice {
  requireAssignment(context);
  const { agents, turn = {} } = context;
  const reasons = agents.map((agent) => unavailable(agent, needs, context));
  const able = agents.filter((_, i) => reasons[i] === undefined);
  const own = able.find(({ id }) => id === needs.dedicatedAgentId);
  if (own !== undefined)
    return { agentId: own.id, turn: { ...turn, given: counted(turn, own.id, baseOf(own, context)) } };
  const chosen = inTurn(able, turn).toSorted((left, right) => rank(left, context) - rank(right, context))[0];
  if (chosen === undefined) return { unassigned: lastReason(reasons), turn };
  return { agentId: chosen.id, turn: { last: chosen.id, given: counted(turn, chosen.id, baseOf(chosen, context)) } };
}

function requireAssignment({ agents, strategy = "round_robin" }: AssignmentContext): void {
  if (!strategies.includes(strategy))
    throw invalid("strategy", `${JSON.stringify(strategy)} is not one of ${strategies.join(", ")}`);
  const i = agents.findIndex(({ weight = 1 }) => !(weight > 0 && weight < Infinity));
  if (i >= 0) throw invalid(`agents[${i}].weight`, `${agents[i]?.weight} is no weight; give a number above 0`);
}

const strategies: readonly string[] = ["round_robin", "least_loaded", "weighted"];

const order: readonly (Unavailable | undefined)[] = ["has_left", "not_qualified", "not_on_shift", "full"];

/** Those who passed most of the questions tell what was missing. */
function lastReason(reasons: readonly (Unavailable | undefined)[]): Unavailable | "no_agents" {
  return order[Math.max(...reasons.map((reason) => order.indexOf(reason)), -1)] ?? "no_agents";
}

/** By id, beginning after whoever was last. */
function inTurn(agents: readonly Agent[], { last = "" }: AssignmentTurn): readonly Agent[] {
  const byId = agents.toSorted((left, right) => compareText(left.id, right.id));
  const next = byId.findIndex(({ id }) => compareText(id, last) > 0);
  return next < 0 ? byId : [...byId.slice(next), ...byId.slice(0, next)];
}

function rank(agent: Agent, context: AssignmentContext): number {
  const { weight = 1, open = 0 } = agent;
  switch (context.strategy ?? "round_robin") {
    case "least_loaded":
      return open / weight;
    case "weighted":
      return (baseOf(agent, context) + 1) / weight;
    default:
      return 0;
  }
}

/** How many somebody has been given. Who is new begins level with the others, not with all that they missed. */
function baseOf({ id, weight = 1 }: Agent, { agents, turn = {} }: AssignmentContext): number {
  const { given = {} } = turn;
  if (Object.hasOwn(given, id)) return given[id] ?? 0;
  const shares = agents.flatMap((each) => {
    const count = Object.hasOwn(given, each.id) ? given[each.id] : undefined;
    return count === undefined ? [] : [count / (each.weight ?? 1)];
  });
  return shares.length === 0 ? 0 : Math.floor(Math.min(...shares) * weight);
}

function counted({ given = {} }: AssignmentTurn, id: string, base: number): Readonly<Record<string, number>> {
  return { ...given, [id]: base + 1 };
}
