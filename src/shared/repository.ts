import type { Command, EventEnvelope, RecordEnvelope } from "./envelope.js";

/** Whose record, of which kind, which one. A storage is made for one tenant, so the tenant is not named here. */
export interface Ref {
  readonly owner: string;
  readonly kind: string;
  readonly id: string;
}

/** What one command did to one record: the row that is idempotency key, history and outbox at once. */
export interface Entry {
  readonly command: string;
  readonly about?: string;
  /** The command as canonical JSON, `note` left out: the same id with another body is `command_reused`. */
  readonly fingerprint: string;
  readonly events: readonly EventEnvelope[];
}

/** Everything that a decision needs, in one round trip. */
export interface Loaded {
  /** 0 when there is no record; each commit that changes it adds 1. */
  readonly version: number;
  readonly record: RecordEnvelope | undefined;
  /** What a command of this id did before. */
  readonly earlier: Entry | undefined;
  /** This record's events about the same thing as the command (`command.about`), oldest first. */
  readonly related: readonly EventEnvelope[];
}

/**
 * A record as it becomes, and the entries that made it so. It holds only at the expected version.
 *
 * Without a record it deletes: the record goes, and its entries with it. So personal values are erased. The trace that
 * must stay (`customer.erased`) is an entry of another record in the same commit.
 */
export interface Change {
  readonly ref: Ref;
  readonly expected: number;
  readonly record: RecordEnvelope | undefined;
  /** In the order in which they happened; none when the record is deleted. */
  readonly entries: readonly Entry[];
}

/** What to look for when a record is loaded: a command's id and what it is about. `{}` when it is only read. */
export type Lookup = Partial<Pick<Command, "id" | "about">>;

/**
 * The whole port: one round trip to decide, one to commit. `clientele/testing` has the contract that an
 * implementation must pass.
 */
export interface Repository {
  load(ref: Ref, lookup: Lookup): Promise<Loaded>;
  /**
   * All or nothing. Every change belongs to one owner and holds only if the stored version is still the expected one;
   * otherwise nothing is written and `version_conflict` is thrown.
   */
  commit(changes: readonly Change[]): Promise<void>;
  /**
   * How an attempt is made again after `version_conflict`; `withRetry` has the rule for a storage that does not say.
   * In a transaction of the host it is made once, because only the host can repeat its transaction.
   */
  retry?<Answer>(owner: string, attempt: (repository: Repository) => Promise<Answer>): Promise<Answer>;
}

/** The key of a record as one text. JSON keeps the parts apart, whatever characters the ids hold. */
export function refKey(ref: Ref): string {
  return JSON.stringify([ref.owner, ref.kind, ref.id]);
}
