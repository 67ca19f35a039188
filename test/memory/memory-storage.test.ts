import { memoryStorage } from "clientele/memory";
import { repositoryContract } from "clientele/testing";
import { describe, test } from "vitest";

describe("a memory storage keeps the contract", () => {
  for (const { name, run } of repositoryContract((kinds) => memoryStorage({ kinds }))) test(name, run);
});
