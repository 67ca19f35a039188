import { format } from "prettier";
import type { Citation } from "./citations.js";
import { partOf, parts, policies, type Clause } from "./clauses.js";

/** Proved by a test, named for a module that does not do it yet, or left to the host. */
export type ClauseState = "tested" | "planned" | "excluded";

/** The state of a clause follows from the tests alone: nobody writes it down. */
export function stateOf(clause: Clause, cited: readonly Citation[]): ClauseState {
  if (cited.some((citation) => citation.clause === clause.clause)) return "tested";
  return clause.module === "" ? "excluded" : "planned";
}

/** The text of docs/clauses.md. */
export async function clausesPage(all: readonly Clause[], cited: readonly Citation[]): Promise<string> {
  const sections = Object.entries(parts).map(([part, title]) => {
    const own = all.filter((clause) => partOf(clause) === part);
    return [`## ${title}`, table(own, cited), tests(own, cited)].join("\n\n");
  });
  const text = [introduction(all, cited), ...sections].join("\n\n");
  return format(text, { parser: "markdown", printWidth: 120 });
}

function introduction(all: readonly Clause[], cited: readonly Citation[]): string {
  const count = (state: ClauseState): number => all.filter((clause) => stateOf(clause, cited) === state).length;
  return `# Clauses

Five customer-management policies were read sentence by sentence, and everything that they ask for was numbered. Each
number is a clause; this table says where the library answers it. It is written by \`npm run clauses\` from the inventory
and from the titles of the tests, so a clause cannot be called tested without a test that names it.

Of ${all.length} clauses ${count("tested")} are tested, ${count("planned")} planned and ${count("excluded")} excluded.

- **tested**: a test cites the clause. Where a sentence asks for several things, the test proves those it tells of.
- **planned**: the module that will answer it is named; no test cites the clause yet.
- **excluded**: the whole clause is left to the host, for the reason on [the page of exclusions](exclusions.md).

The last column names the part of a clause that is left to the host, also where the rest is tested or planned. The
policies are:

${Object.entries(policies)
  .map(([number, title]) => `- ${number}: ${title}`)
  .join("\n")}`;
}

function table(all: readonly Clause[], cited: readonly Citation[]): string {
  const rows = all.map((clause) => {
    const outside =
      clause.outside === "" ? "" : `[${clause.outside.replaceAll("-", " ")}](exclusions.md#${clause.outside})`;
    const cells = [clause.clause, clause.policies, clause.phrase, clause.asks, clause.module];
    return `| ${[...cells, stateOf(clause, cited), outside].join(" | ")} |`;
  });
  const head = "| clause | policies | words of the policies | asks | module | state | left to the host |";
  return [head, "| - | - | - | - | - | - | - |", ...rows].join("\n");
}

function tests(all: readonly Clause[], cited: readonly Citation[]): string {
  const lines = all.flatMap(({ clause }) =>
    cited
      .filter((citation) => citation.clause === clause)
      .map(({ file, title }) => `- ${clause}: \`${title}\`, in [${file}](../${file})`),
  );
  return lines.length === 0 ? "No test cites a clause of this part yet." : `Cited by:\n\n${lines.join("\n")}`;
}
