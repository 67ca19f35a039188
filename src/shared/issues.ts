import { ClienteleError } from "./errors.js";
import { didYouMean } from "./text.js";

/** One mistake in a configuration. Promised: `path` and `code`. The wording may become better. */
export interface ConfigIssue {
  /** Where, read like code: `points.earn[1].gives`. Empty for the document itself. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** The answer of every `checkX`: the frozen configuration, or all of its mistakes at once. */
export type Checked<Config> =
  { readonly ok: true; readonly value: Config } | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

/** A path of keys and indexes, read like code. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

/** The path of a part below a section: `below("points", "earn[1].gives")`. */
export function below(section: string, path: string): string {
  if (section === "" || path === "") return `${section}${path}`;
  return path.startsWith("[") ? `${section}${path}` : `${section}.${path}`;
}

/**
 * The issue for a name that refers to nothing, with the nearest one that does; undefined when it is known.
 * `what` has its article: "a points type".
 */
export function unknownName(
  path: string,
  name: string,
  what: string,
  known: readonly string[],
): ConfigIssue | undefined {
  if (known.includes(name)) return undefined;
  const near = didYouMean(name, known);
  const help = near !== undefined ? `; did you mean "${near}"?` : known.length > 0 ? `; known: ${listed(known)}` : "";
  return { path, code: "unknown_name", message: `"${name}" is not ${what}${help}` };
}

/** The issues for names that stand more than once in a list, each at its second place. */
export function repeatedNames(path: string, key: string, names: readonly string[]): ConfigIssue[] {
  return names.flatMap((name, i) =>
    names.indexOf(name) === i
      ? []
      : [{ path: `${path}[${i}].${key}`, code: "repeated_name", message: `"${name}" stands here a second time` }],
  );
}

/** The configuration, or an error `config_invalid` that lists every mistake. `what` names it: `Program "honour_scheme"`. */
export function defined<Config>(checked: Checked<Config>, what: string): Config {
  if (checked.ok) return checked.value;
  const { issues } = checked;
  const lines = issues.map(({ path, message }) => `  ${path === "" ? "(whole)" : path}: ${message}`);
  const count = issues.length === 1 ? "1 mistake" : `${issues.length} mistakes`;
  throw new ClienteleError("config_invalid", `${what} has ${count}:\n${lines.join("\n")}`, { issues });
}

function listed(names: readonly string[]): string {
  const some = names.slice(0, 8).map((name) => `"${name}"`);
  return names.length > 8 ? `${some.join(", ")} …` : some.join(", ");
}
