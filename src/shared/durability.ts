import { ClienteleError } from "./errors.js";

/**
 * What a commit that was acknowledged survives: nothing but the running program (`memory`), the end of the process
 * (`process`), or the loss of power (`power`).
 */
export type Durability = "memory" | "process" | "power";

const order: readonly Durability[] = ["memory", "process", "power"];

/** What can say of itself how durable it is; every storage can. */
export interface DeclaresDurability {
  durability(): Promise<Durability>;
}

/**
 * Throws `storage_failed` unless the storage keeps what it acknowledges at least this well. A host calls it once when
 * it starts, so that a ledger of record never runs on a database that does not sync.
 *
 * @example
 * ```ts
 * import { requireDurability } from "clientele";
 * import { memoryStorage } from "clientele/memory";
 *
 * await requireDurability(memoryStorage(), "memory");
 * await requireDurability(memoryStorage(), "power"); // throws storage_failed
 * ```
 */
export async function requireDurability(storage: DeclaresDurability, required: Durability): Promise<void> {
  const declared = await storage.durability();
  if (order.indexOf(declared) >= order.indexOf(required)) return;
  throw new ClienteleError(
    "storage_failed",
    `This storage keeps a commit at the level "${declared}", and "${required}" is required; ${advice[required]}.`,
    { reason: "not_durable", declared, required },
  );
}

const advice: Readonly<Record<Durability, string>> = {
  memory: "any storage will do",
  process: "use a database that writes to a file",
  power: "use PostgreSQL with fsync and synchronous_commit on, or SQLite with synchronous = FULL",
};
