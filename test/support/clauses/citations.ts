import ts from "typescript";
import { filesBelow, read } from "../documents.js";

/** A test whose title ends in a tag such as `[a16]` or `[L131, L137]`: it proves those clauses, or a part of them. */
export interface Citation {
  readonly clause: string;
  readonly file: string;
  /** The titles of the groups around it and its own, without tags. */
  readonly title: string;
}

const tag = / \[([A-Za-z]?\d+(?:, [A-Za-z]?\d+)*)\]$/;

/** What the tests of this repository cite. */
export function citations(): readonly Citation[] {
  return filesBelow("test", ".test.ts").flatMap((file) => citationsIn(file, read(file)));
}

/** What one test file cites, in its order. */
export function citationsIn(file: string, text: string): readonly Citation[] {
  const found: Citation[] = [];
  const visit = (node: ts.Node, groups: readonly string[]): void => {
    const title = titleOf(node);
    const path = title === undefined ? groups : [...groups, title.replace(tag, "")];
    for (const clause of tag.exec(title ?? "")?.[1]?.split(", ") ?? []) {
      found.push({ clause, file, title: path.join(": ") });
    }
    ts.forEachChild(node, (child) => visit(child, path));
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), []);
  return found;
}

/** The title of a test or of a group of tests, `test.each(…)("title")` included. */
function titleOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const [first] = node.arguments;
  if (first === undefined || !ts.isStringLiteralLike(first)) return undefined;
  return ["test", "it", "describe"].includes(rootOf(node.expression)) ? first.text : undefined;
}

function rootOf(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee) ? rootOf(callee.expression) : "";
}
