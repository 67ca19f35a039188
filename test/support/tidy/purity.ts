import ts from "typescript";
import { below, complaints, moduleOf, type Rule, type Source } from "./rule.js";

/** Storages and the command line talk to the world; the rest of `src` is told about it. */
function pure(sources: readonly Source[]): readonly Source[] {
  const worldly = ["memory", "postgres", "sqlite", "cli"];
  return below(sources, "src").filter(({ path }) => !worldly.includes(moduleOf(path) ?? ""));
}

/** Globals that read a clock, chance or the machine, each with what to use instead. */
const globals: ReadonlyMap<string, string> = new Map([
  ["process", "take what you need as a value"],
  ["console", "return what there is to say"],
  ["setTimeout", "the library holds no timers; say what is due"],
  ["setInterval", "the library holds no timers; say what is due"],
  ["setImmediate", "the library holds no timers; say what is due"],
  ["queueMicrotask", "the library holds no timers; say what is due"],
  ["performance", "take `now` from the context"],
  ["crypto", "ids and randomness come in with the command"],
  ["fetch", "the host does input and output; take it as a value"],
  ["eval", "no text is ever run as code"],
  ["Function", "no text is ever run as code"],
  ["globalThis", "take what you need as a value"],
]);

/** Members that read a clock, chance or the zone of the machine. */
const members: ReadonlyMap<string, string> = new Map([
  ["Date.now", "take `now` from the context"],
  ["Math.random", "randomness comes in with the command"],
]);

const localTime = /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|Year|TimezoneOffset)$/;
const localText = /^to(Locale|LocaleDate|LocaleTime|Date|Time)String$/;

/** Same in, same out: no clock, no chance, no machine, no local zone. */
export const pureCalls: Rule = {
  name: "the core reads no clock, chance, zone or machine",
  check: (sources) => complaints(pure(sources), (node) => impureGlobal(node) ?? impureMember(node) ?? impureDate(node)),
  refuses: [
    "const now = new Date();",
    "const now = Date();",
    "const now = new Date(2026, 0, 1);",
    "const now = Date.now();",
    "const chance = Math.random();",
    "const zone = process.env;",
    'console.log("x");',
    "setTimeout(() => {}, 1);",
    "const id = crypto.randomUUID();",
    'const two = eval("1 + 1");',
    'const two = new Function("return 2");',
    "const year = (day: Date) => day.getFullYear();",
    "const shift = (day: Date) => day.setHours(0);",
    "const text = (day: Date) => day.toLocaleDateString();",
    "const text = (day: Date) => day.toDateString();",
    "const less = (a: string, b: string) => a.localeCompare(b);",
    'const format = new Intl.DateTimeFormat("en");',
  ].map((text) => ({ "src/points/earn.ts": text })),
  allows: [
    { "src/points/earn.ts": "const at = (text: string) => new Date(text).getUTCFullYear();" },
    {
      "src/points/earn.ts": "interface Case { readonly process: string } const read = (value: Case) => value.process;",
    },
    { "src/calendar/zone.ts": 'const zone = new Intl.DateTimeFormat("en", { timeZone: "UTC" });' },
    { "src/cli/main.ts": "console.log(process.argv);" },
  ],
};

function impureGlobal(node: ts.Node): string | undefined {
  if (!ts.isIdentifier(node) || isName(node)) return undefined;
  const advice = globals.get(node.text);
  return advice === undefined ? undefined : `\`${node.text}\` is not for the core; ${advice}.`;
}

/** Whether the identifier names a member, a key or a declaration, and so reads no global. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return "name" in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent);
}

function impureMember(node: ts.Node): string | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const advice = members.get(node.getText());
  if (advice !== undefined) return `\`${node.getText()}\` is not for the core; ${advice}.`;
  const name = node.name.text;
  if (localTime.test(name) || localText.test(name)) {
    return `\`${name}\` reads the zone of the machine; use calendar/ with a named zone, or a UTC method.`;
  }
  if (name === "localeCompare") return "`localeCompare` orders by the machine's locale; use compareText of shared/.";
  return undefined;
}

function impureDate(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === "Date" && node.arguments?.length !== 1) {
    return "`new Date` without exactly one argument reads a clock or the local zone; take `now` from the context.";
  }
  if (ts.isCallExpression(node) && node.expression.getText() === "Date") {
    return "`Date()` reads a clock; take `now` from the context.";
  }
  const isFormat = ts.isNewExpression(node) && node.expression.getText() === "Intl.DateTimeFormat";
  if (isFormat && moduleOf(node.getSourceFile().fileName) !== "calendar") {
    return "`Intl.DateTimeFormat` belongs in calendar/, where every call names a zone.";
  }
  return undefined;
}

const mayWait = [
  /^src\/shared\/(execute|execute-many|retry|storage|durability)\.ts$/,
  /^src\/testing\//,
  /^src\/privacy\/.*cipher/,
  /^src\/program\//,
];

/** Only bridges to a storage wait; everything else answers at once. */
export const synchronous: Rule = {
  name: "the core is synchronous",
  check: (sources) =>
    complaints(pure(sources), (node, { path }) => {
      if (mayWait.some((place) => place.test(path))) return undefined;
      const waits = node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node);
      return waits ? "the core is synchronous; let shared/execute.ts or a bridge of program/ wait." : undefined;
    }),
  refuses: [
    { "src/points/earn.ts": "export async function earn() {}" },
    { "src/points/earn.ts": "const earn = async () => {};" },
  ],
  allows: [{ "src/shared/execute.ts": "export async function execute() { await undefined; }" }],
};

const mayRunAtOnce =
  /\/((.*-)?(rules|schema|config|check)|(check|define)-.*|records|presets?.*|messages|statements)\.ts$/;
const harmless = /^(Map|Set|WeakMap|RegExp|Symbol|Symbol\.for|BigInt|Object\.freeze|Date\.UTC|Intl\.\w+)$/;

/** A module that is imported does nothing, so that a bundler may drop it and a host may load it anywhere. */
export const inert: Rule = {
  name: "importing a module runs nothing and keeps nothing",
  check: (sources) =>
    complaints(
      below(sources, "src").filter(({ path }) => !path.startsWith("src/cli/")),
      topLevelWork,
    ),
  refuses: [
    { "src/points/earn.ts": "earn();" },
    { "src/points/earn.ts": "let count = 0;" },
    { "src/points/earn.ts": "const table = build();" },
    { "src/points/earn.ts": "for (const name of names) register(name);" },
  ],
  allows: [
    { "src/points/rules.ts": "const schema = z.object({});" },
    { "src/points/earn.ts": "const names: ReadonlySet<string> = new Set(['a']); const build = () => make();" },
  ],
};

function topLevelWork(node: ts.Node, { path }: Source): string | undefined {
  if (ts.isSourceFile(node)) return undefined;
  if (ts.isSourceFile(node.parent) && (ts.isExpressionStatement(node) || ts.isIterationStatement(node, false))) {
    return "this runs when the module is imported; put it in a function.";
  }
  const isVariable = ts.isVariableDeclaration(node) && ts.isSourceFile(node.parent.parent.parent);
  if (!isVariable) return undefined;
  if ((node.parent.flags & ts.NodeFlags.Const) === 0)
    return "a module keeps no state; hand it in and answer the new one.";
  const call = node.initializer;
  const runs = call !== undefined && (ts.isCallExpression(call) || ts.isNewExpression(call));
  if (!runs || mayRunAtOnce.test(path) || path.startsWith("src/testing/") || harmless.test(call.expression.getText()))
    return undefined;
  return "this call runs when the module is imported; write a function, or the value itself.";
}
