import type { PinnedPolicy } from "./sections.js";
import type { CaseMetric, CaseMoment, CaseTarget, PauseSelector, ReopenPolicy } from "./target-model.js";

/** By what the clock of a target starts, stops and stands still: what the target says, else what its metric means. */
export interface Selectors {
  readonly start: readonly CaseMoment[];
  readonly stop: readonly CaseMoment[];
  readonly reset: readonly CaseMoment[];
  readonly cancel: readonly CaseMoment[];
  readonly pause: readonly PauseSelector[];
  /** What it does when the case is reopened; undefined for those that simply start again by what starts them. */
  readonly reopen: ReopenPolicy | undefined;
  /** Whether it starts only after it could have been stopped once. */
  readonly afterStop: boolean;
  /** Whether it is on only while the case is open: nothing but its end would stop it, or nobody waits afterwards. */
  readonly whileOpen: boolean;
  /** Whether it counts from the oldest of what starts it, in whichever order that became known. */
  readonly sinceOldest: boolean;
}

/** The selectors of a target. The end of a case stops every clock that was on before it. */
export function selectorsOf(target: CaseTarget, policy: Pick<PinnedPolicy, "reopen">): Selectors {
  const { metric } = target;
  const usual = usualOf(metric);
  const { start = usual.start, stop = usual.stop } = target;
  const isNext = metric === "next_response";
  return {
    start,
    stop,
    reset: target.reset ?? usual.reset ?? [],
    cancel: target.cancel ?? usual.cancel ?? [],
    pause: target.pause ?? usual.pause ?? [],
    reopen: target.reopen ?? (usual.reopen === "continue" ? policy.reopen : undefined) ?? usual.reopen,
    afterStop: isNext,
    whileOpen: isNext || (stop.length === 0 && metric !== "custom"),
    sinceOldest: isNext && target.start === undefined && target.stop === undefined,
  };
}

type Usual = Pick<CaseTarget, "reset" | "cancel" | "pause" | "reopen"> & {
  readonly start: readonly CaseMoment[];
  readonly stop: readonly CaseMoment[];
};

function usualOf(metric: CaseMetric): Usual {
  const [opened, responded] = [{ kind: "opened" }, { kind: "responded" }] as const;
  const still = [
    { kind: "clock", clock: "paused" },
    { kind: "clock", clock: "stopped" },
  ] as const;
  switch (metric) {
    case "acknowledge":
      return { start: [opened], stop: [{ kind: "acknowledged" }, responded], reopen: "keep" };
    case "first_response":
      return { start: [opened], stop: [responded], reopen: "keep" };
    case "next_response":
      return { start: [{ kind: "message_received" }], stop: [responded] };
    case "periodic_update":
      return { start: [responded], stop: [], reset: [responded], reopen: "restart" };
    case "resolution": {
      const start = [
        { kind: "clock_became", clock: "running" },
        { kind: "clock_became", clock: "paused" },
      ] as const;
      return { start, stop: [], pause: still, reopen: "continue" };
    }
    case "follow_up":
      return { start: [{ kind: "follow_up_owed" }], stop: [{ kind: "followed_up" }], cancel: [{ kind: "reopened" }] };
    case "internal":
      return { start: [{ kind: "assigned" }], stop: [], pause: still, reopen: "continue" };
    case "custom":
      return { start: [], stop: [], pause: [], reopen: "continue" };
    default:
      return metric satisfies never;
  }
}
