import { endOfDay, localDay } from "../calendar/zones.js";
import { nextCaseChange } from "../cases/clocks.js";
import { dueSteps, type DueStep } from "../cases/due-steps.js";
import type { ServiceCase } from "../cases/model.js";
import { instantOf, type Instant } from "../shared/instants.js";
import type { Ref } from "../shared/repository.js";
import type { Storage } from "../shared/storage.js";
import { casesOfOwners } from "./cases-of-owners.js";
import type { ProgramContext } from "./island.js";

/** A page of what is due: the cases of at most so many owners, after the owner where the last page ended. */
export interface CasesDueContext extends ProgramContext {
  readonly after?: string;
  /** The most owners to look at: 500 when left out. */
  readonly limit?: number;
}

/** A case with something due, and what. */
export interface DueCase {
  readonly ref: Ref;
  readonly serviceCase: ServiceCase;
  /** Earliest first; each has a key to know it by. */
  readonly steps: readonly DueStep[];
}

/** A page of cases with something due. */
export interface CasesDue {
  readonly cases: readonly DueCase[];
  /** Where the next page begins; absent on the last one. */
  readonly after?: string;
  /** Before this instant nothing more becomes due of what was looked at: when to ask again. Midnight at the latest. */
  readonly nextAt: Instant;
}

/**
 * Which cases have something due at `now` that is not recorded yet, and when to ask again: targets missed, people to be
 * told. It reads by the day that every case has noted as its next, whoever recorded it, and decides by the instant, so a
 * host may ask every minute and be told nothing but what is new. Recording it is the work of `runDue`, or of
 * `settleCase` where a host keeps cases alone.
 */
export async function casesDue(storage: Storage, context: CasesDueContext): Promise<CasesDue> {
  const { limit = 500, after, now, zone } = context;
  const today = localDay(instantOf(now), zone);
  const owners = await storage.due({ on: today, limit, ...(after !== undefined && { after }) });
  const cases: DueCase[] = [];
  let nextAt = instantOf(endOfDay(today, zone));
  for (const { ref, serviceCase } of await casesOfOwners(storage, owners)) {
    const steps = dueSteps(serviceCase, context);
    const next = nextCaseChange(serviceCase, context);
    if (steps.length > 0) cases.push({ ref, serviceCase, steps });
    if (next !== undefined && next < nextAt) nextAt = next;
  }
  const last = owners.length < limit ? undefined : owners.at(-1);
  return { cases, ...(last !== undefined && { after: last }), nextAt };
}
