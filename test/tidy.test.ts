// The rules of the house, each proved on snippets that break it before it is held against the repository.
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { filesBelow, read, root } from "./support/documents.js";
import { islands, packages, publicNames, reachable, resolvable, withoutZod } from "./support/tidy/imports.js";
import { strayWords } from "./support/tidy/pages.js";
import { inert, pureCalls, synchronous } from "./support/tidy/purity.js";
import { repositorySources, snippetSources, type Rule, type Snippet } from "./support/tidy/rule.js";
import { comments, constructs, documented, size, wholeSuite } from "./support/tidy/shape.js";
import { chinese, codes, names } from "./support/tidy/words.js";

const sources = repositorySources();
const boundaries = [islands, packages, withoutZod, resolvable, publicNames, reachable];
const purity = [pureCalls, synchronous, inert];
const shape = [size, constructs, comments, documented, wholeSuite, names, codes, chinese];
const rules: readonly Rule[] = [...boundaries, ...purity, ...shape];

describe.each(rules)("$name", ({ check, refuses, allows = [] }) => {
  test("in this repository", () => {
    expect(check(sources)).toEqual([]);
  });

  test.each(refuses.map((snippet) => [titleOf(snippet), snippet] as const))("broken by %s", (_, snippet) => {
    expect(check(snippetSources(snippet))).not.toEqual([]);
  });

  test("and refuses nothing beside it", () => {
    for (const snippet of allows) expect(check(snippetSources(snippet))).toEqual([]);
  });
});

function titleOf(snippet: Snippet): string {
  return Object.values(snippet).join(" ").slice(0, 60).replaceAll("\n", " ");
}

describe("the repository speaks of itself alone", () => {
  const rootFiles = readdirSync(root).filter((file) => /\.(md|json|ts)$/.test(file) && file !== "package-lock.json");
  const kinds = [".ts", ".mjs", ".md", ".json", ".sql", ".html"];
  const folders = ["src", "test", "examples", "bench", "docs", "scripts"];
  const files = [...rootFiles, ...folders.flatMap((folder) => kinds.flatMap((kind) => filesBelow(folder, kind)))];

  test("no file names a machine or how it was made", () => {
    const found = files.flatMap((file) =>
      strayWords(read(file)).map((words) => `${file}: names "${words}"; leave it out.`),
    );
    expect(found).toEqual([]);
  });

  test("and such words are found", () => {
    const slash = "/";
    const stray = [`see ${slash}work${slash}main`, `"${slash}home${slash}ann"`, `see ${["issue", "#2"].join(" ")}`];
    expect(stray.filter((text) => strayWords(text).length === 0)).toEqual([]);
    expect(strayWords("https://example.com/home/page, src/work/a.ts, an issue with 2 lines")).toEqual([]);
  });
});
