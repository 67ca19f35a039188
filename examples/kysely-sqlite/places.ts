import type { Columns } from "clientele";
import type { Tables } from "./tables.js";

/** The columns of the shop's tables of records that its own queries use, beside the record itself. */
export type OwnColumns = Partial<
  Omit<Tables["loyalty_account"] & Tables["service_case"], "customer" | "number" | "revision" | "body">
>;

/** Where the shop keeps one kind of record, and what it writes beside it. */
export interface Place {
  readonly table: "loyalty_account" | "service_case";
  /** From the columns that the library's kind of record shows. */
  readonly columns: (shown: Columns) => OwnColumns;
}

/** The two kinds of record that this shop keeps, by the library's names. */
export const shopPlaces: Readonly<Record<string, Place>> = {
  points_account: {
    table: "loyalty_account",
    columns: ({ issued, shortfall }) => ({ points_issued: Number(issued), points_owed: Number(shortfall) }),
  },
  case: {
    table: "service_case",
    columns: ({ status, nextDueOn }) => ({ state: String(status), next_step_on: textOf(nextDueOn) }),
  },
};

function textOf(column: string | number | undefined): string | null {
  return column === undefined ? null : String(column);
}
