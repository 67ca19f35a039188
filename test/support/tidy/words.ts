import ts from "typescript";
import { below, complaints, walk, type Rule } from "./rule.js";

/** One word per thing: words that are not ours, with ours. Only names are looked at, never prose. */
const words: Readonly<Record<string, string>> = {
  ladder: "tierSet, or escalation steps",
  wallet: "pointsType",
  purse: "pointsType",
  burn: "redeem",
  burned: "redeemed",
  accrue: "earn",
  accrued: "earned",
  accrual: "earning",
  debt: "shortfall",
  deficit: "shortfall",
  clawback: "reversal",
  store: "storage for persistence, shop for a place, commit as a verb",
  stores: "storages or shops",
  insight: "kpi",
  insights: "kpis",
  canceled: "cancelled",
  utils: "the name of what it does",
  util: "the name of what it does",
  helper: "the name of what it does",
  helpers: "the name of what it does",
  misc: "the name of what it does",
  ctx: "context",
  cfg: "config",
  cmd: "command",
  evt: "event",
  acc: "account, or what is summed",
  idx: "index",
  tmp: "what it holds",
  res: "result, or what it is",
  req: "request",
  err: "error",
  opts: "options",
  fn: "what it does",
  cb: "what it does",
  qty: "quantity",
  amt: "amount",
  pts: "points",
  cust: "customer",
};

/** Pairs of words that are one wrong name. */
const pairs: Readonly<Record<string, string>> = {
  "run day": "runDue",
  "claw back": "reverse",
  "care plan": "outreachPlan",
  "contact gate": "contactDecision",
  "member id": "customerId",
  "is member": "isInSegment",
  "member of": "inSegment",
  "member since": "registeredAt",
  "loyalty member": "customer",
};

/** Names in the code say our words, in full. */
export const names: Rule = {
  name: "names use the words of the glossary, in full",
  check: (sources) => [
    ...below(sources, "src", "examples").flatMap(({ path }) => {
      const advice = betterWord(path.replace(/^(src|examples)\/|\.ts$/g, "").replaceAll("/", " "));
      return advice === undefined ? [] : [`${path}: ${advice}`];
    }),
    ...complaints(below(sources, "src", "examples"), (node, { path }) =>
      ts.isIdentifier(node) && isDeclared(node) && !path.startsWith("src/shared/") ? betterWord(node.text) : undefined,
    ),
  ],
  refuses: [
    "const tierLadder = 1;",
    "interface Wallet { readonly id: string }",
    "function burnPoints() {}",
    "function accrue(record: string) {}",
    "interface Order { readonly storeId: string }",
    "const memoryStore = () => 1;",
    "const memberId = 1;",
    "const { debt } = account;",
    "const careplan = 1, carePlan = 2;",
    "function runDay() {}",
    "const f = (ctx: string) => ctx;",
  ].map((text) => ({ "src/points/earn.ts": text })),
  allows: [
    { "src/points/earn.ts": "const storage = 1, restored = 2, runDue = 3, accept = 4; /* A ladder of tiers. */" },
    { "src/points/earn.ts": 'import { store } from "elsewhere"; const text = "the store\'s wallet"; row.store;' },
  ],
};

function betterWord(name: string): string | undefined {
  const parts = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/);
  const wrong = parts.find((part) => Object.hasOwn(words, part));
  if (wrong !== undefined) return `"${name}" says "${wrong}"; our word is ${words[wrong]}.`;
  const pair = Object.keys(pairs).find((wrongPair) => ` ${parts.join(" ")} `.includes(` ${wrongPair} `));
  return pair === undefined ? undefined : `"${name}" is not our name; it is ${pairs[pair]}.`;
}

/** Whether this is where the name is given; what others named is theirs. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isPropertyAccessExpression(parent)) return false;
  return "name" in parent && parent.name === node;
}

/** Codes have_underscores, events have.dots. */
export const codes: Rule = {
  name: "codes have_underscores",
  check: (sources) =>
    complaints(below(sources, "src"), (node, { path }) => {
      if (
        path.startsWith("src/postgres/") ||
        !ts.isPropertyAssignment(node) ||
        node.name.getText() !== "code" ||
        !ts.isStringLiteral(node.initializer)
      )
        return undefined;
      const code = node.initializer.text;
      return /^[a-z]+(_[a-z\d]+)*$/.test(code)
        ? undefined
        : `the code "${code}" is not written like insufficient_points.`;
    }),
  refuses: ["insufficientPoints", "insufficient-points", "points.insufficient", "NOT_FOUND"].map((code) => ({
    "src/points/redeem.ts": `const no = { code: "${code}" };`,
  })),
  allows: [{ "src/points/redeem.ts": 'const no = { code: "insufficient_points", message: "No." };' }],
};

/** Chinese words with one meaning only: 升级 is what a tier does, and a case is 上报. */
export const chinese: Rule = {
  name: "Chinese messages use the words of the glossary",
  check: (sources) =>
    below(sources, "src").flatMap(({ path, tree }) => {
      const found: string[] = [];
      walk(tree, (node) => {
        if (!ts.isStringLiteralLike(node) && !ts.isTemplateLiteralToken(node)) return;
        if (path.startsWith("src/cases/") && node.text.includes("升级"))
          found.push(`${path}: a case is 上报, only a tier is 升级.`);
        if (/撤回合并|取消合并/.test(node.text)) found.push(`${path}: unmerge is 撤销合并.`);
        if (/超期|逾期/.test(node.text)) found.push(`${path}: breached is 超时.`);
      });
      return found;
    }),
  refuses: [
    { "src/cases/messages.ts": 'const text = "工单已升级";' },
    { "src/cases/messages.ts": "const text = `已逾期${minutes}分钟`;" },
    { "src/customers/messages.ts": 'const text = "取消合并";' },
  ],
  allows: [
    { "src/tiers/messages.ts": 'const text = "升级为金卡客户";' },
    { "src/cases/messages.ts": 'const text = "工单已上报";' },
  ],
};
