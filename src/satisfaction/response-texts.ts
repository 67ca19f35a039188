import type { RecordEnvelope } from "../shared/envelope.js";
import type { Ref } from "../shared/repository.js";
import type { RecordResponse, SurveyResponse } from "./model.js";
import { invalid, requireTexts } from "./require.js";

/** What somebody wrote in a response: a record of its own kind without a history, deleted by erasure. */
export interface ResponseTexts extends RecordEnvelope {
  /** By question. */
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * The texts of a response, to be committed together with the response that was answered for the same command, and
 * without an entry of their own; undefined when nothing was written.
 *
 * Throws `command_invalid`, without repeating the text, when one is too long or was taken out by `withoutTexts`.
 *
 * @example
 * ```ts
 * import { defineQuestionnaires, must, recordResponse, responseTextsOf, withoutTexts } from "clientele";
 *
 * const questions = [{ id: "why", text: "What can we do better?", kind: "text" }] as const;
 * const context = { questionnaires: defineQuestionnaires([{ id: "visit", label: "Your visit", questions }]), now: new Date("2026-03-02T02:00:00Z") };
 * const command = { id: "rsp_1", questionnaire: "visit", answers: {}, texts: { why: "More chairs, please." } };
 * const recorded = must(recordResponse(withoutTexts(command), context));
 * JSON.stringify(recorded).includes("chairs"); // => false
 * responseTextsOf(command, recorded.state)?.texts; // => { why: "More chairs, please." }
 * ```
 */
export function responseTextsOf(
  command: Pick<RecordResponse, "texts">,
  response: SurveyResponse,
): ResponseTexts | undefined {
  requireTexts(command);
  const { format, id, owner, at, of } = response;
  const written = Object.entries(command.texts ?? {}).flatMap(([question, text]) => {
    if (text === true) throw invalid(`texts.${question}`, "the text was taken out; give the whole command");
    return typeof text === "string" ? [[question, text] as const] : [];
  });
  return written.length === 0 ? undefined : { format, id, owner, at, of, texts: Object.fromEntries(written) };
}

/** The same command with `true` in place of its texts: what to send through `execute` and to take fingerprints of. */
export function withoutTexts<Asked extends Pick<RecordResponse, "id" | "texts">>(command: Asked): Asked {
  const { texts } = command;
  if (texts === undefined) return command;
  const given = Object.entries(texts).filter(([, text]) => text !== null);
  return { ...command, texts: Object.fromEntries(given.map(([question]) => [question, true])) };
}

/** Where the texts of a response lie: what an erasure deletes. */
export function responseTextRefs({ id, owner }: SurveyResponse): readonly Ref[] {
  return [{ owner, kind: "response_texts", id }];
}
