import { unknownName, type ConfigIssue } from "../shared/issues.js";
import type { Calendars, CombinedCalendar } from "./model.js";
import type { Week } from "./week.js";

/** What is wrong with calendars that are made of others: unknown parts, circles, hours that never meet. */
export function combinedIssues(
  name: string,
  { of }: CombinedCalendar,
  calendars: Calendars,
  week: Week | undefined,
): ConfigIssue[] {
  const known = Object.keys(calendars).filter((other) => other !== name);
  const issues = [
    ...of.flatMap((part, i) => unknownName(`of[${i}]`, part, "another calendar", known) ?? []),
    ...of.flatMap((part, i) => (of.indexOf(part) === i ? [] : [repeated(`of[${i}]`, part)])),
  ];
  if (issues.length > 0) return issues;
  if (isPartOfItself(name, calendars)) {
    const message = `"${name}" is made of itself, by way of its parts; leave it out of one of them`;
    return [{ path: "of", code: "circular", message }];
  }
  if (week?.spans.length !== 0) return [];
  const message = `is never open: ${of.map((part) => `"${part}"`).join(" and ")} leave it no hour of the week`;
  return [{ path: "of", code: "never_open", message }];
}

function repeated(path: string, name: string): ConfigIssue {
  return { path, code: "repeated_name", message: `"${name}" stands here a second time` };
}

/** Each name is followed once, so that many parts of parts cost no more than there are names. */
function isPartOfItself(name: string, calendars: Calendars): boolean {
  const seen = new Set<string>();
  const next = partsOf(name, calendars);
  for (let part = next.pop(); part !== undefined; part = next.pop()) {
    if (part === name) return true;
    if (seen.has(part)) continue;
    seen.add(part);
    next.push(...partsOf(part, calendars));
  }
  return false;
}

function partsOf(name: string, calendars: Calendars): string[] {
  const calendar = Object.hasOwn(calendars, name) ? calendars[name] : undefined;
  return calendar !== undefined && "op" in calendar ? [...calendar.of] : [];
}
