import { describe, expect, test } from "vitest";
import { memoryStorage } from "../../src/memory/index.js";
import { executeMany } from "../../src/shared/execute-many.js";
import { execute } from "../../src/shared/execute.js";
import { versionConflict } from "../../src/shared/commit.js";
import type { Storage } from "../../src/shared/storage.js";
import { context, counterRef, moveCounter, startCounter } from "../../src/testing/contract/counter.js";
import { storedTexts } from "../../src/testing/stored.js";
import { troubledStorage } from "../../src/testing/troubled-storage.js";

const owners = ["cus_1", "cus_2", "cus_3"];

async function started(): Promise<Storage> {
  const storage = memoryStorage();
  for (const owner of owners) await execute(storage, counterRef(owner), startCounter, { id: "start", owner }, context);
  return storage;
}

const job = (owner: string, id: string, amount: number) => ({ ref: counterRef(owner), command: { id, amount } });

describe("many commands", () => {
  const jobs = [
    job("cus_1", "m1", 5),
    job("cus_2", "m1", 7),
    job("cus_1", "m2", -9),
    job("cus_1", "m3", -2),
    job("cus_1", "m1", 5),
    job("nobody", "m1", 1),
    job("cus_3", "m#1", 1),
    job("cus_2", "m1", 8),
  ];

  test("come to what each would have come to alone, one after the other, in the order given", async () => {
    const storage = await started();
    const answers = await executeMany(storage, moveCounter, jobs, context);
    const told = answers.map((answer) => {
      if (!answer.ok) return answer.error.code;
      const { executed } = answer;
      return executed.ok ? `${executed.state.value}${executed.replayed ? " again" : ""}` : executed.rejection.code;
    });
    expect(told).toEqual(["5", "7", "too_much", "3", "3 again", "not_found", "command_invalid", "command_reused"]);
    const alone = await started();
    for (const { ref, command } of jobs)
      await execute(alone, ref, moveCounter, command, context).catch(() => undefined);
    expect(await storedTexts(storage)).toEqual(await storedTexts(alone));
  });

  test("and none come to nothing", async () => {
    const none: readonly ReturnType<typeof job>[] = [];
    expect(await executeMany(await started(), moveCounter, none, context)).toEqual([]);
  });

  test("one that met a faster writer is made again alone", async () => {
    const storage = troubledStorage(await started(), [undefined, "conflict"]);
    const answers = await executeMany(storage, moveCounter, [job("cus_1", "m1", 5), job("cus_2", "m1", 7)], context);
    expect(answers).toMatchObject([
      { ok: true, executed: { ok: true, state: { value: 5 } } },
      { ok: true, executed: { ok: true, state: { value: 7 } } },
    ]);
  });

  test("one that always meets a faster writer keeps none of the others back", async () => {
    const storage = await started();
    const hot: Storage = {
      ...storage,
      commit: async (changes) => {
        const [first] = changes;
        if (first?.ref.owner === "cus_1") throw versionConflict(first.ref, { stored: 9, expected: 1 });
        await storage.commit(changes);
      },
    };
    const answers = await executeMany(hot, moveCounter, [job("cus_1", "m1", 5), job("cus_2", "m1", 7)], context);
    expect(answers).toMatchObject([
      { ok: false, error: { code: "version_conflict" } },
      { ok: true, executed: { ok: true, state: { value: 7 } } },
    ]);
  });

  test("trouble with the storage is thrown, and the batch may be sent again", async () => {
    const kept = await started();
    const batch = [job("cus_1", "m1", 5), job("cus_2", "m1", 7)];
    const lost = executeMany(troubledStorage(kept, [undefined, "lost_answer"]), moveCounter, batch, context);
    await expect(lost).rejects.toMatchObject({ code: "storage_failed" });
    const answers = await executeMany(kept, moveCounter, batch, context);
    expect(answers.map((answer) => answer.ok && answer.executed.replayed)).toEqual([true, true]);
  });
});
