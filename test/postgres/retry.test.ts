import { isClienteleError, withRetry, type Repository, type Storage } from "clientele";
import { memoryStorage } from "clientele/memory";
import { postgresStorage } from "clientele/postgres";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { retryOn } from "../../src/postgres/retry.js";
import { versionConflict } from "../../src/shared/commit.js";
import { change, counterKind, counterRef, seen, type Counter } from "../../src/testing/contract/counter.js";
import { poolAt } from "./shop.js";

const schema = "retry";
const url = inject("databaseUrl");
const pool = poolAt(url, { application_name: "retry", options: "-c deadlock_timeout=30ms" });
const outside = poolAt(url);
const endOf =
  "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'retry' and state like 'idle in%'";
const statements: string[] = [];
const conflict = versionConflict(counterRef("cus_7"), { stored: 1, expected: 0 });
let tenant = "";
let tenants = 0;

pool.on("connect", (client) => {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const noting = (...given: unknown[]): unknown => {
    const [first] = given as readonly (string | { readonly text: string })[];
    if (first !== undefined) statements.push(typeof first === "string" ? first : first.text);
    return query(...given);
  };
  client.query = noting as typeof client.query;
});

beforeAll(() => postgresStorage(pool, { schema }).migrate());

beforeEach(() => {
  tenant = `t${++tenants}`;
  statements.length = 0;
});

afterAll(() => Promise.all([pool.end(), outside.end()]));

function storageOn(db: pg.Pool): Storage {
  return postgresStorage(db, { schema, tenant, kinds: [counterKind] });
}

function countOf(words: string): number {
  return statements.filter((text) => text.includes(words)).length;
}

function countExactly(words: string): number {
  return statements.filter((text) => text === words).length;
}

/** Adds one to a counter, however many came before. */
async function addOne(port: Repository, owner: string): Promise<void> {
  const { version, record } = await port.load(counterRef(owner), {});
  await port.commit([change(counterRef(owner), version, ((record as Counter | undefined)?.value ?? 0) + 1)]);
}

describe("an attempt that always meets a faster writer", () => {
  test("is made three times in the open, and then with the record locked, when nobody can be faster", async () => {
    const [storage, rival] = [storageOn(pool), storageOn(outside)];
    await rival.commit([change(counterRef("cus_7"), 0, 0)]);
    const rivals: Promise<void>[] = [];
    let made = 0;
    await withRetry(storage, "cus_7", async (port) => {
      made += 1;
      const { version, record } = await port.load(counterRef("cus_7"), {});
      const faster = withRetry(rival, "cus_7", (other) => addOne(other, "cus_7"));
      if (made <= 3) await faster;
      else rivals.push(faster);
      await port.commit([change(counterRef("cus_7"), version, (record as Counter).value + 100)]);
    });
    await Promise.all(rivals);
    expect([
      made,
      countOf("begin isolation level read committed"),
      countExactly("commit"),
      countExactly("rollback"),
    ]).toEqual([4, 1, 1, 0]);
    expect(statements.filter((text) => text.trimStart().startsWith("select 1 from (select *"))).toHaveLength(1);
    expect(seen(await storage.load(counterRef("cus_7"), {}))).toEqual({ version: 6, value: 104 });
  });

  test("is not made for ever: eight times, and every connection is given back", async () => {
    let made = 0;
    const lost = withRetry(storageOn(pool), "cus_7", async () => {
      made += 1;
      throw conflict;
    });
    await expect(lost).rejects.toBe(conflict);
    expect([made, countOf("begin"), countExactly("rollback")]).toEqual([8, 5, 5]);
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  test("is made six times where no transaction can be opened", async () => {
    let made = 0;
    const query = (text: string, values: unknown[]): Promise<pg.QueryResult> => pool.query(text, values);
    const storage: Storage = postgresStorage({ query }, { schema, tenant });
    const lost = withRetry(storage, "cus_7", async () => {
      made += 1;
      throw conflict;
    });
    await expect(lost).rejects.toBe(conflict);
    expect([made, countOf("begin")]).toEqual([6, 0]);
  });

  test("waits up to twice as long each time", async () => {
    const chance = vi.spyOn(Math, "random").mockReturnValue(0.5);
    const waited: unknown[] = [];
    const timer = vi.spyOn(globalThis, "setTimeout").mockImplementation((done, milliseconds) => {
      waited.push(milliseconds);
      queueMicrotask(done);
      return {} as NodeJS.Timeout;
    });
    const lost = retryOn({ storage: memoryStorage() }, () => Promise.reject(conflict));
    await expect(lost).rejects.toBe(conflict);
    expect(waited).toEqual([2, 4, 8, 16, 32]);
    timer.mockRestore();
    chance.mockRestore();
  });
});

describe("in the locked attempts", () => {
  test("of two who lock each other out one is sent round again, and both are done", async () => {
    const storage = storageOn(pool);
    for (const owner of ["left", "right"]) await storage.commit([change(counterRef(owner), 0, 0)]);
    const both = meetingOf(2);
    const inOrder = (owners: readonly [string, string]): Promise<void> => {
      let made = 0;
      return withRetry(storage, owners[0], async (port) => {
        made += 1;
        if (made <= 3) throw conflict;
        const first = await port.load(counterRef(owners[0]), {});
        if (made === 4) await both();
        await port.load(counterRef(owners[1]), {});
        await port.commit([change(counterRef(owners[0]), first.version, 1)]);
      });
    };
    await Promise.all([inOrder(["left", "right"]), inOrder(["right", "left"])]);
    expect(countExactly("rollback")).toBeGreaterThan(0);
    for (const owner of ["left", "right"]) {
      expect(seen(await storage.load(counterRef(owner), {}))).toEqual({ version: 2, value: 1 });
    }
  });

  test("a connection that is ended by the server is an error like any other, and not the end of the process", async () => {
    const storage = storageOn(pool);
    await storage.commit([change(counterRef("cus_7"), 0, 1)]);
    let made = 0;
    const cut = withRetry(storage, "cus_7", async (port) => {
      made += 1;
      if (made <= 3) throw conflict;
      await addOne(port, "cus_7");
      await outside.query(endOf);
    });
    await expect(cut).rejects.toSatisfy((thrown) => isClienteleError(thrown, "storage_failed"));
    await expect(cut).rejects.toMatchObject({ details: { reason: "connection_lost" } });
    expect(seen(await storage.load(counterRef("cus_7"), {}))).toEqual({ version: 1, value: 1 });
  });
});

/** Waits until so many have come. */
function meetingOf(count: number): () => Promise<void> {
  let come = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((done) => (open = done));
  return () => {
    come += 1;
    if (come === count) open();
    return opened;
  };
}
