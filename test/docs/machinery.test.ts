// The examples of the documentation prove something only if a wrong one fails: here are wrong ones.
import { format } from "node:util";
import { describe, expect, test } from "vitest";
import { docBlocks, jsonBlocks } from "../support/doc-blocks.js";
import { exampleBody } from "../support/doc-example.js";

const fence = "```";

describe("a claim behind a statement", () => {
  test.each([
    ["a value", "1 + 1; // => 2"],
    ["the value of a name", "const sum = 1 + 1; // => 2"],
    ["a value over several lines", '({ a: 1, b: "x" });\n// => {\n//   a: 1,\n//   b: "x" }'],
    ["part of a value", '({ code: "no", message: "No." }); // => { code: "no", ... }'],
    ["a printed line", 'console.log({ points: 5 }, "x"); // => { points: 5 } x'],
    ["a thrown code", 'throw Object.assign(new Error("no"), { code: "rejected" }); // throws rejected'],
  ])("%s holds", async (_, code) => {
    await expect(run(code)).resolves.toBeUndefined();
  });

  test.each([
    ["a value", "1 + 1; // => 3"],
    ["the value of a name", "const sum = 1 + 1; // => 3"],
    ["part of a value", '({ code: "no" }); // => { code: "yes", ... }'],
    ["a printed line", "console.log({ points: 5 }); // => { points: 6 }"],
    ["a thrown code", 'throw Object.assign(new Error("no"), { code: "other" }); // throws rejected'],
    ["a throw that does not happen", "1 + 1; // throws rejected"],
  ])("%s that is wrong fails, with the place", async (_, code) => {
    await expect(run(code)).rejects.toThrow("page.md:7");
  });

  test("stands beside imports, which may take several lines", () => {
    const code =
      'import type { Command } from "clientele";\nimport {\n  must,\n  isRejected as isNo,\n  type Decision,\n} from "clientele";';
    expect(exampleBody("page.md:7", code).trim()).toBe('const { must, isRejected: isNo } = await import("clientele");');
  });

  test("that nobody would check is refused", () => {
    expect(() => exampleBody("page.md:7", "for (const n of [1]) {\n  n; // => 2\n}")).toThrow("nobody would check it");
  });
});

describe("the blocks of a page", () => {
  test("keep their line, and the plain block right below is their output", () => {
    const page = [
      "# Page",
      fence + "ts",
      "console.log(1);",
      fence,
      "",
      fence,
      "1",
      fence,
      fence + "sh",
      "ls",
      fence,
    ].join("\n");
    expect(docBlocks("page.md", page)).toEqual([
      { line: 2, code: `\n\nconsole.log(1);${"\n".repeat(8)}`, output: "1" },
    ]);
  });

  test("continue the one above when they say so, with what an unseen comment sets up", () => {
    const page = [
      "<!-- setup",
      "const a = 1;",
      "-->",
      fence + "ts",
      "let b = a;",
      fence,
      "and",
      fence + "ts continues",
      "b += 1;",
      fence,
    ];
    const [first, second] = docBlocks("page.md", page.join("\n"));
    expect(first?.code.trim().split(/\n+/)).toEqual(["const a = 1;", "let b = a;"]);
    expect(second?.code.trim().split(/\n+/)).toEqual(["const a = 1;", "let b = a;", "b += 1;"]);
  });

  test("are found in doc comments, not in code", () => {
    const source = [
      "/**",
      " * Adds.",
      " * @example",
      ` * ${fence}ts`,
      " * 1 + 1; // => 2",
      ` * ${fence}`,
      " */",
      `const x = "${fence}ts";`,
    ];
    expect(docBlocks("add.ts", source.join("\n")).map((block) => block.code.trim())).toEqual(["1 + 1; // => 2"]);
  });

  test("that are JSON are found too", () => {
    expect(jsonBlocks("page.md", [fence + "json", '{ "a": 1 }', fence].join("\n"))).toEqual([
      { line: 1, json: '{ "a": 1 }' },
    ]);
  });

  test("must be closed", () => {
    expect(() => docBlocks("page.md", `${fence}ts\n1;`)).toThrow("page.md:1: this fenced block is never closed.");
  });
});

/** Runs an example as the documentation tests do. */
async function run(code: string): Promise<void> {
  const printed: string[] = [];
  const console = { log: (...values: unknown[]) => printed.push(format(...values)) };
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const example = AsyncFunction("expect", "printed", "console", exampleBody("page.md:7", code));
  await (example as (...scope: readonly unknown[]) => Promise<void>)(expect, printed, console);
}
