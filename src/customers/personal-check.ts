import { isDay } from "../shared/days.js";
import { ClienteleError } from "../shared/errors.js";
import { personalFields, type PersonalDetails, type PersonalField } from "./personal-details.js";

/** The most of each that a personal document holds. */
export const personalLimits = { text: 1000, contactPoints: 50, externalIds: 100, addresses: 50, entries: 200 } as const;

/**
 * Throws `command_invalid` unless these are well-formed details, or names of personal fields. The message names the
 * place and what was expected; it never repeats a value, because messages end in logs.
 */
export function requirePersonal(personal: PersonalDetails | readonly PersonalField[]): void {
  if (Array.isArray(personal)) return requireFields(personal, "personal");
  for (const [part, value] of Object.entries(requireObject(personal, "personal"))) {
    if (value !== undefined && value !== null) requirePart(part, value, `personal.${part}`);
  }
}

/** Throws `command_invalid` unless all are names of personal fields. */
export function requireFields(fields: readonly unknown[], path: string): void {
  fields.forEach((field, i) => {
    if (!(personalFields as readonly unknown[]).includes(field)) {
      throw invalid(`${path}[${i}]`, `is not the name of a personal field; known: ${personalFields.join(", ")}`);
    }
  });
}

function requirePart(part: string, value: unknown, path: string): void {
  switch (part) {
    case "name":
      return requireText(value, path);
    case "gender":
      return requireOneOf(["female", "male", "other"], value, path);
    case "contactPoints":
      requireObjects(value, path, personalLimits.contactPoints, ["id", "kind", "value"]).forEach(({ kind }, i) => {
        requireOneOf(["phone", "email", "social"], kind, `${path}[${i}].kind`);
      });
      return;
    case "addresses":
      requireObjects(value, path, personalLimits.addresses, ["id", "text"]);
      return;
    case "externalIds":
      requireObjects(value, path, personalLimits.externalIds, ["system", "value"]);
      return;
    case "preferences":
      return requireTexts(value, path);
    case "birthday":
      return requireBirthday(value, path);
    case "facts":
      return requireFacts(value, path);
    default:
      throw invalid(path, "is not a part of personal details");
  }
}

function requireText(value: unknown, path: string): void {
  const { text } = personalLimits;
  if (typeof value === "string" && value !== "" && value.length <= text && !/\p{Cs}/u.test(value)) return;
  throw invalid(path, `is not a text of 1 to ${text} characters`);
}

function requireOneOf(values: readonly string[], value: unknown, path: string): void {
  if (typeof value !== "string" || !values.includes(value)) throw invalid(path, `is none of ${values.join(", ")}`);
}

/** A list of objects whose members are texts; those that are named must be there. */
function requireObjects(value: unknown, path: string, limit: number, named: readonly string[]): Members[] {
  return requireList(value, path, limit).map((item, i) => {
    const members = requireObject(item, `${path}[${i}]`);
    for (const name of named) requireText(members[name], `${path}[${i}].${name}`);
    for (const [name, member] of Object.entries(members)) {
      if (member !== undefined) requireText(member, `${path}[${i}].${name}`);
    }
    return members;
  });
}

function requireBirthday(value: unknown, path: string): void {
  const { on, calendar } = requireObject(value, path) as { readonly on?: unknown; readonly calendar?: unknown };
  if (calendar !== undefined) requireOneOf(["solar", "lunar"], calendar, `${path}.calendar`);
  const text = typeof on === "string" ? on : "";
  // A lunar month has up to 30 days, so a lunar 30 February is a day; and 29 February needs a leap year to be one.
  const day = text.startsWith("--") ? `2000${text.slice(1)}` : text;
  if (isDay(day) || (calendar === "lunar" && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|30)$/.test(day))) return;
  throw invalid(`${path}.on`, 'is not a day; write it as "1990-02-28", or "--02-28" where the year is not known');
}

function requireFacts(value: unknown, path: string): void {
  const facts = Object.entries(requireObject(value, path));
  if (facts.length > personalLimits.entries) throw invalid(path, `has more than ${personalLimits.entries} facts`);
  for (const [name, fact] of facts) requireFact(fact, `${path}.${name}`);
}

/** Throws `command_invalid` unless this can be the value of a fact: a text, a number, yes or no, a list of texts. */
export function requireFact(value: unknown, path: string): void {
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return;
  if (Array.isArray(value)) requireTexts(value, path);
  else requireText(value, path);
}

function requireTexts(value: unknown, path: string): void {
  requireList(value, path, personalLimits.entries).forEach((text, i) => requireText(text, `${path}[${i}]`));
}

function requireList(value: unknown, path: string, limit: number): readonly unknown[] {
  if (Array.isArray(value) && value.length <= limit) return value;
  throw invalid(path, `is not a list of at most ${limit}`);
}

type Members = Readonly<Record<string, unknown>>;

function requireObject(value: unknown, path: string): Members {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Members;
  throw invalid(path, "is not an object");
}

function invalid(path: string, what: string): ClienteleError {
  return new ClienteleError("command_invalid", `${path} ${what}. Its value is not repeated here.`, { path });
}
