import type { RecordKind } from "../shared/record-kind.js";
import type { Storage } from "../shared/storage.js";
import { commitCases } from "./contract/commit-cases.js";
import { counterKind } from "./contract/counter.js";
import { deletionCases } from "./contract/deletion-cases.js";
import { executeCases } from "./contract/execute-cases.js";
import { pageCases } from "./contract/page-cases.js";
import { readingCases } from "./contract/reading-cases.js";

/** One thing that every storage must do. `run` is done when it holds, and throws what it found when it does not. */
export interface ContractCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/**
 * Makes an empty storage: a new one, or a new tenant of one that is open already. The kinds are those of the records
 * that the contract stores, for a storage that wants them described.
 */
export type MakeStorage = (kinds: readonly RecordKind[]) => Storage | Promise<Storage>;

/**
 * The contract between the library and a storage, as cases for any test runner. The library's own storages pass it; a
 * host that writes another one runs the same. Every case makes a storage of its own.
 *
 * @example
 * ```ts
 * import { memoryStorage } from "clientele/memory";
 * import { repositoryContract } from "clientele/testing";
 *
 * const cases = repositoryContract(() => memoryStorage());
 * for (const { run } of cases) await run(); // in a test runner: test(name, run)
 * ```
 */
export function repositoryContract(makeStorage: MakeStorage): readonly ContractCase[] {
  const demands = [...commitCases, ...deletionCases, ...executeCases, ...readingCases, ...pageCases];
  return demands.map(({ name, holds }) => ({ name, run: async () => holds(await makeStorage([counterKind])) }));
}
