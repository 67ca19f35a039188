import { ClienteleError } from "../shared/errors.js";

/** A stretch of time through which a zone keeps one offset. All in milliseconds; `until` is exclusive. */
export interface OffsetPiece {
  readonly from: number;
  readonly until: number;
  /** Local time minus UTC. */
  readonly offset: number;
}

interface ZoneTable {
  readonly format: Intl.DateTimeFormat;
  readonly windows: Map<number, readonly OffsetPiece[]>;
}

const dayInMillis = 86_400_000;
const windowLength = 512 * dayInMillis;
/** No zone has left an offset and come back to it within three days since 1900; the shortest was four. */
const sampleEvery = 3 * dayInMillis;
const firstInstant = -62_135_596_800_000; // 0001-01-01
const lastInstant = 253_402_300_800_000; // 10000-01-01
const beforeAnyChange = -5_364_662_400_000; // 1800-01-01: earlier, every place keeps its own mean solar time
const clock = /(\d+)\D+(\d+):(\d+):(\d+)/;
const tables = new Map<string, ZoneTable>();

/**
 * The stretch of one offset that an instant lies in, from the zone's table. Reading the table costs no call to
 * `Intl`; it is filled from there once, 512 days at a time, when somebody asks for the first instant among them.
 */
export function pieceAt(millis: number, zone: string): OffsetPiece {
  const table = tables.get(zone) ?? newTable(zone);
  const index = Math.floor(millis / windowLength);
  const pieces = table.windows.get(index) ?? readWindow(table, index);
  for (const piece of pieces) if (millis < piece.until) return piece;
  throw new ClienteleError("invariant_violated", `No offset of ${zone} at ${millis}.`);
}

/** Whether an instant lies in the years 0001 to 9999, the only ones that days and instants can be written in. */
export function isInCalendar(millis: number): boolean {
  return millis >= firstInstant && millis < lastInstant;
}

/** Whether a text names a zone of the IANA time zone database, `Asia/Shanghai`. An offset like `+08:00` is no zone. */
export function isZone(text: string): boolean {
  return tables.has(text) || openedTable(text) !== undefined;
}

function newTable(zone: string): ZoneTable {
  const table = openedTable(zone);
  if (table !== undefined) return table;
  const message = `"${zone}" is not a time zone; name one of the IANA database, like "Asia/Shanghai"`;
  const issue = { path: "zone", code: "unknown_name", message };
  throw new ClienteleError("config_invalid", `zone: ${message}.`, { issues: [issue] });
}

/** Opening a format is dear, so what was asked about a zone once is kept. */
function openedTable(zone: string): ZoneTable | undefined {
  const format = formatOf(zone);
  if (format === undefined) return undefined;
  const table = { format, windows: new Map<number, readonly OffsetPiece[]>() };
  tables.set(zone, table);
  return table;
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  // Without a zone the format would take that of the machine.
  if (!/^[A-Za-z]/.test(zone ?? "")) return undefined;
  const number = "numeric";
  const fields = { day: number, hour: number, minute: number, second: number } as const;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", ...fields });
  } catch {
    return undefined;
  }
}

function readWindow(table: ZoneTable, index: number): readonly OffsetPiece[] {
  const from = index * windowLength;
  const until = from + windowLength;
  if (!(until > firstInstant && from < lastInstant)) {
    throw new ClienteleError("command_invalid", "That is no time in the years 0001 to 9999.");
  }
  const pieces: OffsetPiece[] = [];
  for (let start = from; start < until;) {
    const offset = readOffset(table.format, start);
    const end = endOfOffset(table.format, start, until, offset);
    pieces.push({ from: start, until: end, offset });
    start = end;
  }
  table.windows.set(index, pieces);
  return pieces;
}

function endOfOffset(format: Intl.DateTimeFormat, from: number, until: number, offset: number): number {
  for (let at = Math.max(from, beforeAnyChange); at < until; at += sampleEvery) {
    const next = Math.min(at + sampleEvery, until);
    if (readOffset(format, next) !== offset) return firstChange(format, at, next, offset);
  }
  return until;
}

/** The first whole second after `from` at which the offset is no longer this one; at `until` it is another. */
function firstChange(format: Intl.DateTimeFormat, from: number, until: number, offset: number): number {
  let [before, after] = [from / 1000, until / 1000];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (readOffset(format, middle * 1000) === offset) before = middle;
    else after = middle;
  }
  return after * 1000;
}

/** No zone is a whole day from UTC, so its date is that of UTC or one beside it, and the day of the month tells which. */
function readOffset(format: Intl.DateTimeFormat, millis: number): number {
  const at = Math.max(millis, beforeAnyChange);
  const [, day = 1, hour = 0, minute, second] = (clock.exec(format.format(at)) ?? []).map(Number);
  const local = new Date(at);
  const ahead = day - local.getUTCDate();
  const days = ahead > 1 ? -1 : ahead < -1 ? 1 : ahead;
  return local.setUTCHours(hour, minute, second, 0) - at + days * dayInMillis;
}
