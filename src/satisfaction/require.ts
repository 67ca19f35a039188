import { requireId } from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import type { RecordResponse } from "./model.js";

/** The most characters of one text. */
const longestText = 4000;
const reasons: readonly unknown[] = ["not_applicable", "dont_know", "refused"];

/**
 * Throws `command_invalid` unless the command has ids where they belong, answers that are an object, texts that can
 * be kept and reasons that are known. What people wrote is not repeated.
 */
export function requireResponse(command: RecordResponse): void {
  const { id, responseId, customerId, questionnaire, survey, mode, channel, shopId, agentId } = command;
  requireId(id, "id");
  if (questionnaire === undefined && survey === undefined) {
    throw invalid("questionnaire", "is missing; name the questionnaire, or the survey that asks it");
  }
  const optional = { questionnaire, survey, responseId, customerId, mode, channel, shopId, agentId };
  for (const [path, code] of Object.entries(optional)) if (code !== undefined) requireId(code, path);
  requireObject(command.answers, "answers");
  requireTexts(command);
  const { notGiven = {} } = command;
  requireObject(notGiven, "notGiven");
  for (const [question, why] of Object.entries(notGiven)) {
    if (isGiven(why) && !reasons.includes(why)) {
      throw invalid(`notGiven.${question}`, `is not a reason; use one of ${reasons.join(", ")}`);
    }
  }
}

/** Throws `command_invalid` unless every text is a text that can be kept, or `true` where it was taken out. */
export function requireTexts({ texts = {} }: Pick<RecordResponse, "texts">): void {
  requireObject(texts, "texts");
  for (const [question, text] of Object.entries(texts)) {
    if (!isGiven(text) || text === true) continue;
    if (typeof text === "string" && text !== "" && text.length <= longestText && !/\p{Cs}/u.test(text)) continue;
    throw invalid(`texts.${question}`, `is not a text of 1 to ${longestText} characters; it is not repeated here`);
  }
}

/** An error `command_invalid` that names the place. */
export function invalid(path: string, what: string): ClienteleError {
  return new ClienteleError("command_invalid", `${path}: ${what}.`, { path });
}

function requireObject(value: unknown, path: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid(path, "is not an object with the ids of questions as its keys");
  }
  for (const question of Object.keys(value)) requireId(question, path);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
