import ts from "typescript";
import { below, complaints, lineOf, walk, type Rule, type Source } from "./rule.js";

const lines = { file: 300, function: 60 } as const;

/** A reader takes in one idea at a time. */
export const size: Rule = {
  name: `a file has at most ${lines.file} lines and a function of src at most ${lines.function}`,
  check: (sources) => [
    ...sources.flatMap(({ path, text }) => {
      const count = text.split("\n").length - 1;
      // The root's table of contents is one idea, as long as what there is.
      return count > lines.file && path !== "src/index.ts"
        ? [`${path}: has ${count} lines; give each idea a file of its own.`]
        : [];
    }),
    ...complaints(below(sources, "src", "examples"), (node, source) => {
      if (!ts.isFunctionDeclaration(node) && !ts.isArrowFunction(node)) return undefined;
      const count = source.tree.getLineAndCharacterOfPosition(node.end).line + 2 - lineOf(source, node);
      return count > lines.function ? `a function of ${count} lines; name its parts and call them.` : undefined;
    }),
  ],
  refuses: [
    { "src/points/earn.ts": "const a = 1;\n".repeat(lines.file + 1) },
    { "src/points/earn.ts": `function earn() {\n${"  step();\n".repeat(lines.function)}}\n` },
  ],
  allows: [
    { "src/points/earn.ts": "const a = 1;\n".repeat(lines.file) },
    { "src/index.ts": 'export { earnPoints } from "./points/index.js";\n'.repeat(lines.file + 1) },
  ],
};

/** Plain named functions and plain shapes: the constructs that we do without, each with what to write instead. */
export const constructs: Rule = {
  name: "no default export, enum, namespace, class, overload, any or double cast",
  check: (sources) => complaints(below(sources, "src", "test", "examples"), unwanted),
  refuses: [
    "export default function earn() {}",
    "const earn = 1; export default earn;",
    "export { earn as default };",
    "enum Kind { a }",
    "namespace Points {}",
    "class Ledger {}",
    "const Ledger = class {};",
    "function earn(a: string): void; function earn(a: number): void; function earn() {}",
    "declare const points: number;",
    "const points: any = 1;",
    "const points = 1 as unknown as string;",
    "const points = [] as readonly unknown[] as readonly string[];",
    'export * from "./redeem.js";',
  ].map((text) => ({ "src/points/earn.ts": text })),
  allows: [
    { "src/shared/errors.ts": "export class ClienteleError extends Error {}" },
    {
      "src/points/earn.ts":
        'export { earn } from "./earn.js"; const kinds = ["a"] as const; const any = (value: unknown) => value;',
    },
  ],
};

function unwanted(node: ts.Node, { path }: Source): string | undefined {
  if (ts.isExportAssignment(node)) return "a default export has no name; export the function by its name.";
  if (ts.isExportSpecifier(node) && node.name.text === "default")
    return "a default export has no name; export it by its name.";
  if (node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent))
    return "a default export has no name; export it by name.";
  if (ts.isExportDeclaration(node) && node.exportClause === undefined)
    return "`export *` hides what there is; export by name.";
  if (ts.isEnumDeclaration(node)) return "an enum is no JSON; write a union of literals.";
  // A name in quotes is somebody else's module, told of a type of ours.
  if (ts.isModuleDeclaration(node) && !ts.isStringLiteral(node.name))
    return "a file is the namespace; export plain names.";
  if (ts.isClassLike(node) && path.startsWith("src/") && path !== "src/shared/errors.ts") {
    return "a class hides state; write plain functions over plain JSON.";
  }
  if (ts.isFunctionDeclaration(node) && node.body === undefined)
    return "an overload has two meanings; write two functions with two names.";
  if (node.kind === ts.SyntaxKind.DeclareKeyword && path.startsWith("src/"))
    return "`declare` claims what nobody checks; import or define it.";
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "`any` switches the compiler off; write `unknown` and narrow it.";
  if (ts.isAsExpression(node) && ts.isAsExpression(node.expression))
    return "two casts in a row can claim anything; narrow the value, or type where it comes from.";
  return undefined;
}

/** Comments say why. */
export const comments: Rule = {
  name: "no leftovers, silenced checks, banners or numbered steps in comments",
  check: (sources) =>
    sources.flatMap((source) =>
      commentsOf(source).flatMap(({ line, text }) => {
        const advice = commentAdvice(text);
        return advice === undefined ? [] : [`${source.path}:${line}: ${advice}`];
      }),
    ),
  refuses: [
    "TODO: later",
    "FIXME",
    "@ts-ignore",
    "@ts-expect-error",
    "eslint-disable-next-line no-var",
    "oxlint-disable no-var",
    "----------",
    "==== points ====",
    "1. load",
    "Step 2: decide",
    "┌──┐",
  ].map((text) => ({ "src/points/earn.ts": `// ${text}\nconst a = 1;` })),
  allows: [
    { "src/points/earn.ts": "// 1.5 points a unit, rounded down: see the shop's terms.\nconst a = 1;" },
    { "src/points/earn.ts": "// A mask such as `138****8000` shows two parts." },
    { "src/points/earn.ts": '/** A day is `YYYY-MM-DD`. */\nconst a = "// ----------";' },
  ],
};

function commentAdvice(text: string): string | undefined {
  if (/\b(T[O]DO|FIX[M]E|HA[C]K|X[X]X)\b/.test(text))
    return "finish it, or say in docs/ what is not there; a leftover note is never read again.";
  if (/@ts-(i[g]nore|expect-error|nocheck)|(eslint|oxlint)-disable|prettier-ignore/.test(text)) {
    return "a silenced check finds nothing; fix what it found.";
  }
  if (/(^|\s)[-=*#_~─━═]{4,}(\s|$)|[┌┐└┘│]/.test(text))
    return "a banner says nothing; a part that needs one wants a file of its own.";
  if (/^\W*(step \d|\d+[.)]\s)/i.test(text)) return "the code shows the order; say why instead.";
  return undefined;
}

function commentsOf(source: Source): readonly { readonly line: number; readonly text: string }[] {
  const found = new Map<number, { readonly line: number; readonly text: string }>();
  walk(source.tree, (node) => {
    for (const range of ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? []) {
      const line = source.tree.getLineAndCharacterOfPosition(range.pos).line + 1;
      const text = source.text.slice(range.pos, range.end).replace(/^\/\/|^\/\*+|\*\/$/g, "");
      for (const [offset, part] of text.split("\n").entries()) {
        found.set(range.pos + offset, { line: line + offset, text: part.replace(/^\s*\* ?/, "").trim() });
      }
    }
  });
  return [...found.values()];
}

/** A reader of the editor's tooltip should need nothing else. */
export const documented: Rule = {
  name: "every export of src says in a sentence what it is, and its examples can run",
  check: (sources) =>
    complaints(below(sources, "src"), (node) => {
      if (!isExported(node)) return undefined;
      const docs = ts.getJSDocCommentsAndTags(node).filter((doc) => ts.isJSDoc(doc));
      const said = docs.map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? "").join(" ");
      if (!/\S.*[.:?。]/s.test(said)) return "this export has no sentence; say in one what it is, above it, in /** */.";
      const examples = docs.flatMap((doc) => doc.tags ?? []).filter((tag) => tag.tagName.text === "example");
      const hasFence = (tag: ts.JSDocTag): boolean => (ts.getTextOfJSDocComment(tag.comment) ?? "").includes("```ts");
      return examples.every(hasFence) ? undefined : "an @example is run as a test; fence it as ```ts.";
    }),
  refuses: [
    "export function earn(): void {}",
    "export const earn = 1;",
    "export interface Earned {}",
    "export type Earned = string;",
    "// Earns.\nexport function earn(): void {}",
    "/** */\nexport function earn(): void {}",
    "/**\n * Earns.\n *\n * @example\n * earn();\n */\nexport function earn(): void {}",
  ].map((text) => ({ "src/points/earn.ts": text })),
  allows: [
    {
      "src/points/earn.ts": "/** Earns points for an order. */\nexport function earn(): void {}\nfunction helper() {}",
    },
    { "src/points/index.ts": 'export { earn } from "./earn.js";' },
  ],
};

function isExported(node: ts.Node): boolean {
  if (!ts.canHaveModifiers(node) || !ts.isSourceFile(node.parent)) return false;
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** Every test runs, always, and waits for nothing. */
export const wholeSuite: Rule = {
  name: "no test is skipped, singled out or waits",
  check: (sources) =>
    complaints(below(sources, "test", "examples"), (node) => {
      if (!ts.isCallExpression(node)) return undefined;
      const called = node.expression.getText();
      if (/^(test|it|describe)\.(skip|only|todo|fails)\b|^x(it|test|describe)$/.test(called)) {
        return "every test runs; delete it or make it pass.";
      }
      return /^(setTimeout|sleep|setInterval)$/.test(called)
        ? "nothing here needs waiting; move the clock instead."
        : undefined;
    }),
  refuses: [
    'test.skip("a", () => {});',
    'describe.only("a", () => {});',
    'it.todo("a");',
    "const wait = () => setTimeout(() => {}, 5);",
  ].map((text) => ({ "test/points/earn.test.ts": text })),
  allows: [{ "test/points/earn.test.ts": 'test("earns", () => {});' }],
};
