import { expect, test } from "vitest";
import { memoryStorage } from "../../src/memory/index.js";
import { commandRepeated, versionConflict } from "../../src/shared/commit.js";
import { loadEach, type Storage } from "../../src/shared/storage.js";
import { repositoryContract } from "../../src/testing/index.js";

test("a storage that is made asynchronously, and loads an owner's records one by one, keeps the contract", async () => {
  const cases = repositoryContract(async (kinds): Promise<Storage> => {
    const storage = memoryStorage({ kinds });
    return { ...storage, loadOwner: (wanted) => loadEach(storage, wanted) };
  });
  for (const { run } of cases) await run();
});

test("a conflict says what was found, what was expected, and what to do", () => {
  const ref = { owner: "cus_7", kind: "points", id: "acc_7" };
  expect(versionConflict(ref, { stored: 5, expected: 3 })).toMatchObject({
    code: "version_conflict",
    message:
      'The points "acc_7" of "cus_7" is at version 5, expected 3; nothing was written. Load it and decide again.',
    details: { ref, stored: 5, expected: 3 },
  });
  expect(commandRepeated(ref, "ord_1")).toMatchObject({ code: "version_conflict", details: { ref, command: "ord_1" } });
});
