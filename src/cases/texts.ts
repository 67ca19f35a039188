import type { RecordEnvelope } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import type { Ref } from "../shared/repository.js";
import type { ServiceCase, TextCommand } from "./model.js";
import { invalid, requireTextCommand } from "./require.js";

/** What people wrote about a case: a record of its own kind without a history, overwritten and deleted by erasure. */
export interface CaseTexts extends RecordEnvelope {
  readonly texts: readonly CaseText[];
}

/** One text, under the id of the command that brought it. */
export interface CaseText {
  readonly id: string;
  readonly by?: string;
  readonly at: Instant;
  readonly text: string;
}

/** A case holds no more texts. */
export interface TooManyTexts {
  readonly code: "too_many_texts";
  readonly message: string;
  readonly texts: number;
  readonly allowed: number;
}

/** The most texts beside one case. */
const mostTexts = 200;

/**
 * The texts of a case after a command, to be committed together with the case that was answered for the same command,
 * and without an entry of their own. Texts of a command that brings none stay as they are.
 *
 * Throws `command_invalid`, without repeating the text, when it is too long or was taken out by `withoutText`.
 *
 * @example
 * ```ts
 * import { defineCaseRules, must, openCase, textsOf } from "clientele";
 *
 * const policy = { id: "enquiry", label: "Enquiry", type: "enquiry", workflow: "preset:enquiry", targets: [] } as const;
 * const context = { cases: defineCaseRules({ policies: [policy] }), zone: "Asia/Shanghai", now: new Date("2026-03-02T02:00:00Z") };
 * const command = { id: "enq_1", type: "enquiry", text: "Do you have it in blue?" } as const;
 * const opened = must(openCase(command, context));
 * JSON.stringify(opened).includes("blue"); // => false
 * textsOf(undefined, command, opened.state).texts[0]?.text; // => "Do you have it in blue?"
 * ```
 */
export function textsOf(texts: CaseTexts | undefined, command: TextCommand, serviceCase: ServiceCase): CaseTexts {
  requireTextCommand(command);
  const { id, owner, at, of } = serviceCase;
  const before = texts?.texts ?? [];
  if (command.text === true) throw invalid("text", "the text was taken out; give the whole command");
  const text = command.text === undefined ? [] : [textOf(command, command.text, at)];
  return { format: 1, id, owner, at, of, texts: [...before, ...text] };
}

/** The same command with `true` in place of its text: what to send through `execute` and to take fingerprints of. */
export function withoutText<Asked extends TextCommand>(command: Asked): Asked {
  return command.text === undefined ? command : { ...command, text: true };
}

/** Where the texts of a case lie: what an erasure deletes. */
export function caseTextRefs({ id, owner }: ServiceCase): readonly Ref[] {
  return [{ owner, kind: "case_texts", id }];
}

/** The rejection for a text that would be one too many, or undefined. */
export function tooManyTexts({ texts }: ServiceCase, { text }: TextCommand): TooManyTexts | undefined {
  if (text === undefined || texts < mostTexts) return undefined;
  const message = `The case has ${texts} texts; the most is ${mostTexts}.`;
  return { code: "too_many_texts", message, texts, allowed: mostTexts };
}

function textOf({ id, by }: TextCommand, text: string, at: Instant): CaseText {
  return { id, ...(by !== undefined && { by }), at, text };
}
