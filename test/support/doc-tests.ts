import { readFileSync } from "node:fs";
import { relative } from "node:path";
import ts from "typescript";
import type { Plugin } from "vitest/config";
import { docBlocks, jsonBlocks } from "./doc-blocks.js";
import { exampleBody } from "./doc-example.js";

/** Lets a test import `README.md?doc` or `redeem.ts?doc`: each fenced `ts` block of that file becomes one test. */
export function docTests(root: string): Plugin {
  return {
    name: "doc-tests",
    enforce: "pre",
    load(id) {
      const [path = "", query] = id.split("?");
      if (query !== "doc") return null;
      return { code: docTestModule(relative(root, path), readFileSync(path, "utf8")), map: null };
    },
  };
}

/** The JavaScript of a test file that runs every example of a document and compares what it promises. */
export function docTestModule(file: string, text: string): string {
  const examples = docBlocks(file, text).map(
    ({ line, code, output }) => `
      test(${JSON.stringify(`${file}:${line}`)}, async () => {
        const printed = [];
        const console = { log: (...values) => printed.push(format(...values)) };
        ${toJavaScript(exampleBody(`${file}:${line}`, fromHereOn(line, code)))}
        ${output === undefined ? "" : `expect(printed.join("\\n").trim()).toBe(${JSON.stringify(output.trim())});`}
      });`,
  );
  const documents = jsonBlocks(file, text).map(
    ({ line, json }) => `
      test(${JSON.stringify(`${file}:${line} is JSON`)}, () => void JSON.parse(${JSON.stringify(json)}));`,
  );
  return [
    `import { format } from "node:util";`,
    `import { expect, test } from "vitest";`,
    ...examples,
    ...documents,
  ].join("\n");
}

/** An example that goes on where another one stopped runs that one too, but promises only what it prints itself. */
function fromHereOn(line: number, code: string): string {
  const lines = code.split("\n");
  lines[line - 1] = "printed.length = 0;";
  return lines.join("\n");
}

function toJavaScript(code: string): string {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(code, { compilerOptions }).outputText.replace(/^export \{\};$/m, "");
}
