import { below, type ConfigIssue } from "../shared/issues.js";
import { sectionCheckers, type CheckedSections } from "./check-sections.js";
import type { Program, ProgramHead, SectionName } from "./document.js";
import { programFacts } from "./fact-specs.js";
import { sectionGuards } from "./fair-sections.js";
import { pointsReferences } from "./points-references.js";
import type { RawObject } from "./raw.js";
import type { ProgramScope } from "./scope.js";

/** The part of a program that comes from its sections. */
export type ProgramSections = Omit<Program, keyof ProgramHead | "of" | "sections">;

/** What became of the sections of a document: those that are wrong or left out are empty ones, and what is wrong. */
export interface SectionsRead {
  readonly sections: ProgramSections;
  readonly issues: readonly ConfigIssue[];
}

/** Every section of a document, checked by itself, against the others, and for what is unfair. */
export function readSections(document: RawObject, scope: ProgramScope): SectionsRead {
  const issues: ConfigIssue[] = [];
  const read = <Name extends SectionName>(name: Name): CheckedSections[Name] | undefined => {
    const section = document[name];
    if (section === undefined || section === null) return undefined;
    const checked = sectionCheckers[name](section, scope);
    const found = [...(checked.ok ? [] : checked.issues), ...guarded(name, section, scope)];
    issues.push(...found.map((issue) => ({ ...issue, path: below(name, issue.path) })));
    return checked.ok ? checked.value : undefined;
  };
  return { sections: sectionsOf(read, scope), issues };
}

type Read = <Name extends SectionName>(name: Name) => CheckedSections[Name] | undefined;

function sectionsOf(read: Read, { of }: ProgramScope): ProgramSections {
  const points = read("points") ?? { of, types: [], earn: [] };
  const tierSets = read("tierSets") ?? [];
  const [verification, referrals, scorecard] = [read("verification"), read("referrals"), read("scorecard")];
  return {
    spend: read("spend") ?? {},
    calendars: read("calendars") ?? {},
    roles: read("roles") ?? {},
    intake: read("intake") ?? {},
    ...(verification !== undefined && { verification }),
    purposes: read("purposes") ?? {},
    events: read("events") ?? {},
    factSpecs: programFacts(read("facts") ?? {}, tierSets, points.types),
    segments: read("segments") ?? [],
    tierSets,
    benefits: read("benefits") ?? [],
    points,
    rewards: read("rewards") ?? [],
    coupons: read("coupons") ?? [],
    ...(referrals !== undefined && { referrals }),
    draws: read("draws") ?? [],
    cases: read("cases") ?? { of, policies: [] },
    questionnaires: read("questionnaires") ?? [],
    surveys: read("surveys") ?? [],
    outreach: read("outreach") ?? [],
    contactRules: read("contactRules") ?? { of, caps: [] },
    activities: read("activities") ?? [],
    ...(scorecard !== undefined && { scorecard }),
    retention: read("retention") ?? { of },
  };
}

/** What a section says of the others that its own checker cannot know, and what is unfair in it. */
function guarded(name: SectionName, section: unknown, scope: ProgramScope): readonly ConfigIssue[] {
  const unfair = sectionGuards[name]?.(section, scope) ?? [];
  const references = name === "points" ? pointsReferences(section, scope) : [];
  return [...references, ...unfair.filter(({ code }) => !scope.allow.includes(code))];
}
