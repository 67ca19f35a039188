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

/**
 * How a storage keeps one kind of record: as canonical JSON text, beside the columns that queries use. These three are
 * methods so that descriptors of different records can stand in one list.
 */
export interface RecordKind<State extends RecordEnvelope = RecordEnvelope> {
  readonly kind: string;
  /** The format that is written today; older ones are upgraded when they are read. */
  readonly format: number;
  pack(record: State): string;
  unpack(text: string): State;
  project(record: State): Columns;
  readonly checks: readonly ColumnCheck[];
}

/** What a domain says about its kind of record; `upgrades[n]` turns format n into n + 1. */
export interface RecordKindParts<State extends RecordEnvelope> {
  readonly kind: string;
  readonly format: number;
  readonly project: (record: State) => Columns;
  readonly checks?: readonly ColumnCheck[];
  readonly upgrades?: Readonly<Record<number, (record: Readonly<Record<string, unknown>>) => Record<string, unknown>>>;
}

/** The descriptor of one kind of record. */
export function recordKind<State extends RecordEnvelope>(parts: RecordKindParts<State>): RecordKind<State> {
  const { kind, format, project, checks = [] } = parts;
  const unpack = (text: string): State => freezeDeep(upgraded(JSON.parse(text), parts)) as State;
  return { kind, format, pack: canonicalJson, unpack, project, checks };
}

/** Finds a descriptor by the kind's name. A kind that nobody described is kept as text without columns. */
export function kindFinder(kinds: readonly RecordKind[]): (kind: string) => RecordKind {
  const known = new Map(kinds.map((described) => [described.kind, described]));
  return (kind) => known.get(kind) ?? plainKind(kind);
}

/**
 * The columns of a record. Throws `invariant_violated` when its format is newer than its kind's, or one of its kind's
 * checks does not hold: such a record is a bug, so it is neither written nor answered.
 */
export function columnsOf(kind: RecordKind, record: RecordEnvelope): Columns {
  if (record.format > kind.format) throw misformed(kind, record);
  const columns = kind.project(record);
  const broken = kind.checks.find((check) => !check.holds(columns));
  if (broken === undefined) return columns;
  throw new ClienteleError(
    "invariant_violated",
    `The ${kind.kind} "${record.id}" of "${record.owner}" breaks the check ${broken.name} with ${canonicalJson(columns)}; it was neither written nor answered.`,
    { kind: kind.kind, check: broken.name, columns },
  );
}

/** Such a record could be written and never be read again. */
function misformed({ kind, format }: RecordKind, record: RecordEnvelope): ClienteleError {
  return new ClienteleError(
    "invariant_violated",
    `The ${kind} "${record.id}" of "${record.owner}" has format ${record.format}, and its kind has ${format}; it was neither written nor answered.`,
    { kind, found: record.format, format },
  );
}

function upgraded<State extends RecordEnvelope>(stored: unknown, parts: RecordKindParts<State>): unknown {
  const { kind, format, upgrades = {} } = parts;
  let record = stored as Readonly<Record<string, unknown>>;
  for (let found = record["format"]; found !== format; found = record["format"]) {
    const upgrade = typeof found === "number" && found < format ? upgrades[found] : undefined;
    if (typeof found !== "number" || upgrade === undefined) throw unsupported(kind, found, format);
    record = { ...upgrade(record), format: found + 1 };
  }
  return record;
}

/** The columns that storages know by name; a kind that nobody described shows what it has of them. */
const commonColumns = ["customerId", "status", "nextDueOn"] as const;

function plainKind(kind: string): RecordKind {
  const unpack = (text: string): RecordEnvelope => freezeDeep(JSON.parse(text) as RecordEnvelope);
  const project = (record: RecordEnvelope): Columns => {
    const fields = record as RecordEnvelope & Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      commonColumns.flatMap((name) => (typeof fields[name] === "string" ? [[name, fields[name]]] : [])),
    );
  };
  return { kind, format: Number.MAX_SAFE_INTEGER, pack: canonicalJson, unpack, project, checks: [] };
}

function unsupported(kind: string, found: unknown, supported: number): ClienteleError {
  return new ClienteleError(
    "format_unsupported",
    `A stored ${kind} has format ${JSON.stringify(found)}; this version of clientele reads up to ${supported}. Upgrade clientele.`,
    { kind, found, supported },
  );
}
