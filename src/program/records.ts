import { recordKind, type RecordKind } from "../shared/record-kind.js";
import type { Agenda } from "./agenda.js";
import type { MonthTotals, RollUp } from "./roll-up-model.js";
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

/** How a storage keeps how far the outbox is counted. */
export const rollUpKind: RecordKind<RollUp> = recordKind<RollUp>({
  kind: "program_roll_up",
  format: 1,
  project: ({ entries }) => ({ entries }),
});

/** How a storage keeps the totals of a month. */
export const monthTotalsKind: RecordKind<MonthTotals> = recordKind<MonthTotals>({
  kind: "program_month_totals",
  format: 1,
  project: ({ days }) => ({ days: Object.keys(days).length }),
});
