import { labelIn, type Locale } from "../shared/locale.js";
import { arrowMessages, requirementNames, triggerNames } from "./export-messages.js";
import type { Requirement, Workflow, WorkflowStatus } from "./sections.js";

/** In which language a diagram is labelled. */
export interface DiagramContext {
  readonly locale: Locale;
}

/**
 * A workflow as a Mermaid state diagram: every status with its label, every way with what it needs and what takes a case
 * along it by itself. Statuses in which the clock runs, is paused or is stopped have a class each, `running`, `paused`
 * and `stopped`.
 *
 * Source: https://mermaid.js.org/syntax/stateDiagram.html
 *
 * @example
 * ```ts
 * import { workflowDiagram } from "clientele/cases";
 *
 * const open = { label: { en: "Open", "zh-CN": "待答复" }, clock: "running", to: ["closed"] } as const;
 * const closed = { label: { en: "Closed", "zh-CN": "结案" }, clock: "stopped", to: [] } as const;
 * workflowDiagram({ initial: "open", statuses: { open, closed } }, { locale: "en" }).split("\n").slice(0, 6);
 * // => ["stateDiagram-v2", '  state "Open" as open', '  state "Closed" as closed', "  [*] --> open", "  open --> closed", "  closed --> [*]"]
 * ```
 */
export function workflowDiagram({ initial, statuses }: Workflow, { locale }: DiagramContext): string {
  const names = Object.keys(statuses);
  const ids = idsOf(names);
  const idOf = (name: string): string => ids.get(name) ?? name;
  const entries = Object.entries(statuses);
  const states = entries.map(
    ([name, { label }]) => `state "${escaped(labelIn(label, locale, name))}" as ${idOf(name)}`,
  );
  const ways = entries.flatMap(([name, status]) =>
    status.to.map((to) => `${idOf(name)} --> ${idOf(to)}${labelOf(status, to, locale)}`),
  );
  const ends = entries.filter(([, { to }]) => to.length === 0).map(([name]) => `${idOf(name)} --> [*]`);
  const classes = (["running", "paused", "stopped"] as const).flatMap((clock) => {
    const own = entries.filter(([, status]) => status.clock === clock).map(([name]) => idOf(name));
    return own.length === 0 ? [] : [`classDef ${clock} ${styles[clock]}`, `class ${own.join(",")} ${clock}`];
  });
  const lines = [...states, `[*] --> ${idOf(initial)}`, ...ways, ...ends, ...classes];
  return ["stateDiagram-v2", ...lines.map((line) => `  ${line}`)].join("\n");
}

const styles = {
  running: "fill:#e3f2e6,stroke:#2e7d32,color:#1b1b1b",
  paused: "fill:#fff4d6,stroke:#b26a00,color:#1b1b1b",
  stopped: "fill:#eceff1,stroke:#607d8b,color:#1b1b1b",
} as const;

/** Words that the diagrams' own grammar takes for itself. */
const reserved: ReadonlySet<string> = new Set([
  "acctitle",
  "accdescr",
  "as",
  "choice",
  "class",
  "classdef",
  "click",
  "default",
  "direction",
  "end",
  "fork",
  "hide",
  "href",
  "join",
  "note",
  "root",
  "scale",
  "state",
  "style",
  "title",
]);

/** Ids that the diagram can have: the name itself where it is a plain word, else its number. */
function idsOf(names: readonly string[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const [i, name] of names.entries()) {
    const isPlain = /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !reserved.has(name.toLowerCase());
    ids.set(name, isPlain ? name : freeId(`status_${i + 1}`, names));
  }
  return ids;
}

function freeId(id: string, names: readonly string[]): string {
  return names.includes(id) ? freeId(`${id}_`, names) : id;
}

/** What stands at an arrow: what takes a case there by itself, and what has to be there first. */
function labelOf({ on = [], requires = [], guards = {} }: WorkflowStatus, to: string, locale: Locale): string {
  const guard = guards[to];
  const triggers = on.filter((move) => move.to === to).map(({ event }) => triggerNames[locale][event]);
  const needed = [...new Set<Requirement>([...requires, ...(guard?.requires ?? [])])];
  const { needs, some, comma } = arrowMessages[locale];
  const names = needed.map((requirement) => requirementNames[locale][requirement]).join(comma);
  const parts = [
    ...new Set(triggers),
    ...(guard?.when === undefined ? [] : [some]),
    ...(needed.length === 0 ? [] : [needs.replace("{needs}", names)]),
  ];
  return parts.length === 0 ? "" : ` : ${escaped(parts.join(comma))}`;
}

function escaped(text: string): string {
  return text
    .replaceAll("#", "#35;")
    .replaceAll('"', "#quot;")
    .replace(/[\r\n]+/g, " ");
}
