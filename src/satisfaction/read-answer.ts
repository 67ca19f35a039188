import type { Answer, RecordResponse } from "./model.js";
import { invalid } from "./require.js";
import { boxOf, rankOf } from "./scales.js";
import type { ChoiceQuestion, NpsQuestion, Question, RatingQuestion, TextQuestion } from "./sections.js";

/** An answer is none that the question knows. */
export type ValueRejection =
  | {
      readonly code: "out_of_scale";
      readonly message: string;
      readonly question: string;
      readonly value: number;
      readonly allowed: { readonly min: number; readonly max: number };
    }
  | {
      readonly code: "choice_unknown";
      readonly message: string;
      readonly question: string;
      readonly choice: string;
      readonly allowed: readonly string[];
    };

type Read = { readonly answer: Answer } | { readonly rejection: ValueRejection } | undefined;

/** The answer to one question; undefined where none is given. Throws `command_invalid` when it is of another kind. */
export function readAnswer(question: Question, { answers, texts = {} }: RecordResponse): Read {
  const value = valueAt(answers, question.id);
  const text = valueAt(texts, question.id);
  if (text !== undefined && question.kind !== "text") {
    throw invalid(`texts.${question.id}`, `stands at a question of kind "${question.kind}", not "text"`);
  }
  switch (question.kind) {
    case "rating":
      return value === undefined ? value : readRating(question, numberAt(question, value));
    case "nps":
      return value === undefined ? value : readNps(question, numberAt(question, value));
    case "choice":
      return value === undefined ? value : readChoice(question, value);
    case "text":
      if (value !== undefined) throw invalid(`answers.${question.id}`, 'is asked in words; put it under "texts"');
      return text === undefined ? text : { answer: { ...baseOf(question), kind: "text" } };
    default:
      return question satisfies never;
  }
}

/** Own members only, and `null` and absent are one thing. */
function valueAt<Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? (values[name] ?? undefined) : undefined;
}

function numberAt({ id, kind }: Question, value: unknown): number {
  if (typeof value === "number") return value;
  throw invalid(`answers.${id}`, `is not a number, and the question is of kind "${kind}"`);
}

function readRating(question: RatingQuestion, value: number): Read {
  const { scale, weight } = question;
  if (!isBetween(value, scale)) return outOfScale(question, value, scale);
  const degree = scale.degrees[value - scale.min] ?? "0";
  const answer = {
    ...baseOf(question),
    kind: "rating",
    ...(weight !== undefined && { weight }),
    value,
    rank: rankOf(value, scale),
    box: boxOf(value, scale),
    degree,
  } as const;
  return { answer };
}

function readNps(question: NpsQuestion, value: number): Read {
  const scale = { min: 0, max: 10 } as const;
  return isBetween(value, scale)
    ? { answer: { ...baseOf(question), kind: "nps", value } }
    : outOfScale(question, value, scale);
}

/** Nothing chosen is no answer. What was chosen is kept in the order of the questionnaire, each once. */
function readChoice(question: ChoiceQuestion, value: number | string | readonly string[]): Read {
  const { id, choices, many = false } = question;
  const isFitting = many ? Array.isArray(value) : typeof value === "string";
  if (!isFitting || typeof value === "number") {
    throw invalid(`answers.${id}`, many ? "is not a list of ids of choices" : "is not the id of a choice");
  }
  const given = typeof value === "string" ? [value] : value;
  const allowed = choices.map((choice) => choice.id);
  const stray = given.find((choice) => !allowed.includes(choice));
  if (stray !== undefined) {
    const message = `${id}: what was chosen is not one of: ${allowed.join(", ")}.`;
    return { rejection: { code: "choice_unknown", message, question: id, choice: stray, allowed } };
  }
  const chosen = allowed.filter((choice) => given.includes(choice));
  return chosen.length === 0 ? undefined : { answer: { ...baseOf(question), kind: "choice", chosen } };
}

function baseOf({ id, dimension }: RatingQuestion | NpsQuestion | ChoiceQuestion | TextQuestion): {
  readonly question: string;
  readonly dimension?: string;
} {
  return { question: id, ...(dimension !== undefined && { dimension }) };
}

function isBetween(value: number, { min, max }: { readonly min: number; readonly max: number }): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

function outOfScale({ id }: Question, value: number, { min, max }: { min: number; max: number }): Read {
  const message = `${id}: ${value} is not on the scale from ${min} to ${max}.`;
  return { rejection: { code: "out_of_scale", message, question: id, value, allowed: { min, max } } };
}
