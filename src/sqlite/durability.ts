import type { Durability } from "../shared/durability.js";
import type { Handle } from "./handle.js";

/** How much of a commit is on the disk when it is acknowledged; SQLite's own words for it. */
export type Synchronous = "extra" | "full" | "normal";

/**
 * Sets what the connection syncs, which SQLite keeps for each connection and not in the file: a driver may come with
 * less than FULL for files that are written ahead (better-sqlite3 does). On macOS the drive is told as well.
 */
export function setSynchronous(handle: Handle, synchronous: Synchronous): void {
  handle.exec(`pragma fullfsync = ${synchronous === "normal" ? "off" : "on"}`);
  handle.exec(`pragma synchronous = ${synchronous}`);
}

/**
 * What a commit survives. A database without a file is memory; so is one whose journal is not kept in a file, because a
 * process that ends in the middle of a commit leaves it broken. FULL syncs a file that is written ahead with every
 * commit; a journal that is deleted with every commit (`delete`) can come back after a loss of power unless EXTRA syncs
 * its folder as well. With less a commit reaches the operating system, and so survives the process alone.
 */
export function durabilityOf(handle: Handle): Durability {
  const [main] = handle.all("select file from pragma_database_list where name = 'main'") as readonly MainRow[];
  if (main === undefined || main.file === null || main.file === "") return "memory";
  const [journal] = handle.all("pragma journal_mode") as readonly { readonly journal_mode: string }[];
  if (journal === undefined || ["memory", "off"].includes(journal.journal_mode)) return "memory";
  const [level] = handle.all("pragma synchronous") as readonly { readonly synchronous: number | bigint }[];
  const needed = journal.journal_mode === "delete" ? extra : full;
  return Number(level?.synchronous ?? 0) >= needed ? "power" : "process";
}

interface MainRow {
  readonly file: string | null;
}

const full = 2;
const extra = 3;
