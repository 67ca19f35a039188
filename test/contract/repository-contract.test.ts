import { memoryStorage } from "clientele/memory";
import { repositoryContract } from "clientele/testing";
import { describe, expect, test } from "vitest";
import { faultyAnswers } from "./faulty-answers.js";
import { faultyStorages } from "./faulty-storages.js";

describe("the contract finds the fault of a storage", () => {
  for (const { fault, foundBy, make } of [...faultyStorages, ...faultyAnswers]) {
    test(fault, async () => {
      const found = repositoryContract(make).find(({ name }) => name === foundBy);
      await expect(found?.run()).rejects.toMatchObject({ code: "invariant_violated" });
    });
  }
});

describe("the contract itself", () => {
  test("its cases have names of their own and can be run in any order, more than once", async () => {
    const cases = repositoryContract((kinds) => memoryStorage({ kinds }));
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    for (const { run } of cases.toReversed()) await run();
    for (const { run } of cases) await run();
  });
});
