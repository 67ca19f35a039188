/** Answers what was asked last about a thing, if it is asked again; otherwise finds it out. */
export type LastAnswer<Thing extends object, Answer> = (thing: Thing, question: string, find: () => Answer) => Answer;

/**
 * A memory of one answer for each thing. Records never change, and within one pass the same is asked about them many
 * times, at one instant after the other.
 */
export function lastAnswer<Thing extends object, Answer>(): LastAnswer<Thing, Answer> {
  const answers = new WeakMap<Thing, { readonly question: string; readonly answer: Answer }>();
  return (thing, question, find) => {
    const last = answers.get(thing);
    if (last?.question === question) return last.answer;
    const answer = find();
    answers.set(thing, { question, answer });
    return answer;
  };
}
