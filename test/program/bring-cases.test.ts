// Cases of nobody known are their own owners, and no agenda watches them: due work finds them by the day they note.
import { expect, test } from "vitest";
import { openCase } from "../../src/cases/open.js";
import { moveCase } from "../../src/cases/move.js";
import { caseKind } from "../../src/cases/records.js";
import { memoryStorage } from "../../src/memory/memory-storage.js";
import type { HostEvent } from "../../src/program/host-events.js";
import { runDue, type DueDone } from "../../src/program/run-due.js";
import { execute } from "../../src/shared/execute.js";
import type { Ref } from "../../src/shared/repository.js";
import type { Storage } from "../../src/shared/storage.js";
import { storedTexts } from "../../src/testing/stored.js";
import { troubledStorage } from "../../src/testing/troubled-storage.js";
import { desk } from "../laws/desk.js";
import { store } from "./programs.js";
import { at, happens, told } from "./support.js";

const monday = "2026-03-02T09:00:00.000+08:00";
const end = "2026-04-20T12:00:00.000+08:00";

/** A complaint under its own id, told at an instant by somebody nobody knows. */
async function complains(storage: Storage, id: string, time: string, owner = id): Promise<Ref> {
  const ref = { owner, kind: caseKind.kind, id };
  const customer = owner === id ? {} : { customerId: owner };
  await execute(storage, ref, openCase, { id, type: "complaint", channel: "box", ...customer }, at(store, time));
  return ref;
}

async function complained(): Promise<Storage> {
  const storage = memoryStorage();
  for (const [n, hour] of ["09", "11", "15"].entries())
    await complains(storage, `cas_${n}`, `2026-03-02T${hour}:00:00.000+08:00`);
  const ofCustomer = {
    ...told("case.opened", "cas_of_customer", monday),
    caseType: "complaint",
    channel: "phone",
  } as const;
  await happens(storage, store, ofCustomer);
  return storage;
}

async function swept(storage: Storage, time: string, limit?: number): Promise<readonly DueDone[]> {
  const slices: DueDone[] = [];
  while (slices.at(-1)?.done !== true)
    slices.push(await runDue(storage, { ...at(store, time), ...(limit !== undefined && { limit }) }));
  return slices;
}

test("a missed target is told once, to whom it is to be told, as for a customer's case", async () => {
  const storage = memoryStorage();
  const ref = await complains(storage, "cas_0", monday);
  const first = await runDue(storage, at(store, end));
  expect(first).toEqual({
    done: true,
    processed: 1,
    remaining: 0,
    counts: { "case.breached": 2, "case.escalated": 2 },
  });
  expect(await runDue(storage, at(store, end))).toEqual({ done: true, processed: 0, remaining: 0, counts: {} });
  const { record } = await storage.load(ref, {});
  const ofCustomer = memoryStorage();
  await happens(ofCustomer, store, { ...told("case.opened", "cas_0", monday), caseType: "complaint", channel: "box" });
  await runDue(ofCustomer, at(store, end));
  const { record: expected } = await ofCustomer.load({ ...ref, owner: "cus_7" }, {});
  expect({ ...record, owner: "cus_7", customerId: "cus_7" }).toEqual(expected);
});

test("daily, weekly, at random, late and in slices of one leave the same bytes", async () => {
  const late = await complained();
  await swept(late, end);
  const expected = await storedTexts(late);
  expect(Object.keys(expected).filter((key) => key.startsWith("case "))).toHaveLength(4);
  const day = (n: number): string => new Date(Date.parse(monday) + n * 86_400_000).toISOString();
  const ways: Readonly<Record<string, readonly (readonly [number, number?])[]>> = {
    daily: Array.from({ length: 48 }, (_, n) => [n] as const),
    weekly: [[7], [14], [21], [28]],
    "at random": [[0.2], [0.31], [1.9], [3.3], [3.3001], [17.2]],
    "in slices of one": [
      [0.3, 1],
      [2.1, 1],
      [3.4, 1],
      [9, 1],
    ],
  };
  for (const [name, sweeps] of Object.entries(ways)) {
    const storage = await complained();
    for (const [n, limit] of sweeps) await swept(storage, day(n), limit);
    await swept(storage, end, sweeps[0]?.[1]);
    expect(await storedTexts(storage), name).toEqual(expected);
  }
});

test("a slice is of so many owners, known or not; what is due later today holds nobody up", async () => {
  const noon = await complained();
  expect(await swept(noon, "2026-03-02T12:30:00.000+08:00", 1)).toEqual([
    { done: true, processed: 0, remaining: 0, counts: {} },
  ]);
  const afternoon = await complained();
  const slices = await swept(afternoon, "2026-03-02T17:00:00.000+08:00", 1);
  expect(slices.map(({ done, processed, remaining }) => [done, processed, remaining])).toEqual([
    [false, 1, 2],
    [false, 1, 1],
    [true, 1, 0],
  ]);
});

test("a case that a host keeps beside what the program knows of a customer is not forgotten", async () => {
  const storage = memoryStorage();
  await happens(storage, store, told("customer.registered", "reg_1", monday));
  await complains(storage, "cas_0", monday, "cus_7");
  expect((await runDue(storage, at(store, end))).counts).toEqual({ "case.breached": 2, "case.escalated": 2 });
  expect(await runDue(storage, at(store, end))).toMatchObject({ processed: 0, counts: {} });
});

test("when another writer is faster, what that writer left is looked at", async () => {
  const storage = memoryStorage();
  const ref = await complains(storage, "cas_0", monday);
  const meanwhile: Storage = {
    ...storage,
    due: async (page) => {
      const owners = await storage.due(page);
      await execute(
        storage,
        ref,
        moveCase,
        { id: "mov_1", to: "rejected" },
        at(store, "2026-03-02T09:30:00.000+08:00"),
      );
      return owners;
    },
  };
  expect((await runDue(meanwhile, at(store, end))).counts).toEqual({});
  const troubled = await complained();
  const done = await runDue(troubledStorage(troubled, ["conflict", "conflict"]), at(store, end));
  expect(done.counts).toEqual({ "case.breached": 8, "case.escalated": 8 });
});

test("who has an open case is in the class of those from the event on, and out of it with its end", async () => {
  const storage = memoryStorage();
  const classes = async (event: HostEvent): Promise<readonly unknown[]> => {
    const { events } = await happens(storage, desk, event);
    const moves = events.filter(({ type }) => type === "segment.entered" || type === "segment.left");
    return moves.map(({ type, recordedAt }) => [type, recordedAt]);
  };
  const opened = { ...told("case.opened", "cas_1", monday), caseType: "complaint" } as const;
  expect(await classes(opened)).toEqual([["segment.entered", "2026-03-02T01:00:00.000Z"]]);
  const ended = {
    ...told("case.moved", "mov_1", "2026-03-02T10:00:00.000+08:00"),
    caseId: "cas_1",
    to: "withdrawn",
  } as const;
  expect(await classes(ended)).toEqual([["segment.left", "2026-03-02T02:00:00.000Z"]]);
});
