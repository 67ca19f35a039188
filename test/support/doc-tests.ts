import { readFileSync } from "node:fs";
import { relative } from "node:path";
import ts from "typescript";
import type { Plugin } from "vitest/config";

const FENCE = /^```(?:ts|typescript)\s*$/;

interface Block {
  readonly line: number;
  readonly code: readonly string[];
}

/** Fenced `ts` blocks of a Markdown text, or of the doc comments of a TypeScript text. */
function blocksOf(text: string, isMarkdown: boolean): Block[] {
  const out: Block[] = [];
  let open: { line: number; code: string[] } | null = null;
  text.split("\n").forEach((raw, i) => {
    const line = isMarkdown ? raw : raw.replace(/^\s*\* ?/, "");
    if (open === null) {
      if (FENCE.test(line.trim()) && (isMarkdown || /^\s*\*/.test(raw))) open = { line: i + 1, code: [] };
    } else if (line.trim() === "```") {
      out.push(open);
      open = null;
    } else open.code.push(line);
  });
  return out;
}

/** One test per block; line numbers are those of the document. */
function toTestModule(file: string, text: string): string {
  const blocks = blocksOf(text, file.endsWith(".md"));
  const lines: string[] = ["import { expect as __expect, test as __test } from 'vitest';"];
  const pad = (n: number): void => {
    while (lines.length < n - 1) lines.push("");
  };
  for (const b of blocks) {
    pad(b.line);
    lines.push(`__test(${JSON.stringify(`${file}:${b.line}`)}, async () => {`);
    for (const l of b.code) lines.push(rewrite(l));
    lines.push("});");
  }

  return lines.join("\n");
}

function rewrite(line: string): string {
  const imp = /^import (?:type )?(.+?) from (['"][^'"]+['"]);?\s*$/.exec(line);
  if (imp !== null) {
    if (line.startsWith("import type")) return "";
    const what = (imp[1] ?? "").replace(/\btype \w+,?\s*/g, "");
    if (what.startsWith("* as ")) return `const ${what.slice(5)} = await import(${imp[2]});`;
    if (what.startsWith("{")) return `const ${what.replace(/ as /g, ": ")} = await import(${imp[2]});`;
    return `const { default: ${what} } = await import(${imp[2]});`;
  }
  const is = /^(\s*)(.+?);?\s*\/\/ => (.+)$/.exec(line);
  if (is !== null) {
    const [, indent, left = "", want] = is;
    const decl = /^(const|let) (\w+)(?:: [^=]+)? = (.+)$/.exec(left);
    return decl === null
      ? `${indent}__expect(${left}).toEqual(${want});`
      : `${indent}${left}; __expect(${decl[2]}).toEqual(${want});`;
  }
  const throws = /^(\s*)(.+?);?\s*\/\/ throws (\w+)$/.exec(line);
  if (throws !== null)
    return `${throws[1]}await __expect((async () => ${throws[2]})()).rejects.toMatchObject({ code: '${throws[3]}' });`;
  return line;
}

/** Lets Vitest include Markdown files, and `*.ts?doc` sources, as test files. */
export function docTests(root: string): Plugin {
  return {
    name: "doc-tests",
    enforce: "pre",
    load(id) {
      const [path = "", query] = id.split("?");
      const asDoc = path.endsWith(".md") || query === "doc";
      if (!asDoc) return null;
      const code = toTestModule(relative(root, path), readFileSync(path, "utf8"));
      const js = ts.transpileModule(code, {
        fileName: `${path}.ts`,
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, removeComments: false },
      });
      return { code: js.outputText, map: null };
    },
  };
}
