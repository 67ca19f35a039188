export { must, refuse, type Accepted, type Decision, type Refused, type Rejection } from "./decision.js";
export { ClienteleError, isClienteleError, type ErrorCode } from "./errors.js";
export { execute, fingerprintOf, type Executed, type NoSuchRecord, type Start, type Write } from "./execute.js";
export {
  isId,
  type Clock,
  type Command,
  type EventEnvelope,
  type OccurredInFuture,
  type ProgramRef,
  type RecordEnvelope,
} from "./envelope.js";
export { refKey, type Change, type Entry, type Loaded, type Lookup, type Ref, type Repository } from "./repository.js";
export { executeMany, type BatchedCommand, type Job } from "./execute-many.js";
export { withRetry } from "./retry.js";
export { requireDurability, type DeclaresDurability, type Durability } from "./durability.js";
export {
  commitMany,
  loadEach,
  loadMany,
  type Committed,
  type DuePage,
  type EntryPage,
  type Outbox,
  type OutboxEntry,
  type OutboxPage,
  type RecordPage,
  type Storage,
  type StoredEntry,
  type StoredRecord,
  type Wanted,
} from "./storage.js";
export { commandRepeated, requireCommit, requireOneOwner, versionConflict } from "./commit.js";
export {
  columnsOf,
  kindFinder,
  recordKind,
  type ColumnCheck,
  type Columns,
  type RecordKind,
  type RecordKindParts,
} from "./record-kind.js";
export type { Checked, ConfigIssue } from "./issues.js";
export { canonicalJson } from "./json.js";
export { compareText } from "./text.js";
export { labelIn, type Label, type Locale } from "./locale.js";
export { instantOf, isInstant, readInstant, type Instant } from "./instants.js";
export { addDays, addMonths, daysBetween, isDay, weekdayOf, type Day } from "./days.js";
export { readDuration, type Duration, type DurationParts } from "./durations.js";
export { isDecimal, roundDecimal, type DecimalText, type RoundingMode } from "./decimal.js";
