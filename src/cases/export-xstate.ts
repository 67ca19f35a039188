import type { Condition } from "../conditions/model.js";
import { labelIn, type Locale } from "../shared/locale.js";
import type { AutomaticMove, Requirement, StatusClock, Workflow, WorkflowStatus } from "./sections.js";

/** The config of an XState v5 machine: plain JSON, with guards by name. */
export interface WorkflowMachine {
  readonly id: string;
  readonly initial: string;
  readonly states: Readonly<Record<string, MachineState>>;
}

/** One status as a state. One without a way out is final. */
export interface MachineState {
  readonly description: string;
  readonly tags: readonly [StatusClock];
  readonly type?: "final";
  /** By event: `move.<status>`, or what moves a case by itself. The first transition whose guard holds is taken. */
  readonly on?: Readonly<Record<string, readonly MachineTransition[]>>;
}

/** One way out of a state. Without a target the event changes nothing, and no later one is looked at. */
export interface MachineTransition {
  readonly target?: string;
  readonly guard?: { readonly type: "isOpen"; readonly params: WayParams };
}

/** What has to hold before a way is open, for the guard `isOpen` to decide. */
export interface WayParams {
  readonly when?: Condition;
  /** Has to be known. */
  readonly requires?: readonly Requirement[];
  /** Where there is a resolution, its root cause has to be known. */
  readonly causeRequired?: true;
}

/** What a machine is called, and what the program asks of it besides its workflow. */
export interface MachineContext {
  readonly id: string;
  readonly locale: Locale;
  /** Whether resolved cases are closed only with their root cause: `causeRequiredToClose`, for complaints. */
  readonly causeRequired?: boolean;
}

/**
 * A workflow as the config of an XState v5 machine, for `createMachine` and its tools: every move is an event
 * `move.<status>`; what moves a case by itself is an event of its own (`message_received`, `responded`, `assigned`,
 * `appointment_set`, `appointment_ended`). What has to hold first is a guard `isOpen`, whose params say what: give it
 * when you make the machine. Clocks are not exported: a machine's timers are lost with its process, `caseClocks` are not.
 *
 * Source: https://stately.ai/docs/machines
 *
 * @example
 * ```ts
 * import { workflowMachine } from "clientele/cases";
 *
 * const open = { label: "Open", clock: "running", to: ["closed"], requires: ["resolution"] } as const;
 * const closed = { label: "Closed", clock: "stopped", to: [] } as const;
 * const machine = workflowMachine({ initial: "open", statuses: { open, closed } }, { id: "enquiry", locale: "en" });
 * machine.states["open"]?.on;
 * // => { "move.closed": [{ target: "closed", guard: { type: "isOpen", params: { requires: ["resolution"] } } }] }
 * ```
 */
export function workflowMachine(
  { initial, statuses }: Workflow,
  { id, locale, causeRequired = false }: MachineContext,
): WorkflowMachine {
  const states = Object.entries(statuses).map(([name, status]) => {
    const { label, clock, to } = status;
    const params = (next: string): WayParams => wayOf(status, next, causeRequired && statuses[next]?.to.length === 0);
    const moves = to.map((next) => [`move.${next}`, [guarded(params(next), next)]] as const);
    const described = { description: labelIn(label, locale, name), tags: [clock] } as const;
    if (to.length === 0) return [name, { ...described, type: "final" }] as const;
    return [name, { ...described, on: Object.fromEntries([...moves, ...movesByItself(status, params)]) }] as const;
  });
  return { id, initial, states: Object.fromEntries<MachineState>(states) };
}

type Way = readonly [event: string, transitions: readonly MachineTransition[]];

/**
 * Of the moves that follow from an event the first whose condition holds is meant, and where its way is not open the
 * case stays: so each has a second transition that goes nowhere.
 */
function movesByItself(status: WorkflowStatus, params: (to: string) => WayParams): readonly Way[] {
  const { on = [], to: ways } = status;
  const events = [...new Set(on.map(({ event }) => event))];
  return events.map((event: AutomaticMove["event"]) => {
    const transitions = on
      .filter((move) => move.event === event)
      .flatMap(({ to, when }): readonly MachineTransition[] => {
        const chosen = when === undefined ? {} : { when };
        const stay: MachineTransition = guarded(chosen);
        if (!ways.includes(to)) return [stay];
        const way = params(to);
        return Object.keys(way).length === 0
          ? [guarded(chosen, to)]
          : [guarded({ ...way, ...bothOf(when, way.when) }, to), stay];
      });
    return [event, transitions] as const;
  });
}

function wayOf({ requires = [], guards = {} }: WorkflowStatus, to: string, isCauseRequired: boolean): WayParams {
  const guard = guards[to];
  const needed = [...new Set<Requirement>([...requires, ...(guard?.requires ?? [])])];
  return {
    ...(guard?.when !== undefined && { when: guard.when }),
    ...(needed.length > 0 && { requires: needed }),
    ...(isCauseRequired && { causeRequired: true }),
  };
}

function guarded(params: WayParams, target?: string): MachineTransition {
  // A dot in a target separates the names of nested states.
  const goal = target === undefined ? {} : { target: target.replaceAll(".", "\\.") };
  return Object.keys(params).length === 0 ? goal : { ...goal, guard: { type: "isOpen", params } };
}

function bothOf(left: Condition | undefined, right: Condition | undefined): { readonly when?: Condition } {
  if (left !== undefined && right !== undefined) return { when: { op: "all", of: [left, right] } };
  const when = left ?? right;
  return when === undefined ? {} : { when };
}
