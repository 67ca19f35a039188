import { subtractDuration } from "../calendar/periods.js";
import type { Duration } from "../shared/durations.js";
import type { Instant } from "../shared/instants.js";
import { compareText } from "../shared/text.js";
import type { CasesContext, ServiceCase } from "./model.js";

/** The context, and the other cases to look among. */
export interface RelatedCasesContext extends CasesContext {
  readonly others: readonly ServiceCase[];
  /** How far back before the opening of the case. A week for duplicates and 90 days for recurrences, when left out. */
  readonly within?: Duration;
}

/** What two cases have in common. */
export type Likeness = "order" | "line" | "sku" | "category" | "rootCause";

/** A case that may be the same matter, and why. */
export interface LikelyDuplicate {
  readonly caseId: string;
  readonly openedAt: Instant;
  readonly alike: readonly Likeness[];
}

/**
 * Open cases of the same customer and the same type that were opened shortly before and are about the same order,
 * article or category: the oldest first, for it is the one to go on with.
 */
export function duplicatesOf(serviceCase: ServiceCase, context: RelatedCasesContext): readonly LikelyDuplicate[] {
  const found = before(serviceCase, context, "P7D").filter(
    ({ type, endedAt }) => type === serviceCase.type && endedAt === undefined,
  );
  return found.flatMap((other): LikelyDuplicate[] => {
    const alike = likenesses(serviceCase, other).filter((each) => each !== "rootCause");
    const { id: caseId, openedAt } = other;
    return alike.length === 0 || differ(serviceCase, other) ? [] : [{ caseId, openedAt, alike }];
  });
}

/** The same thing again: what, how often, and which cases, the oldest first. */
export interface Recurrence {
  readonly by: Likeness;
  readonly value: string;
  /** The case itself included. */
  readonly count: number;
  readonly cases: readonly string[];
}

/**
 * What comes again: earlier cases of the same customer with the same root cause, article or category, each with how
 * often it has happened now. A fault that comes back was not put right, whatever its clocks say.
 */
export function recurrencesOf(serviceCase: ServiceCase, context: RelatedCasesContext): readonly Recurrence[] {
  const earlier = before(serviceCase, context, "P90D");
  return (["rootCause", "sku", "category"] as const).flatMap((by): Recurrence[] => {
    const value = valueOf(serviceCase, by);
    const cases = earlier.filter((other) => value !== undefined && valueOf(other, by) === value).map(({ id }) => id);
    return value === undefined || cases.length === 0 ? [] : [{ by, value, count: cases.length + 1, cases }];
  });
}

function before(
  serviceCase: ServiceCase,
  { others, within, zone }: RelatedCasesContext,
  usual: Duration,
): readonly ServiceCase[] {
  const { id, customerId, openedAt } = serviceCase;
  const since = subtractDuration(openedAt, within ?? usual, zone);
  const near = others.filter(
    (other) =>
      other.id !== id &&
      customerId !== undefined &&
      other.customerId === customerId &&
      other.links.mergedInto === undefined &&
      other.openedAt >= since &&
      other.openedAt <= openedAt,
  );
  return near.toSorted((left, right) => compareText(left.openedAt, right.openedAt) || compareText(left.id, right.id));
}

function likenesses(left: ServiceCase, right: ServiceCase): readonly Likeness[] {
  return (["order", "line", "sku", "category", "rootCause"] as const).filter((by) => {
    const value = valueOf(left, by);
    return value !== undefined && value === valueOf(right, by);
  });
}

/** Two orders are two matters, whatever else is alike. */
function differ(left: ServiceCase, right: ServiceCase): boolean {
  return (["order", "line", "sku"] as const).some((by) => {
    const [one, other] = [valueOf(left, by), valueOf(right, by)];
    return one !== undefined && other !== undefined && one !== other;
  });
}

function valueOf({ about, category, rootCause }: ServiceCase, by: Likeness): string | undefined {
  switch (by) {
    case "order":
      return about.orderId;
    case "line":
      return about.lineId;
    case "sku":
      return about.sku;
    case "category":
      return category;
    case "rootCause":
      return rootCause;
    default:
      return by satisfies never;
  }
}
