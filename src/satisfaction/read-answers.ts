import { evaluateCondition } from "../conditions/evaluate.js";
import type { Facts, FactValue } from "../conditions/fact-spec.js";
import type { Answer, NoAnswer, RecordResponse, WhyUnanswered } from "./model.js";
import { readAnswer, type ValueRejection } from "./read-answer.js";
import { invalid } from "./require.js";
import type { Question, Questionnaire } from "./sections.js";

/** The answers do not fit the questions; the reasons in the order in which they are checked. */
export type AnswerRejection =
  | {
      readonly code: "question_unknown";
      readonly message: string;
      readonly question: string;
      readonly known: readonly string[];
    }
  | ValueRejection
  | { readonly code: "nothing_answered"; readonly message: string; readonly questions: number };

/** What became of every question, in the order of the questionnaire, or why the answers do not fit. */
export function readAnswers(
  command: RecordResponse,
  { id, questions }: Questionnaire,
  facts: Facts,
): { readonly answers: readonly Answer[] } | { readonly rejection: AnswerRejection } {
  const known = questions.map((question) => question.id);
  const stray = namesIn(command).find((name) => !known.includes(name));
  if (stray !== undefined) {
    const message = `"${id}" has no question "${stray}"; it has: ${known.join(", ")}.`;
    return { rejection: { code: "question_unknown", message, question: stray, known } };
  }
  const answers: Answer[] = [];
  let seen: Facts = facts;
  for (const question of questions) {
    const read = readAnswer(question, command);
    if (read !== undefined && "rejection" in read) return read;
    const answer = read?.answer ?? unanswered(question, command, seen);
    answers.push(answer);
    seen = { ...seen, ...factOf(question, answer) };
  }
  if (answers.some(({ kind }) => kind !== "none")) return { answers };
  const message = `None of the ${questions.length} questions of "${id}" is answered.`;
  return { rejection: { code: "nothing_answered", message, questions: questions.length } };
}

/** The questions that a command speaks of. Throws where it gives an answer and says that there is none. */
function namesIn({ answers, texts = {}, notGiven = {} }: RecordResponse): readonly string[] {
  const given = [...namesOf(answers), ...namesOf(texts)];
  const reasons = namesOf(notGiven);
  const both = reasons.find((name) => given.includes(name));
  if (both !== undefined) throw invalid(`notGiven.${both}`, "stands beside an answer; leave one of them out");
  return [...given, ...reasons];
}

/** `null` and absent are one thing at the border. */
function namesOf(values: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(values).filter((name) => values[name] !== null && values[name] !== undefined);
}

function unanswered(question: Question, { notGiven = {} }: RecordResponse, facts: Facts): NoAnswer {
  const { id, kind, dimension } = question;
  return {
    kind: "none",
    question: id,
    asked: kind,
    ...(dimension !== undefined && { dimension }),
    ...(kind === "rating" && question.weight !== undefined && { weight: question.weight }),
    why: (Object.hasOwn(notGiven, id) ? notGiven[id] : undefined) ?? whyNot(question, facts),
  };
}

/** A condition whose facts are missing does not hold, so its question is not shown. */
function whyNot({ showIf }: Question, facts: Facts): WhyUnanswered {
  const isShown = showIf === undefined || evaluateCondition(showIf, { facts }) === "matched";
  return isShown ? "skipped" : "not_shown";
}

/** What later questions may ask about. Words are nobody's business but the reader's. */
function factOf(question: Question, answer: Answer): Facts {
  const value = factValueOf(question, answer);
  return value === undefined ? {} : { [`answer.${question.id}`]: value };
}

function factValueOf(question: Question, answer: Answer): FactValue | undefined {
  if (answer.kind === "rating" || answer.kind === "nps") return answer.value;
  if (answer.kind !== "choice") return undefined;
  return question.kind === "choice" && question.many === true ? answer.chosen : answer.chosen[0];
}
