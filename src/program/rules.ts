import * as z from "zod/mini";
import { unknownZone } from "../calendar/zone-issue.js";
import { checkShape } from "../shared/config.js";
import type { ProgramRef } from "../shared/envelope.js";
import { defined, type Checked, type ConfigIssue } from "../shared/issues.js";
import { freezeDeep } from "../shared/json.js";
import type { Program, ProgramDocument, ProgramHead, SectionName } from "./document.js";
import { guardCodes } from "./fair.js";
import { inDocumentOrder } from "./issue-order.js";
import { itemsOf, membersOf, namesOf, textOf, type RawObject } from "./raw.js";
import { readSections, type ProgramSections } from "./read-sections.js";
import { scopeOf } from "./scope.js";
import { id, label, text } from "../shared/parts-schema.js";

/**
 * A program that is known to be right, deeply frozen, or an error `config_invalid` with every mistake of the document,
 * each with its path and, where a name is nearly right, the one that was meant.
 *
 * @example
 * ```ts
 * import { defineProgram } from "clientele";
 *
 * const head = { format: "clientele/program", id: "tea_shop", version: 1, label: "Tea shop", locale: "en", zone: "Europe/Berlin", currency: "EUR" } as const;
 * const program = defineProgram({ ...head, benefits: [{ id: "tasting", label: "Tasting", kind: "access" }] });
 * program.benefits[0]?.of; // => { id: "tea_shop", version: 1 }
 * program.sections; // => ["benefits"]
 * defineProgram({ ...head, zone: "Europe/Berlim" }); // throws config_invalid
 * ```
 */
export function defineProgram(document: ProgramDocument): Program {
  const { id: named } = membersOf(document);
  return defined(checkProgram(document), typeof named === "string" ? `Program "${named}"` : "The program");
}

/**
 * A program document from anywhere: the program, or every mistake in it, in the order in which they stand in the
 * document. The sections are checked one by one and against each other: every name that one of them uses has to be
 * declared by another. A points type may lapse by the window of the tier set that counts it; no other circle can be
 * written. What is unfair is a mistake too, unless the document switches the guard off under `allow`, with a reason.
 *
 * Never throws. Documents that are nested deeper than 64 levels or hold more than 200,000 values are refused unread.
 *
 * @example
 * ```ts
 * import { checkProgram } from "clientele";
 *
 * const head = { format: "clientele/program", id: "tea_shop", version: 1, label: "Tea shop", locale: "en", zone: "Europe/Berlin", currency: "EUR" };
 * const checked = checkProgram({ ...head, tierset: [] });
 * checked.ok ? [] : checked.issues;
 * // => [{ path: "tierset", code: "unknown_key", message: '"tierset" is not a key here; did you mean "tierSets"?' }]
 * ```
 */
export function checkProgram(value: unknown): Checked<Program> {
  const head = checkShape(documentSchema, value);
  if (!head.ok && head.issues.some(({ path }) => path === "")) return head;
  const document = membersOf(value);
  const of = ofDocument(document);
  const read = readSections(document, scopeOf(document, of, allowedBy(document)));
  const issues = [...(head.ok ? [] : head.issues), ...zoneIssues(document["zone"]), ...read.issues];
  if (!head.ok || issues.length > 0) return { ok: false, issues: inDocumentOrder(issues, document) };
  return { ok: true, value: freezeDeep(programOf(head.value, of, namesIn(document), read.sections)) };
}

const section = z.exactOptional(z.unknown());
const reason = z.string().check(z.regex(/\S/, { error: () => "say why; a guard is switched off for a reason" }));

const sectionShapes = {
  spend: section,
  calendars: section,
  roles: section,
  intake: section,
  verification: section,
  purposes: section,
  events: section,
  facts: section,
  segments: section,
  tierSets: section,
  benefits: section,
  points: section,
  rewards: section,
  coupons: section,
  referrals: section,
  draws: section,
  cases: section,
  questionnaires: section,
  surveys: section,
  outreach: section,
  contactRules: section,
  activities: section,
  scorecard: section,
  retention: section,
};

const documentSchema: z.ZodMiniType<ProgramHead> = z.strictObject({
  format: z.literal("clientele/program"),
  formatVersion: z.exactOptional(
    z.literal(1, { error: () => "only format 1 is known here; a later one needs a later version of clientele" }),
  ),
  id,
  version: z.int().check(z.gte(1)),
  label,
  source: z.exactOptional(text),
  locale: z.enum(["en", "zh-CN"]),
  zone: z.string(),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/, { error: () => 'expected a currency like "CNY"' })),
  missing: z.exactOptional(z.enum(["unknown", "unmatched"])),
  allow: z.exactOptional(z.array(z.strictObject({ code: z.enum(guardCodes), reason })).check(z.maxLength(50))),
  ...sectionShapes,
});

/** The program: what its head says, the points section with what the whole document says of money, and the rest. */
function programOf(
  { id: programId, version, label: name, locale, zone, currency, source, missing, allow = [] }: ProgramHead,
  of: ProgramRef,
  sections: readonly SectionName[],
  { points, spend, ...rest }: ProgramSections,
): Program {
  const { counts: _, ...basis } = spend;
  return {
    format: "clientele/program",
    formatVersion: 1,
    id: programId,
    version,
    of,
    label: name,
    ...(source !== undefined && { source }),
    locale,
    zone,
    currency,
    ...(missing !== undefined && { missing }),
    allow,
    sections,
    spend,
    points: { ...points, spend: basis, currency },
    ...rest,
  };
}

function ofDocument({ id: named, version }: RawObject): ProgramRef {
  return { id: textOf(named) ?? "", version: typeof version === "number" ? version : 0 };
}

function allowedBy({ allow }: RawObject): readonly string[] {
  return itemsOf(allow).flatMap(({ code }) => textOf(code) ?? []);
}

function zoneIssues(zone: unknown): readonly ConfigIssue[] {
  return typeof zone === "string" ? [unknownZone("zone", zone)].filter((each) => each !== undefined) : [];
}

function namesIn(document: RawObject): readonly SectionName[] {
  return namesOf(document).filter((key): key is SectionName => Object.hasOwn(sectionShapes, key));
}
