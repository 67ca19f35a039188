import { readFileSync } from "node:fs";
import { isDay, isDecimal, roundDecimal } from "clientele";
import { parse } from "csv-parse/sync";

/** The rows of a file that can be used, and those that cannot. */
export interface Table<Row> {
  readonly rows: readonly Row[];
  readonly bad: readonly BadRow[];
}

/** A row that cannot be used, and why. */
export interface BadRow {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** What to read, under which name: the heading of the column, and what has to stand in it. */
export type Columns = Readonly<Record<string, readonly [heading: string, kind: keyof typeof kinds]>>;

/** A row by the names of its columns, and the line of the file that it ends in. */
export type Row<Of extends Columns> = { readonly [Name in keyof Of]: string } & { readonly line: number };

const kinds = {
  text: { is: (text: string) => text !== "", like: "there" },
  day: { is: isDay, like: "a day like 2016-11-08" },
  units: { is: (text: string) => /^[1-9]\d{0,8}$/.test(text), like: "a whole number above 0" },
  money: { is: (text: string) => isDecimal(text) && !text.startsWith("-"), like: "an amount of money like 261.96" },
} as const;

/** The rows of a CSV with headings. `problemWith` says what is wrong with a row beside those before it. */
export function readTable<Of extends Columns>(
  file: string,
  columns: Of,
  problemWith: (row: Row<Of>) => string | undefined = () => undefined,
): Table<Row<Of>> {
  const bad: BadRow[] = [];
  const rows: Row<Of>[] = [];
  const records: readonly Parsed[] = parse(readFileSync(file), {
    bom: true,
    columns: true,
    comment: "#",
    comment_no_infix: true,
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      bad.push({ file, line: Number(error?.["lines"]), reason: error?.message ?? "it cannot be read" });
      return undefined;
    },
  });
  for (const { record, info } of records) {
    const { row, wrong } = rowOf(record, columns, info.lines);
    const reason = wrong ?? problemWith(row);
    if (reason === undefined) rows.push(row);
    else bad.push({ file, line: info.lines, reason });
  }
  return { rows, bad };
}

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** Money is rounded half up to the cent, once, here; everything after counts on with the result. */
function rowOf<Of extends Columns>(
  record: Parsed["record"],
  columns: Of,
  line: number,
): { readonly row: Row<Of>; readonly wrong: string | undefined } {
  const cells = Object.entries(columns).map(([name, [heading, kind]]) => {
    const text = record[heading] ?? "";
    if (!kinds[kind].is(text)) return { name, text, wrong: `${heading} "${text}" is not ${kinds[kind].like}` };
    return { name, text: kind === "money" ? roundDecimal(text, 2, "half_up") : text };
  });
  const row = { ...Object.fromEntries(cells.map(({ name, text }) => [name, text])), line } as Row<Of>;
  return { row, wrong: cells.find(({ wrong }) => wrong !== undefined)?.wrong };
}
