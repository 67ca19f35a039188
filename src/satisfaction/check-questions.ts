import { conditionIssues } from "../conditions/check.js";
import type { FactSpec } from "../conditions/fact-spec.js";
import { placesOf } from "../conditions/places.js";
import type { ConditionScope } from "../conditions/scope.js";
import { compare, exactOf } from "../shared/decimal.js";
import { below, repeatedNames, unknownName, type ConfigIssue } from "../shared/issues.js";
import { scaleIssues } from "./check-scale.js";
import type { QuestionInput, QuestionnaireInput } from "./inputs.js";
import { scalePresets } from "./presets.js";

/** The mistakes of one questionnaire that has its shape already, each with its path. */
export function questionnaireIssues(
  { questions, maxQuestions = questions.length }: QuestionnaireInput,
  scope: ConditionScope,
): readonly ConfigIssue[] {
  const ids = questions.map(({ id }) => id);
  return [
    ...(questions.length <= maxQuestions ? [] : [tooMany(questions.length, maxQuestions)]),
    ...repeatedNames("questions", "id", ids),
    ...weightIssues(questions),
    ...questions.flatMap((question, i) =>
      questionIssues(question, i, questions, scope).map((issue) => {
        return { ...issue, path: below(`questions[${i}]`, issue.path) };
      }),
    ),
  ];
}

function tooMany(asked: number, allowed: number): ConfigIssue {
  const message = `asks ${asked} questions; it promises ${allowed} at most`;
  return { path: "questions", code: "too_many_questions", message };
}

/** Weights are given to all ratings or to none, and one of them counts. */
function weightIssues(questions: readonly QuestionInput[]): readonly ConfigIssue[] {
  const ratings = questions.flatMap((question, i) => (question.kind === "rating" ? [{ question, i }] : []));
  const weights = ratings.flatMap(({ question: { weight } }) => (weight === undefined ? [] : [exactOf(weight)]));
  if (weights.length === 0) return [];
  if (weights.every((weight) => compare(weight, exactOf(0)) === 0)) {
    return [{ path: "questions", code: "out_of_range", message: "no question counts; give one a weight above 0" }];
  }
  return ratings.flatMap(({ question: { weight }, i }) => {
    if (weight !== undefined) return [];
    const message = "other ratings have a weight; give this one a weight too";
    return [{ path: `questions[${i}].weight`, code: "missing", message }];
  });
}

function questionIssues(
  question: QuestionInput,
  index: number,
  questions: readonly QuestionInput[],
  scope: ConditionScope,
): readonly ConfigIssue[] {
  return [...kindIssues(question), ...showIfIssues(question, index, questions, scope)];
}

function kindIssues(question: QuestionInput): readonly ConfigIssue[] {
  switch (question.kind) {
    case "rating":
      return typeof question.scale === "string" ? presetIssues(question.scale) : scaleIssues(question.scale, "scale");
    case "choice":
      return repeatedNames(
        "choices",
        "id",
        question.choices.map(({ id }) => id),
      );
    case "nps":
    case "text":
      return [];
    default:
      return question satisfies never;
  }
}

function presetIssues(name: string): readonly ConfigIssue[] {
  const known = Object.keys(scalePresets).map((preset) => `preset:${preset}`);
  const unknown = unknownName("scale", name, "a scale", known);
  return unknown === undefined ? [] : [unknown];
}

function showIfIssues(
  { showIf }: QuestionInput,
  index: number,
  questions: readonly QuestionInput[],
  scope: ConditionScope,
): readonly ConfigIssue[] {
  if (showIf === undefined) return [];
  const asked = questions.filter(({ kind }) => kind !== "text");
  const facts = {
    ...scope,
    factSpecs: [...asked.flatMap(choiceSpec), ...(scope.factSpecs ?? [])],
    names: { ...scope.names, answer: asked.map(({ id }) => id) },
  };
  return [...conditionIssues(showIf, "showIf", facts), ...laterIssues(showIf, index, questions)];
}

/** What was chosen is a text, or several; other answers are the numbers that the catalogue says they are. */
function choiceSpec(question: QuestionInput): readonly FactSpec[] {
  if (question.kind !== "choice") return [];
  const { id, text, choices, many = false } = question;
  const spec: FactSpec = {
    name: `answer.${id}`,
    type: many ? "texts" : "text",
    label: text,
    missing: "possible",
    may: ["service"],
    about: "behaviour",
    source: "standard",
    values: choices.map((choice) => choice.id),
  };
  return [spec];
}

/** A question that depends on itself, or on one further down, could not be decided in its place. */
function laterIssues(
  showIf: Exclude<QuestionInput["showIf"], undefined>,
  index: number,
  questions: readonly QuestionInput[],
): readonly ConfigIssue[] {
  const later = questions.slice(index).map(({ id }) => `answer.${id}`);
  return placesOf(showIf, "showIf").flatMap(({ node, path }) => {
    if (!("fact" in node) || !later.includes(node.fact)) return [];
    const message = `"${node.fact}" is not known here yet; only questions before this one are answered`;
    return [{ path: below(path, "fact"), code: "not_known_yet", message }];
  });
}
