import ts from "typescript";

/** What a comment behind a statement promises: `// => value`, or `// throws code`. */
interface Claim {
  readonly verb: "=>" | "throws";
  readonly text: string;
  readonly place: string;
}

/**
 * An example as the body of an async function that checks its own claims. `expression; // => value` must equal the value (with a last `...`
 * it must match what is shown); `const name = expression; // => value` checks the name; `console.log(x); // => text` checks what is printed;
 * `statement; // throws code` must throw an error of that code. A claim may go on over several comment lines.
 */
export function exampleBody(place: string, code: string): string {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  const checked = new Set<number>();
  const body = source.statements.map((statement) => {
    const claim = claimBehind(source, statement, place, checked);
    return claim === undefined ? withoutImport(statement) : withCheck(statement, claim);
  });
  for (const claim of code.matchAll(/\/\/ (?:=>|throws )/g)) {
    if (!checked.has(claim.index)) {
      throw new Error(
        `${place}: "${lineOf(code, claim.index)}" stands behind no statement of its own; nobody would check it.`,
      );
    }
  }
  return body.join("\n");
}

function claimBehind(
  source: ts.SourceFile,
  statement: ts.Statement,
  place: string,
  checked: Set<number>,
): Claim | undefined {
  const ranges = ts.getTrailingCommentRanges(source.text, statement.end) ?? [];
  const below = ts.getLeadingCommentRanges(source.text, statement.end) ?? [];
  const comments = [...ranges, ...below.filter((range) => !ranges.some((other) => other.pos === range.pos))];
  const texts = comments.map((range) => source.text.slice(range.pos, range.end).replace(/^\/\/ ?/, ""));
  const first = texts.findIndex((text) => /^(=>|throws) /.test(text));
  if (first < 0) return undefined;
  checked.add(comments[first]?.pos ?? -1);
  const [verb = "", ...words] = (texts[first] ?? "").split(" ");
  const text = [words.join(" "), ...texts.slice(first + 1)].join("\n").trim();
  return { verb: verb as Claim["verb"], text, place: `${place}, "${firstLine(statement)}"` };
}

function withCheck(statement: ts.Statement, { verb, text, place }: Claim): string {
  const code = withoutImport(statement);
  const where = JSON.stringify(place);
  if (verb === "throws") {
    const thrown = `await (async () => { ${code} })().then(() => undefined, (error) => error)`;
    return `expect(${thrown}, ${where}).toMatchObject({ code: ${JSON.stringify(text)} });`;
  }
  if (isPrint(statement)) return `${code}\nexpect(printed.at(-1), ${where}).toBe(${JSON.stringify(text)});`;
  const partial = /,?\s*\.\.\.\s*([\]}]+)$/;
  const [check, value] = partial.test(text) ? ["toMatchObject", text.replace(partial, "$1")] : ["toEqual", text];
  const name = declaredName(statement);
  if (name !== undefined) return `${code}\nexpect(${name}, ${where}).${check}(${value});`;
  if (!ts.isExpressionStatement(statement))
    throw new Error(`${place}: only an expression or one const can have a value.`);
  return `expect(${statement.expression.getText()}, ${where}).${check}(${value});`;
}

function isPrint(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && statement.expression.getText().startsWith("console.log(");
}

function declaredName(statement: ts.Statement): string | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const [only, ...more] = statement.declarationList.declarations;
  return only !== undefined && more.length === 0 && ts.isIdentifier(only.name) ? only.name.text : undefined;
}

/** Inside a function an import is a dynamic one, and nothing is exported. */
function withoutImport(statement: ts.Statement): string {
  if (!ts.isImportDeclaration(statement))
    return statement.getText().replace(/^export (?=const|function|interface|type)/, "");
  const from = `await import(${statement.moduleSpecifier.getText()})`;
  const clause = statement.importClause;
  if (clause === undefined) return `${from};`;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return "";
  if (clause.name !== undefined) return `const { default: ${clause.name.text} } = ${from};`;
  const bindings = clause.namedBindings;
  if (bindings === undefined) return `${from};`;
  if (ts.isNamespaceImport(bindings)) return `const ${bindings.name.text} = ${from};`;
  const names = bindings.elements.filter((element) => !element.isTypeOnly);
  const pairs = names.map(({ name, propertyName }) =>
    propertyName ? `${propertyName.getText()}: ${name.text}` : name.text,
  );
  return `const { ${pairs.join(", ")} } = ${from};`;
}

function firstLine(statement: ts.Statement): string {
  return (statement.getText().split("\n")[0] ?? "").slice(0, 80);
}

function lineOf(code: string, index: number): string {
  return code.slice(code.lastIndexOf("\n", index) + 1, (code + "\n").indexOf("\n", index)).trim();
}
