import type { CaseEvent } from "../cases/event-model.js";
import type { CaseHostEvent } from "../cases/events.js";
import type { CasesContext, ServiceCase } from "../cases/model.js";
import { openCase, type OpenCase } from "../cases/open.js";
import { caseKind } from "../cases/records.js";
import { withoutText } from "../cases/texts.js";
import { casesDue } from "../program/cases-due.js";
import type { HostEvent } from "../program/host-events.js";
import type { ProgramContext } from "../program/island.js";
import { decideCase } from "../program/islands/decide-case.js";
import type { Decision, Rejection } from "../shared/decision.js";
import { execute } from "../shared/execute.js";
import { canonicalJson } from "../shared/json.js";
import type { Storage } from "../shared/storage.js";
import { requireSame } from "./contract/demand.js";
import { eventsOf } from "./program-demands.js";
import type { ProgramTrial } from "./program-laws.js";
import { contextAt, instantsOf, playBy, sweep } from "./program-play.js";
import { waysToSweep } from "./program-sweeps.js";
import { storedHistories } from "./stored.js";

/**
 * Throws unless cases of nobody known, which a host records by the writes themselves, are the same with the same events
 * whenever due work is done, with nothing left to tell of them and nothing told twice.
 */
export async function requireNobody(trial: ProgramTrial): Promise<void> {
  const history = trial.history.filter(({ event }) => isAboutCase(event));
  if (history.length === 0) return;
  const end = Math.max(...instantsOf(history)) + 60 * 86_400_000;
  const never = await trial.makeStorage();
  await playBy(sendOfNobody, never, history, trial);
  await sweep(never, end, trial);
  const expected = await lives(never);
  for (const [name, sweeping] of waysToSweep(trial.seed)) {
    const swept = await trial.makeStorage();
    await playBy(sendOfNobody, swept, history, trial, sweeping);
    await sweep(swept, end, trial, sweeping.limit);
    requireSame("what is left to tell", (await casesDue(swept, contextAt(trial, end))).cases, []);
    const found = await lives(swept);
    for (const id of new Set([...found.keys(), ...expected.keys()])) {
      requireSame(`${id}, due work ${name}, compared with once at the end`, found.get(id), expected.get(id));
    }
  }
}

type OfNobody = CaseHostEvent & { readonly caseId: string };

/** The case is its own owner, and nobody its customer. */
async function sendOfNobody(storage: Storage, event: HostEvent, context: ProgramContext): Promise<void> {
  if (!isAboutCase(event)) return;
  const { customerId: _, ...told } = event;
  const caseId = event.caseId ?? event.id;
  const command = withoutText({ ...told, caseId }) as OfNobody;
  const ref = { owner: caseId, kind: caseKind.kind, id: caseId };
  if (command.type === "case.opened" || command.type === "enquiry.received") {
    await execute(storage, ref, openCase, command as OpenCase, context);
  } else await execute(storage, ref, decide, command, context);
}

function decide(
  before: ServiceCase,
  command: OfNobody,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, Rejection> {
  return decideCase(before, command, context);
}

function isAboutCase(event: HostEvent): event is CaseHostEvent {
  return event.type === "enquiry.received" || event.type.startsWith("case.");
}

/** Every case and its events, in order. A write carries what time had done before it, where no due work came first. */
async function lives(storage: Storage): Promise<ReadonlyMap<string, string>> {
  const stored = await storedHistories(storage);
  return new Map(
    stored.map(({ ref, record, entries }) => [ref.id, canonicalJson({ record, events: eventsOf({ entries }) })]),
  );
}
