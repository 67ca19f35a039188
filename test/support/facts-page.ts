import { format } from "prettier";
import { standardFacts } from "clientele";
import type { FactSpec, Label } from "clientele";

/** Where a fact comes from; of those that are not here nothing is known unless the host supplies it. */
const sources: Readonly<Record<string, string>> = {
  today: "the local day of `now`",
  spend: "`order.paid`, `order.refunded`, `order.cancelled`, by the document's `spend`",
  orders: "`order.paid`; an order counts while a unit of it is kept",
  units: "`order.paid`, less what came back",
  categories: "`order.paid`; a category counts while a unit of it is kept",
  daysSinceOrder: "the last local day with an order",
  firstOrderOn: "`order.paid`",
  lastOrderOn: "`order.paid`",
  salesChannel: "`customer.registered`, `customer.changed`",
  customerSince: "`customer.registered`",
  birthday: "the personal document, where it is a solar day with its year",
  tags: "`customer.registered`, `customer.changed`",
  "tier.<set>": "the customer's standing in the tier set",
  "points.<type>": "the account: available points",
  "consent.<purpose>": "`customer.consented`, `customer.withdrew`, and time",
  openCases: "`enquiry.received` and `case.…`",
  "answer.<question>": "the other answers of the same response, where a question is shown on a condition",
};

/** The reference page of standard facts, as it stands in docs/reference/facts.md. */
export async function factsPage(): Promise<string> {
  const rows = standardFacts.map((fact) => `| ${cells(fact).join(" | ")} |`);
  return format([...head, ...rows].join("\n"), { parser: "markdown", printWidth: 120 });
}

const head = [
  "# Standard facts",
  "",
  "What conditions can ask about a customer without declaring it. `npm run facts` writes this page from the catalogue.",
  "A fact that sums up takes a window (`P12M`, this month). A document declares its own under `facts`.",
  "",
  "| fact | 指标 | type | unit | window | when missing | may serve | comes from |",
  "|---|---|---|---|---|---|---|---|",
];

function cells({ name, label, type, unit, aggregate = false, missing, may }: FactSpec): readonly string[] {
  const unknown = missing === "never" ? "zero, empty or no" : "unknown";
  const source = sources[name] ?? "the host; `recordEvent` does not count it yet";
  return [
    `\`${name}\``,
    textOf(label, "zh-CN"),
    type,
    textOf(unit, "en"),
    aggregate ? "yes" : "",
    unknown,
    may.join(", "),
    source,
  ];
}

function textOf(label: Label | undefined, locale: "en" | "zh-CN"): string {
  return typeof label === "object" ? (label[locale] ?? "") : (label ?? "");
}
