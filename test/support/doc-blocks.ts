import ts from "typescript";

/**
 * One example of a document, as a program of its own. Its text is the whole document with every other line left blank, so that line
 * numbers in errors are those of the document.
 */
export interface DocBlock {
  readonly line: number;
  readonly code: string;
  /** What the example prints, when a plain fenced block stands right below it. */
  readonly output?: string;
}

interface Fence {
  readonly line: number;
  readonly end: number;
  readonly info: string;
}

/**
 * The `ts` examples of a Markdown text, or of the doc comments of a source text. An example fenced as `ts continues` goes on where the one
 * above it stopped; an HTML comment that begins with `setup` and stands right above an example is part of it, unseen by the reader.
 */
export function docBlocks(file: string, text: string): readonly DocBlock[] {
  const lines = file.endsWith(".md") ? text.split("\n") : commentLines(text);
  const fences = fencesOf(file, lines);
  let shown = new Set<number>();
  return fences.flatMap((fence, index) => {
    if (fence.info !== "ts" && fence.info !== "ts continues") return [];
    shown = fence.info === "ts" ? setupAbove(lines, fence.line) : new Set([...shown, ...setupAbove(lines, fence.line)]);
    for (let at = fence.line + 1; at < fence.end; at++) shown.add(at);
    const code = lines.map((line, at) => (shown.has(at) ? line : "")).join("\n");
    const below = fences[index + 1];
    const isOutput = below?.info === "" && lines.slice(fence.end + 1, below.line).every((line) => line.trim() === "");
    const output = isOutput ? lines.slice(below.line + 1, below.end).join("\n") : undefined;
    return [{ line: fence.line + 1, code, ...(output === undefined ? {} : { output }) }];
  });
}

/** The JSON examples of a document, each with its line; they must at least parse. */
export function jsonBlocks(file: string, text: string): readonly { readonly line: number; readonly json: string }[] {
  const lines = file.endsWith(".md") ? text.split("\n") : commentLines(text);
  return fencesOf(file, lines)
    .filter((fence) => fence.info === "json")
    .map((fence) => ({ line: fence.line + 1, json: lines.slice(fence.line + 1, fence.end).join("\n") }));
}

function fencesOf(file: string, lines: readonly string[]): readonly Fence[] {
  const fences: Fence[] = [];
  let open: { line: number; info: string } | undefined;
  lines.forEach((line, at) => {
    const fence = /^\s*```(.*)$/.exec(line);
    if (fence === null) return;
    const info = (fence[1] ?? "").trim();
    if (open === undefined) open = { line: at, info };
    else {
      fences.push({ ...open, end: at });
      open = undefined;
    }
  });
  if (open !== undefined) throw new Error(`${file}:${open.line + 1}: this fenced block is never closed.`);
  return fences;
}

/** Line numbers inside a `<!-- setup` comment that ends on the last line with text above the fence. */
function setupAbove(lines: readonly string[], fenceLine: number): Set<number> {
  let end = fenceLine - 1;
  while (end >= 0 && lines[end]?.trim() === "") end--;
  if (lines[end]?.trim() !== "-->") return new Set();
  let start = end;
  while (start >= 0 && !(lines[start] ?? "").trim().startsWith("<!--")) start--;
  if (lines[start]?.trim() !== "<!-- setup") return new Set();
  return new Set(Array.from({ length: end - start - 1 }, (_, index) => start + 1 + index));
}

/** The lines of doc comments without their stars; all other lines are blank. */
function commentLines(text: string): readonly string[] {
  const kept = new Set<number>();
  const source = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    for (const doc of ts.getJSDocCommentsAndTags(node)) {
      const first = source.getLineAndCharacterOfPosition(doc.getStart()).line;
      const last = source.getLineAndCharacterOfPosition(doc.getEnd()).line;
      for (let at = first; at <= last; at++) kept.add(at);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return text.split("\n").map((line, at) => (kept.has(at) ? line.replace(/^\s*\/?\*+\/? ?/, "") : ""));
}
