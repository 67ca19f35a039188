import { isClienteleError } from "../shared/errors.js";
import type { RecordKind } from "../shared/record-kind.js";
import type { Repository } from "../shared/repository.js";
import type { Storage } from "../shared/storage.js";
import { apartCases } from "./contract/apart-cases.js";
import type { Capability } from "./contract/capabilities.js";
import { commitCases } from "./contract/commit-cases.js";
import { counterKind } from "./contract/counter.js";
import { deletionCases } from "./contract/deletion-cases.js";
import { broken, type Demand } from "./contract/demand.js";
import { executeCases } from "./contract/execute-cases.js";
import { outboxCases } from "./contract/outbox-cases.js";
import { pageCases } from "./contract/page-cases.js";
import { readingCases } from "./contract/reading-cases.js";
import { sharedCases } from "./contract/shared-cases.js";

/** One thing that a storage must do. `run` is done when it holds, and throws what it found when it does not. */
export interface ContractCase {
  readonly name: string;
  /** What a storage must offer for this; nothing but the port where it is empty. */
  readonly needs: readonly Capability[];
  readonly run: () => Promise<void>;
}

/**
 * Makes an empty storage: a new one, or a new tenant of one that is open already. The kinds are those of the records
 * that the contract stores, for a storage that wants them described.
 */
export type MakeStorage = (kinds: readonly RecordKind[]) => Repository | Promise<Repository>;

/** What of the contract is asked. */
export interface ContractOptions {
  /** What the storage does not offer; `contractCapabilities` says what its host goes without. */
  readonly without?: readonly Capability[];
}

/**
 * The contract between the library and a storage, as cases for any test runner. The library's own storages pass it; a
 * host that writes another one runs the same. Every case makes a storage of its own. A host that needs `execute` alone
 * implements the two methods of `Repository`, and says what it goes without.
 *
 * @example
 * ```ts
 * import { memoryStorage } from "clientele/memory";
 * import { repositoryContract } from "clientele/testing";
 *
 * const cases = repositoryContract(() => memoryStorage(), { without: ["durability"] });
 * for (const { run } of cases) await run(); // in a test runner: test(name, run)
 * ```
 */
export function repositoryContract(makeStorage: MakeStorage, options: ContractOptions = {}): readonly ContractCase[] {
  const { without = [] } = options;
  const make = async (): Promise<Storage> => (await makeStorage([counterKind])) as Storage;
  return demands
    .filter(({ needs = [] }) => !needs.some((flag) => without.includes(flag)))
    .map(({ name, needs = [], holds }) => ({ name, needs, run: async () => found(name, holds(await make(), make)) }));
}

/** A conflict that a case did not ask for is a fault like any other. */
async function found(name: string, held: Promise<void>): Promise<void> {
  try {
    await held;
  } catch (thrown) {
    throw isClienteleError(thrown, "version_conflict") ? broken(`${name}: ${thrown.message}`) : thrown;
  }
}

const demands: readonly Demand[] = [
  ...commitCases,
  ...deletionCases,
  ...executeCases,
  ...readingCases,
  ...apartCases,
  ...pageCases,
  ...outboxCases,
  ...sharedCases,
];
