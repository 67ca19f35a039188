import { createHash, type Hash } from "node:crypto";
import {
  addBusinessTime,
  businessTimeBetween,
  businessTimeUsed,
  compileCalendar,
  isOpen,
  subtractBusinessTime,
  withPauses,
} from "../../src/calendar/index.js";
import { madeCalendar, type MadeCalendar, type MadeQuestion } from "./made-calendars.js";
import {
  slowAdd,
  slowBetween,
  slowIsOpen,
  slowPauses,
  slowSubtract,
  slowWalk,
  type SlowWalk,
} from "./slow-business.js";

/** How many answers were compared, and a digest of all of them: alike wherever the machine stands. */
export interface Compared {
  readonly questions: number;
  readonly answers: number;
  readonly digest: string;
}

/** Asks made-up calendars from a seed on, and the slow walk; throws at the first difference, with its seed. */
export function compareCalendars(first: number, calendars: number, questionsEach: number): Compared {
  const hash = createHash("sha256");
  let answers = 0;
  for (let seed = first; seed < first + calendars; seed++) {
    const made = madeCalendar(seed, questionsEach);
    const walk = slowWalk(made.calendar, made.data, made.zone, made.start, made.days);
    for (const question of made.questions) answers += compareAnswers(seed, made, walk, question, hash);
  }
  return { questions: calendars * questionsEach, answers, digest: hash.digest("hex").slice(0, 16) };
}

function compareAnswers(seed: number, made: MadeCalendar, unpaused: SlowWalk, asked: MadeQuestion, hash: Hash): number {
  const { from, duration, pauses } = asked;
  const context = { zone: made.zone, holidays: { some: made.data } };
  const calendar = withPauses(compileCalendar(made.calendar, context), pauses);
  const walk = slowPauses(unpaused, pauses);
  const to = from + duration;
  const used = businessTimeUsed(calendar, from, to);
  const found: readonly (readonly [what: string, fast: () => unknown, slow: unknown])[] = [
    ["isOpen", () => isOpen(calendar, from), slowIsOpen(walk, from)],
    ["between", () => businessTimeBetween(calendar, from, to), slowBetween(walk, from, to)],
    ["used", () => used.counted, slowBetween(walk, from, to)],
    ["add", () => addBusinessTime(calendar, from, duration), slowAdd(walk, from, duration, "close")],
    ["next", () => addBusinessTime(calendar, from, duration, "next_open"), slowAdd(walk, from, duration, "next_open")],
    ["subtract", () => subtractBusinessTime(calendar, from, duration), slowSubtract(walk, from, duration, "open")],
    [
      "previous",
      () => subtractBusinessTime(calendar, from, duration, "previous_close"),
      slowSubtract(walk, from, duration, "previous_close"),
    ],
  ];
  // The walk is two weeks long: what lies beyond it is left out.
  const compared = found.filter(([, , slow]) => slow !== undefined);
  for (const [what, fast, slow] of compared) {
    const answer = fast();
    if (answer !== slow) {
      const where = JSON.stringify({ zone: made.zone, calendar: made.calendar, data: made.data, asked });
      throw new Error(`seed ${seed}, ${what}: ${String(answer)}, the walk says ${String(slow)}: ${where}`);
    }
    hash.update(`${seed} ${what} ${String(answer)}\n`);
  }
  return compared.length;
}
