import ts from "typescript";
import { filesBelow, root } from "./documents.js";

/** A public write, with what it refuses in the order that its doc comment tells. */
export interface Write {
  readonly module: string;
  readonly name: string;
  /** The codes in the order of the doc comment. */
  readonly told: readonly string[];
  /** The codes that its type has, each with the fields beside code and message. */
  readonly typed: ReadonlyMap<string, readonly string[]>;
}

/** The writes that the modules export: functions that answer a `Decision` which can be a refusal. */
export function writes(): readonly Write[] {
  const indexes = filesBelow("src", "/index.ts").filter((file) => /^src\/[a-z]+\/index\.ts$/.test(file));
  const program = programOf(indexes.map((file) => root + file));
  const checker = program.getTypeChecker();
  return indexes.flatMap((file) => {
    const source = program.getSourceFile(root + file);
    const exported = source === undefined ? undefined : checker.getSymbolAtLocation(source);
    const symbols = exported === undefined ? [] : checker.getExportsOfModule(exported);
    return symbols.flatMap((symbol) => writeOf(file.split("/")[1] ?? "", symbol, checker));
  });
}

function programOf(files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path)) as {
    readonly config?: { readonly compilerOptions?: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config?.compilerOptions ?? {}, root);
  return ts.createProgram(files, { ...options, noEmit: true });
}

function writeOf(module: string, symbol: ts.Symbol, checker: ts.TypeChecker): readonly Write[] {
  const meant = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
  const declared = meant.valueDeclaration;
  if (declared === undefined || !ts.isFunctionDeclaration(declared)) return [];
  const answer = declared.type;
  if (answer === undefined || !ts.isTypeReferenceNode(answer) || answer.typeName.getText() !== "Decision") return [];
  const [, , reason] = answer.typeArguments ?? [];
  const typed = reason === undefined ? new Map<string, never>() : codesOf(checker.getTypeFromTypeNode(reason), checker);
  if (typed.size === 0) return [];
  const doc = ts.displayPartsToString(meant.getDocumentationComment(checker));
  return [{ module, name: symbol.name, told: toldOrder(doc), typed }];
}

function codesOf(reason: ts.Type, checker: ts.TypeChecker): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const arm of armsOf(reason)) {
    const fields = arm.getProperties().map(({ name }) => name);
    const code = arm.getProperty("code");
    for (const value of code === undefined ? [] : armsOf(checker.getTypeOfSymbol(code))) {
      const others = fields.filter((field) => field !== "code" && field !== "message");
      if (value.isStringLiteral()) found.set(value.value, others);
    }
  }
  return found;
}

function armsOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

/** The codes of the sentence "Refused, in this order: `a`, `b`." up to the end of its paragraph. */
function toldOrder(doc: string): readonly string[] {
  const [, sentence = ""] = /Refused(?:, in this order)?:([\s\S]*?)(?:\n\n|\.\s+[A-Z]|$)/.exec(doc) ?? [];
  return [...new Set([...sentence.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, code = ""]) => code))];
}
