import ts from "typescript";
import { filesBelow, read } from "../documents.js";

/** One source file, read and parsed. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** A small made-up repository: path to text. */
export type Snippet = Readonly<Record<string, string>>;

/**
 * One rule of the house. `check` answers a complaint per offence: where it is, and what to write instead. `refuses` holds snippets that must
 * be complained about, each on its own, so that a rule which cannot fail is found; `allows` holds neighbours of them that must pass.
 */
export interface Rule {
  readonly name: string;
  readonly check: (sources: readonly Source[]) => readonly string[];
  readonly refuses: readonly Snippet[];
  readonly allows?: readonly Snippet[];
}

export interface Import {
  readonly line: number;
  readonly from: string;
  /** Whether the import is gone in JavaScript: `import type`, `export type`. */
  readonly isTypeOnly: boolean;
}

export function parse(path: string, text: string): Source {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

export function snippetSources(snippet: Snippet): readonly Source[] {
  return Object.entries(snippet).map(([path, text]) => parse(path, text));
}

export function repositorySources(): readonly Source[] {
  return ["src", "test", "examples", "bench", "scripts"]
    .flatMap((folder) => filesBelow(folder, ".ts"))
    .map((path) => parse(path, read(path)));
}

/** Every module that a file names, `export … from` and `import(…)` included. */
export function importsOf(source: Source): readonly Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Expression, isTypeOnly: boolean): void => {
    if (ts.isStringLiteral(specifier))
      found.push({ line: lineOf(source, specifier), from: specifier.text, isTypeOnly });
  };
  walk(source.tree, (node) => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      if (node.arguments[0] !== undefined) add(node.arguments[0], false);
    }
  });
  return found;
}

/** The repository path that a relative import names: `./redeem.js` in `src/points/index.ts` is `src/points/redeem.ts`. */
export function resolved(source: Source, from: string): string {
  const parts = source.path.split("/").slice(0, -1);
  for (const part of from.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/").replace(/\.js$/, ".ts");
}

/** Complaints about the nodes of a file for which `complain` answers something. */
export function complaints(
  sources: readonly Source[],
  complain: (node: ts.Node, source: Source) => string | undefined,
): readonly string[] {
  return sources.flatMap((source) => {
    const found: string[] = [];
    walk(source.tree, (node) => {
      const complaint = complain(node, source);
      if (complaint !== undefined) found.push(`${source.path}:${lineOf(source, node)}: ${complaint}`);
    });
    return found;
  });
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

export function lineOf(source: Source, node: ts.Node): number {
  return source.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
}

/** The folder of `src` that a file belongs to; the root's own files belong to none. */
export function moduleOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

export function below(sources: readonly Source[], ...folders: readonly string[]): readonly Source[] {
  return sources.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));
}
