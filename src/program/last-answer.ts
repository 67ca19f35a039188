/** One answer for each thing, and the question that it answers. */
export type LastAnswers<Thing extends object, Answer> = WeakMap<
  Thing,
  { readonly question: string; readonly answer: Answer }
>;

/**
 * Answers what was asked last about a thing, if it is asked again; otherwise finds it out. Records never change, and
 * within one pass the same is asked about them many times, at one instant after the other.
 */
export function lastAnswer<Thing extends object, Answer>(
  answers: LastAnswers<Thing, Answer>,
  thing: Thing,
  question: string,
  find: () => Answer,
): Answer {
  const last = answers.get(thing);
  if (last?.question === question) return last.answer;
  const answer = find();
  answers.set(thing, { question, answer });
  return answer;
}
