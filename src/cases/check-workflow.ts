import { below, pathText, unknownName, type ConfigIssue } from "../shared/issues.js";
import type { Workflow } from "./sections.js";

/**
 * The mistakes of a workflow: names of statuses that there are not, statuses that no case can come into, and open ones
 * that no case can leave.
 */
export function workflowIssues(workflow: Workflow, path: string): readonly ConfigIssue[] {
  const { initial, statuses } = workflow;
  const known = Object.keys(statuses);
  const unknownInitial = unknownName(below(path, "initial"), initial, "a status", known);
  const unknown = Object.entries(statuses).flatMap(([name, { to }]) =>
    to.flatMap((next, i) => unknownName(statusPath(path, name, `to[${i}]`), next, "a status", known) ?? []),
  );
  if (unknownInitial !== undefined || unknown.length > 0)
    return [...(unknownInitial === undefined ? [] : [unknownInitial]), ...unknown];
  const reached = reachable(workflow);
  return Object.entries(statuses).flatMap(([name, { clock, to }]): ConfigIssue[] => {
    if (!reached.has(name)) {
      const message = `no case can come into "${name}"; name it in \`to\` of a status that is reached from "${initial}"`;
      return [{ path: statusPath(path, name, ""), code: "unreachable_status", message }];
    }
    if (clock === "stopped" || to.length > 0) return [];
    const message = `the clock does not stop in "${name}" and no case can leave it; name what follows`;
    return [{ path: statusPath(path, name, "to"), code: "dead_end", message }];
  });
}

function statusPath(path: string, name: string, rest: string): string {
  return below(below(below(path, "statuses"), pathText([name])), rest);
}

function reachable({ initial, statuses }: Workflow): ReadonlySet<string> {
  const seen = new Set([initial]);
  for (const name of seen) for (const next of statuses[name]?.to ?? []) seen.add(next);
  return seen;
}
