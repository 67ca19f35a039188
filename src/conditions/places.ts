import { below } from "../shared/issues.js";
import type { Condition } from "./model.js";

/** A condition within a condition, and where it stands. */
export interface Place {
  readonly node: Condition;
  readonly path: string;
  /** 1 for the whole condition. */
  readonly depth: number;
}

/** Every condition within a condition, itself first, in the order in which they are written. */
export function placesOf(condition: Condition, path = "", depth = 1): readonly Place[] {
  const place: Place = { node: condition, path, depth };
  switch (condition.op) {
    case "all":
    case "any":
    case "at_least":
      return [place, ...condition.of.flatMap((each, i) => placesOf(each, below(path, `of[${i}]`), depth + 1))];
    case "not":
      return [place, ...placesOf(condition.of, below(path, "of"), depth + 1)];
    default:
      return [place];
  }
}
