import { recordKind, type RecordKind } from "../shared/record-kind.js";
import type { Agenda } from "./agenda.js";
import type { Run } from "./run.js";

/** How a storage keeps agendas: `nextDueOn` is the column that `runDue` looks for. */
export const agendaKind: RecordKind<Agenda> = recordKind<Agenda>({
  kind: "agenda",
  format: 1,
  project: ({ owner, nextDueOn }) => ({ customerId: owner, ...(nextDueOn !== undefined && { nextDueOn }) }),
});

/** How a storage keeps runs. */
export const runKind: RecordKind<Run> = recordKind<Run>({
  kind: "program_run",
  format: 1,
  project: ({ doneTo }) => ({ doneTo }),
});
