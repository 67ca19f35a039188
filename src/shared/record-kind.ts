import type { RecordEnvelope } from "./envelope.js";
import { ClienteleError } from "./errors.js";
import { canonicalJson, freezeDeep } from "./json.js";

/** The columns that a storage keeps beside the text of a record, for its queries. */
export type Columns = Readonly<Record<string, string | number>>;

/** Something that must hold for the columns of a record, before it is committed and after it is loaded. */
export interface ColumnCheck {
  readonly name: string;
  readonly holds: (columns: Columns) => boolean;
}

/** How a storage keeps one kind of record: as canonical JSON text, beside the columns that queries use. */
export interface RecordKind<State extends RecordEnvelope = RecordEnvelope> {
  readonly kind: string;
  /** The format that is written today; older ones are upgraded when they are read. */
  readonly format: number;
  readonly pack: (record: State) => string;
  readonly unpack: (text: string) => State;
  readonly project: (record: State) => Columns;
  readonly checks: readonly ColumnCheck[];
}

/** What a domain says about its kind of record; `upgrades[n]` turns format n into format n + 1. */
export interface RecordKindParts<State extends RecordEnvelope> {
  readonly kind: string;
  readonly format: number;
  readonly project: (record: State) => Columns;
  readonly checks?: readonly ColumnCheck[];
  readonly upgrades?: Readonly<Record<number, (record: Readonly<Record<string, unknown>>) => Record<string, unknown>>>;
}

/** The descriptor of one kind of record. */
export function recordKind<State extends RecordEnvelope>(parts: RecordKindParts<State>): RecordKind<State> {
  const { kind, format, project, checks = [], upgrades = {} } = parts;
  return {
    kind,
    format,
    project,
    checks,
    pack: canonicalJson,
    unpack: (text) => {
      let record = JSON.parse(text) as Record<string, unknown>;
      for (let found = record["format"]; found !== format; found = record["format"]) {
        const upgrade = typeof found === "number" && found < format ? upgrades[found] : undefined;
        if (upgrade === undefined) throw unsupported(kind, found, format);
        record = upgrade(record);
      }
      return freezeDeep(record) as unknown as State;
    },
  };
}

function unsupported(kind: string, found: unknown, supported: number): ClienteleError {
  return new ClienteleError(
    "format_unsupported",
    `A stored ${kind} has format ${JSON.stringify(found)}; this version of clientele reads up to ${supported}. Upgrade clientele.`,
    { kind, found, supported },
  );
}
