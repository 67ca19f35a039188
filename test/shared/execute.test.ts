import { describe, expect, test } from "vitest";
import { memoryStorage } from "../../src/memory/index.js";
import { execute, fingerprintOf } from "../../src/shared/execute.js";
import type { Storage } from "../../src/shared/storage.js";
import { context, counterRef, moveCounter, startCounter } from "../../src/testing/contract/counter.js";
import { troubledStorage, type Trouble } from "../../src/testing/index.js";

const ref = counterRef("cus_7");
const start = { id: "start", owner: "cus_7" };
const move = { id: "m1", amount: 5 };

async function started(...troubles: readonly Trouble[]): Promise<Storage> {
  const storage = memoryStorage();
  await execute(storage, ref, startCounter, start, context);
  return troubledStorage(storage, troubles);
}

const valueIn = async (storage: Storage): Promise<unknown> => (await storage.load(ref, {})).record;

describe("a write and the record it is for", () => {
  test("a write that starts a record does so once", async () => {
    const storage = await started();
    const again = await execute(storage, ref, startCounter, start, context);
    expect(again).toMatchObject({ ok: true, replayed: true });
    const second = await execute(storage, ref, startCounter, { ...start, id: "start_2" }, context);
    expect(second).toMatchObject({ ok: false, rejection: { code: "already_exists" }, replayed: false });
  });

  test("a write that changes a record needs one", async () => {
    const outcome = await execute(memoryStorage(), ref, moveCounter, move, context);
    expect(outcome).toMatchObject({ ok: false, rejection: { code: "not_found" } });
  });

  test("what the write is given: the record, the command, the context, and the related events", async () => {
    const storage = await started();
    await execute(storage, ref, moveCounter, { ...move, about: "ord_1" }, context);
    let given: unknown;
    const spy: typeof moveCounter = (record, command, given_) => {
      given = given_;
      return moveCounter(record, command, given_);
    };
    await execute(storage, ref, spy, { id: "m2", amount: 1, about: "ord_1" }, context);
    expect(given).toMatchObject({ ...context, related: [{ id: "m1", amount: 5 }] });
  });
});

describe("what an entry is about", () => {
  test("given a command that names nothing, its own event says it, not one that came before it", async () => {
    const storage = await started();
    const naming: typeof moveCounter = (record, command, given) => {
      const moved = moveCounter(record, command, given);
      if (!moved.ok) return moved;
      const [event] = moved.events.map((one) => ({ ...one, about: "ord_1" }));
      return event === undefined ? moved : { ...moved, events: [{ ...event, id: "before", about: "ord_0" }, event] };
    };
    await execute(storage, ref, naming, move, context);
    expect((await storage.load(ref, { about: "ord_1" })).related.map(({ id }) => id)).toEqual(["before", "m1"]);
    expect((await storage.load(ref, { about: "ord_0" })).related).toEqual([]);
  });
});

describe("trouble", () => {
  test("two conflicts are overcome at once, the third is thrown and the command may be sent again", async () => {
    const patient = await started("conflict", "conflict");
    expect(await execute(patient, ref, moveCounter, move, context)).toMatchObject({ ok: true, replayed: false });
    const storage = await started("conflict", "conflict", "conflict");
    const sent = execute(storage, ref, moveCounter, move, context);
    await expect(sent).rejects.toMatchObject({ code: "version_conflict" });
    expect(await execute(storage, ref, moveCounter, move, context)).toMatchObject({ ok: true, replayed: false });
  });

  test("a request that was lost is sent again and carried out", async () => {
    const storage = await started("lost_request");
    const sent = execute(storage, ref, moveCounter, move, context);
    await expect(sent).rejects.toMatchObject({ code: "storage_failed" });
    expect(await execute(storage, ref, moveCounter, move, context)).toMatchObject({ ok: true, replayed: false });
    expect(await valueIn(storage)).toMatchObject({ value: 5 });
  });

  test("an answer that was lost is sent again and found carried out", async () => {
    const storage = await started("lost_answer");
    const sent = execute(storage, ref, moveCounter, move, context);
    await expect(sent).rejects.toMatchObject({ code: "storage_failed" });
    expect(await execute(storage, ref, moveCounter, move, context)).toMatchObject({ ok: true, replayed: true });
    expect(await valueIn(storage)).toMatchObject({ value: 5 });
  });

  test("a command without a usable id is thrown before anything is loaded", async () => {
    const sent = execute(await started(), ref, moveCounter, { ...move, id: "m1#points" }, context);
    await expect(sent).rejects.toMatchObject({ code: "command_invalid" });
  });
});

describe("fingerprintOf", () => {
  test("the order of keys, the note and what is null make no difference; all else does", () => {
    const print = fingerprintOf({ ...move, about: "ord_1" });
    const same = JSON.parse('{"note":"by hand","amount":5,"about":"ord_1","by":null,"id":"m1"}') as typeof move;
    expect(fingerprintOf(same)).toBe(print);
    expect(fingerprintOf({ ...move, about: "ord_2" })).not.toBe(print);
    expect(fingerprintOf({ ...move, about: "ord_1", by: "till_3" })).not.toBe(print);
  });
});
