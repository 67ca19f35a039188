import type { Facts, FactSpec } from "../conditions/fact-spec.js";
import type { CaseAbout, ServiceCase } from "./model.js";
import type { CaseType } from "./sections.js";

/** What conditions may ask of a case: its type, how urgent it is, where it came in, what it is about. */
export interface CaseOutline {
  readonly type: CaseType;
  readonly policy?: string;
  readonly priority?: string;
  readonly severity?: string;
  readonly channel?: string;
  readonly kind?: string;
  readonly category?: string;
  readonly about?: CaseAbout;
}

/** The facts of a case beside those of its customer: `case.severity`, `case.shopId` and so on. */
export function caseFacts(outline: CaseOutline | ServiceCase, facts: Facts = {}): Facts {
  const { type, priority, severity, channel, kind, category, about = {} } = outline;
  const { shopId, businessLine, sku, agentId } = about;
  const own = { type, priority, severity, channel, kind, category, shopId, businessLine, sku, agentId };
  const known = Object.entries(own).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[`case.${name}`, value] as const],
  );
  return { ...facts, ...Object.fromEntries(known) };
}

/** What is known of these facts, for the checks of a document. A policy that asks for the priority needs it decided. */
export function caseFactSpecs(withPriority: boolean): readonly FactSpec[] {
  const names = ["type", "severity", "channel", "kind", "category", "shopId", "businessLine", "sku", "agentId"];
  return [...names, ...(withPriority ? ["priority"] : [])].map((name) => ({
    name: `case.${name}`,
    type: "text",
    missing: "possible",
    may: ["service"],
    about: "contract",
    source: "host",
  }));
}
