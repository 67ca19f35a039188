import { sql, type Generated, type Kysely } from "kysely";

/** What every table of records has: whose it is, which one, how often it was changed, and the record as JSON text. */
export interface KeptRow {
  readonly customer: string;
  readonly number: string;
  readonly revision: number;
  readonly body: string;
}

/** The shop's own tables. The library never sees them: only the repository does. */
export interface Tables {
  readonly shop_order: { readonly number: string; readonly customer: string; readonly state: "open" | "paid" };
  readonly receipt: { readonly number: string; readonly order_number: string };
  readonly loyalty_account: KeptRow & { readonly points_issued: number | null; readonly points_owed: number | null };
  readonly service_case: KeptRow & { readonly state: string | null; readonly next_step_on: string | null };
  readonly record_history: {
    readonly place: Generated<number>;
    readonly kind: string;
    readonly customer: string;
    readonly number: string;
    readonly command: string;
    readonly about: string | null;
    readonly fingerprint: string;
    readonly events: string;
  };
}

const statements = [
  `create table shop_order (number text primary key, customer text not null, state text not null)`,
  `create table receipt (number text primary key, order_number text not null references shop_order (number))`,
  `create table loyalty_account (
    customer text not null, number text not null, revision integer not null, body text not null,
    points_issued integer, points_owed integer, primary key (customer, number))`,
  `create table service_case (
    customer text not null, number text not null, revision integer not null, body text not null,
    state text, next_step_on text, primary key (customer, number))`,
  `create table record_history (
    place integer primary key autoincrement, kind text not null, customer text not null, number text not null,
    command text not null, about text, fingerprint text not null, events text not null,
    unique (kind, customer, number, command))`,
  `create index record_history_about on record_history (kind, customer, number, about)`,
];

/** Makes the tables in an empty database. */
export async function createTables(db: Kysely<Tables>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
