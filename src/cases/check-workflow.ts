import { below, pathText, unknownName, type ConfigIssue } from "../shared/issues.js";
import type { Workflow, WorkflowStatus } from "./sections.js";

/**
 * The mistakes of a workflow: names of statuses that there are not, statuses that no case can come into, open ones that
 * no case can leave, and ways of which nobody can say which is taken.
 */
export function workflowIssues(workflow: Workflow, path: string): readonly ConfigIssue[] {
  const { initial, statuses } = workflow;
  const known = Object.keys(statuses);
  const unknownInitial = unknownName(below(path, "initial"), initial, "a status", known);
  const unknown = Object.entries(statuses).flatMap(([name, status]) => strangers(name, status, path, known));
  if (unknownInitial !== undefined || unknown.length > 0)
    return [...(unknownInitial === undefined ? [] : [unknownInitial]), ...unknown];
  const reached = reachable(workflow);
  const ending = canEnd(workflow);
  return Object.entries(statuses).flatMap(([name, status]): readonly ConfigIssue[] => {
    if (!reached.has(name)) {
      const message = `no case can come into "${name}"; name it in \`to\` of a status that is reached from "${initial}"`;
      return [{ path: statusPath(path, name, ""), code: "unreachable_status", message }];
    }
    return [
      ...deadEnd(name, status, { ending, leadsOn: leadsToDeadEnd(name, workflow) }, path),
      ...ambiguous(name, status, path),
      ...checklistIssues(name, status, path),
    ];
  });
}

function strangers(
  name: string,
  { to, guards = {}, on = [] }: WorkflowStatus,
  path: string,
  known: readonly string[],
): readonly ConfigIssue[] {
  const ways = to.flatMap((next, i) => unknownName(statusPath(path, name, `to[${i}]`), next, "a status", known) ?? []);
  const guarded = Object.keys(guards).flatMap((next) => {
    const place = statusPath(path, name, below("guards", pathText([next])));
    return unknownName(place, next, `a way out of "${name}"`, to) ?? [];
  });
  const moves = on.flatMap(
    (move, i) => unknownName(statusPath(path, name, `on[${i}].to`), move.to, `a way out of "${name}"`, to) ?? [],
  );
  return [...ways, ...guarded, ...moves];
}

/** A status that only leads to a dead end is not told of beside it. */
function deadEnd(
  name: string,
  { clock, to }: WorkflowStatus,
  { ending, leadsOn }: { readonly ending: ReadonlySet<string>; readonly leadsOn: boolean },
  path: string,
): readonly ConfigIssue[] {
  if (clock === "stopped" || ending.has(name) || leadsOn) return [];
  const message =
    to.length === 0
      ? `the clock does not stop in "${name}" and no case can leave it; name what follows`
      : `from "${name}" no case ever comes to an end; name a way to a status that stops the clock`;
  return [{ path: statusPath(path, name, "to"), code: "dead_end", message }];
}

function leadsToDeadEnd(name: string, { statuses }: Workflow): boolean {
  const after = [...reachable({ initial: name, statuses })].filter((each) => each !== name);
  return after.some((each) => statuses[each]?.clock !== "stopped" && statuses[each]?.to.length === 0);
}

/** One way that stands twice, and moves by themselves of which an earlier one is always made. */
function ambiguous(name: string, { to, on = [] }: WorkflowStatus, path: string): readonly ConfigIssue[] {
  const twice = to.flatMap((next, i): ConfigIssue[] => {
    if (to.indexOf(next) === i) return [];
    const message = `the way from "${name}" to "${next}" stands here a second time`;
    return [{ path: statusPath(path, name, `to[${i}]`), code: "ambiguous_move", message }];
  });
  const shadowed = on.flatMap((move, i): ConfigIssue[] => {
    const first = on.slice(0, i).find((each) => each.event === move.event && each.when === undefined);
    if (first === undefined) return [];
    const message = `at "${move.event}" the case always goes to "${first.to}" before this is looked at; add "when" there`;
    return [{ path: statusPath(path, name, `on[${i}]`), code: "ambiguous_move", message }];
  });
  return [...twice, ...shadowed];
}

function checklistIssues(
  name: string,
  { requires = [], guards = {}, checklist = [] }: WorkflowStatus,
  path: string,
): readonly ConfigIssue[] {
  const asks = [...requires, ...Object.values(guards).flatMap((guard) => guard.requires ?? [])].includes("checklist");
  if (!asks || checklist.length > 0) return [];
  const message = `"${name}" asks for its checklist and has none; add "checklist"`;
  return [{ path: statusPath(path, name, "checklist"), code: "missing", message }];
}

function statusPath(path: string, name: string, rest: string): string {
  return below(below(below(path, "statuses"), pathText([name])), rest);
}

function reachable({ initial, statuses }: Workflow): ReadonlySet<string> {
  const seen = new Set([initial]);
  for (const name of seen) for (const next of statuses[name]?.to ?? []) seen.add(next);
  return seen;
}

/** The statuses from which a case can come to one that stops the clock. */
function canEnd({ statuses }: Workflow): ReadonlySet<string> {
  const ending = new Set<string>();
  for (let size = -1; size !== ending.size;) {
    size = ending.size;
    for (const [name, { to }] of Object.entries(statuses)) {
      if (to.some((next) => statuses[next]?.clock === "stopped" || ending.has(next))) ending.add(name);
    }
  }
  return ending;
}
