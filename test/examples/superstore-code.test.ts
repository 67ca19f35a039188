import ts from "typescript";
import { expect, test } from "vitest";
import { filesBelow, read } from "../support/documents.js";

// What makes the made-up files and what checks the run are tools beside the example.
const tools = /\/(make-|check\.|faults\.)/;
const files = filesBelow("examples/superstore", ".ts").filter((file) => !tools.test(file));

test("the example has at most 400 lines of code", () => {
  const lines = files.flatMap((file) => read(file).split("\n"));
  const code = lines.filter((line) => !/^\s*(\/\/.*|\/\*\*.*|\*.*)?$/.test(line));
  expect(files.length).toBeGreaterThan(4);
  expect(code.length).toBeLessThanOrEqual(400);
});

test("the example reckons nothing: no arithmetic on points, money, dates or scores", () => {
  expect(files.flatMap((file) => arithmeticIn(file, read(file)))).toEqual([]);
});

test("and arithmetic is found", () => {
  const sums = [
    "a + b",
    "a - 1",
    "a * 2",
    "a / 2",
    "a % 7",
    "a ** 2",
    "a += 1",
    "a -= b",
    "a++",
    "Math.round(a)",
    "-a",
  ];
  expect(sums.filter((sum) => arithmeticIn("sum.ts", `f(${sum})`).length === 0)).toEqual([]);
  expect(arithmeticIn("fine.ts", "const day = addDays(today, -1); Math.max(...counts); `${a}${b}`; a || b")).toEqual(
    [],
  );
});

const operators = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.PlusEqualsToken,
  ts.SyntaxKind.MinusEqualsToken,
  ts.SyntaxKind.AsteriskEqualsToken,
  ts.SyntaxKind.SlashEqualsToken,
  ts.SyntaxKind.PlusPlusToken,
  ts.SyntaxKind.MinusMinusToken,
]);

function arithmeticIn(file: string, text: string): readonly string[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (reckons(node)) found.push(`${file}: ${node.getText()}`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** A literal below zero is no arithmetic, and the largest of some numbers is one of them. */
function reckons(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return operators.has(node.operatorToken.kind);
  if (ts.isPostfixUnaryExpression(node)) return true;
  if (ts.isPrefixUnaryExpression(node)) return operators.has(node.operator) && !ts.isNumericLiteral(node.operand);
  if (!ts.isPropertyAccessExpression(node) || node.expression.getText() !== "Math") return false;
  return !["max", "min"].includes(node.name.text);
}
