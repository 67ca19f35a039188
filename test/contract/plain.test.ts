import { test } from "vitest";
import { memoryStorage } from "clientele/memory";
import { repositoryContract } from "clientele/testing";

// A host whose storage knows nothing of the contract's own kind of record.
for (const { name, run } of repositoryContract(() => memoryStorage())) test(`without a described kind: ${name}`, run);
