import { isDecimal } from "../shared/decimal.js";
import { requireId, type Command } from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import type { CaseCommand, CaseResolution, Remedy, ServiceCase, TextCommand } from "./model.js";

/** The most characters of one text. */
const longestText = 4000;

/** Throws `command_invalid` unless the command has an id and a text that can be kept. The text is not repeated. */
export function requireTextCommand({ id, text }: TextCommand): void {
  requireId(id, "id");
  if (text === undefined || text === true) return;
  if (typeof text === "string" && text !== "" && text.length <= longestText && !/\p{Cs}/u.test(text)) return;
  throw invalid("text", `is not a text of 1 to ${longestText} characters; it is not repeated here`);
}

/** Throws `command_invalid` unless the command is about this case and, where it names a customer, about its customer. */
export function requireCaseCommand(command: CaseCommand, serviceCase: ServiceCase): void {
  requireTextCommand(command);
  const { caseId, customerId } = command;
  if (caseId !== undefined && caseId !== serviceCase.id) {
    throw invalid("caseId", `"${caseId}" is not the case of the record, "${serviceCase.id}"`);
  }
  if (customerId !== undefined && customerId !== serviceCase.customerId) {
    throw invalid("customerId", `"${customerId}" is not the customer of the case, "${serviceCase.customerId ?? ""}"`);
  }
}

/** Throws `command_invalid` unless these are codes: 1 to 200 characters, as an id. */
export function requireCodes(codes: Readonly<Record<string, unknown>>): void {
  for (const [path, code] of Object.entries(codes)) if (code !== undefined) requireId(code, path);
}

/** Throws `command_invalid` unless these are 1 to 100 codes. */
export function requireList(path: string, codes: readonly string[]): void {
  if (!Array.isArray(codes) || codes.length === 0 || codes.length > 100)
    throw invalid(path, "is no list; name 1 to 100");
  requireCodes(Object.fromEntries(codes.map((code: unknown, i) => [`${path}[${i}]`, code ?? ""])));
}

/** Throws `command_invalid` unless this is a resolution. */
export function requireResolution(resolution: CaseResolution | undefined): void {
  if (resolution === undefined) return;
  if (typeof resolution !== "object" || resolution === null) throw invalid("resolution", "is not an object");
  requireCodes({ "resolution.kind": resolution.kind ?? "" });
  const { accepted, remedy } = resolution;
  if (accepted !== undefined && typeof accepted !== "boolean") throw invalid("resolution.accepted", "is not yes or no");
  if (remedy !== undefined) requireRemedy(remedy);
}

/** The id of a case whose command named none: that of the command, without what the program added to it. */
export function caseIdOf({ id }: Command): string {
  return id.split("#")[0] ?? id;
}

/** An error `command_invalid` that names the place. */
export function invalid(path: string, what: string): ClienteleError {
  return new ClienteleError("command_invalid", `${path}: ${what}.`, { path });
}

function requireRemedy(remedy: Remedy): void {
  const path = "resolution.remedy";
  if (typeof remedy !== "object" || remedy === null) throw invalid(path, "is not an object");
  switch (remedy.kind) {
    case "money":
      if (typeof remedy.amount === "string" && isDecimal(remedy.amount) && !remedy.amount.startsWith("-")) return;
      throw invalid(`${path}.amount`, `${JSON.stringify(remedy.amount)} is no amount; write it like "50.00"`);
    case "points":
      if (Number.isSafeInteger(remedy.points) && remedy.points >= 0) return;
      throw invalid(`${path}.points`, `${JSON.stringify(remedy.points)} is no whole number from 0`);
    case "coupon":
      return requireCodes({ [`${path}.coupon`]: remedy.coupon });
    default:
      remedy satisfies never;
      throw invalid(`${path}.kind`, "is not one of money, points, coupon");
  }
}
