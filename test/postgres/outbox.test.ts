import { isClienteleError, withRetry, type OutboxEntry, type Storage } from "clientele";
import { postgresStorage } from "clientele/postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { change, counter, counterRef } from "../../src/testing/contract/counter.js";
import { give, openWith, pay, poolAt } from "./shop.js";

const schema = "outbox";
const pool = poolAt(inject("databaseUrl"), { max: 22 });
let tenant = "";
let tenants = 0;

beforeAll(() => postgresStorage(pool, { schema }).migrate());

beforeEach(() => {
  tenant = `t${++tenants}`;
});

afterAll(() => pool.end());

/** Reads on from a watermark until everything wanted was shown, and then once more. */
async function readAll(storage: Storage, wanted: number, limit = 17): Promise<readonly OutboxEntry[]> {
  const shown: OutboxEntry[] = [];
  for (let after: string | undefined, isLast = false; !isLast;) {
    isLast = shown.length >= wanted;
    const page = await storage.outbox({ limit, ...(after !== undefined && { after }) });
    shown.push(...page.entries);
    after = page.watermark;
  }
  return shown;
}

/** The numbers of the entries of each record, in the order in which they were shown. */
function numbersOf(entries: readonly OutboxEntry[]): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (const { ref, seq } of entries) numbers.set(ref.owner, [...(numbers.get(ref.owner) ?? []), seq]);
  return numbers;
}

/** One, two, three and so on. */
function countTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}

describe("an outbox that is read while 16 write, some in long transactions that commit out of turn", () => {
  test("misses nothing, shows nothing twice, and keeps each record's order", async () => {
    const storage = postgresStorage(pool, { schema, tenant });
    const owners = Array.from({ length: 4 }, (_, i) => `cus_${i}`);
    const write = async (writer: number): Promise<void> => {
      for (let made = 0; made < 6; made++) {
        const [owner = "", id] = [owners[(writer + made) % 4], `w${writer}_${made}`];
        await again(() => (writer % 4 === 0 ? longWrite(storage, owner, id) : addOne(storage, owner, id)));
      }
    };
    const [shown] = await Promise.all([readAll(storage, 96), ...countTo(16).map((writer) => write(writer))]);
    const numbers = numbersOf(shown);
    for (const owner of owners) expect([owner, numbers.get(owner)]).toEqual([owner, countTo(24)]);
  });

  test("is in the order of the transactions' numbers, also where these grow by a digit", async () => {
    const storage = postgresStorage(pool, { schema, tenant });
    const numbers = [8, 9, 10, 11, 98, 99, 100, 101];
    for (const number of numbers) {
      await storage.commit([change(counterRef(`cus_${number}`), 0, 1, ["c"])]);
      await pool.query(`update ${schema}.clientele_entries set xact = $1 where tenant = $2 and owner = $3`, [
        number,
        tenant,
        `cus_${number}`,
      ]);
    }
    const shown = await readAll(storage, numbers.length, 3);
    expect(shown.map(({ ref }) => ref.owner)).toEqual(numbers.map((number) => `cus_${number}`));
  });

  test("an earlier transaction that writes a record after a later one stands after it", async () => {
    const storage = postgresStorage(pool, { schema, tenant });
    await openWith(storage, "cus_7", 10);
    const early = await pool.connect();
    await early.query("begin");
    await early.query("select pg_current_xact_id()");
    await give(storage, "cus_7", "second", 1);
    await pay(storage, "cus_7", "third", 1);
    await readFrom(storage, "", 2);
    const { watermark, entries } = await storage.outbox({ limit: 99 });
    expect(entries.map(({ command }) => command)).toEqual(["open_cus_7", "gift_cus_7"]);
    await pay(storage.within(early), "cus_7", "fourth", 1);
    await early.query("commit");
    early.release();
    const rest = await readFrom(storage, watermark, 2 + 2 + 1);
    const places = ["second", "third", "fourth"].map((id) => rest.findIndex(({ command }) => command.startsWith(id)));
    expect(places).toEqual([...places].sort((left, right) => left - right));
    const account = rest.filter(({ ref }) => ref.kind === "points_account").map(({ seq }) => seq);
    expect(account).toEqual([3, 4, 5]);
  });
});

/** Everything after a watermark, as soon as so much can be seen. */
async function readFrom(storage: Storage, after: string, wanted: number): Promise<readonly OutboxEntry[]> {
  for (;;) {
    const { entries } = await storage.outbox({ after, limit: 99 });
    if (entries.length >= wanted) return entries;
  }
}

function addOne(storage: Storage, owner: string, id: string): Promise<void> {
  const ref = counterRef(owner);
  return withRetry(storage, owner, async (port) => {
    const { version, earlier } = await port.load(ref, { id });
    if (earlier === undefined) await port.commit([change(ref, version, version + 1, [id])]);
  });
}

/** The host's transaction has its number long before it writes here, and is open long after. */
async function longWrite(storage: ReturnType<typeof postgresStorage>, owner: string, id: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_current_xact_id(), pg_sleep(0.01)");
    await addOne(storage.within(client), owner, id);
    await client.query("select pg_sleep(0.01)");
    await client.query("commit");
  } catch (thrown) {
    await client.query("rollback");
    throw thrown;
  } finally {
    client.release();
  }
}

async function again(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      if (!isClienteleError(thrown, "version_conflict")) throw thrown;
    }
  }
}

describe("a watermark", () => {
  test("goes on where it was after what it had shown was deleted", async () => {
    const storage = postgresStorage(pool, { schema, tenant });
    for (const id of ["a", "b", "c"]) await storage.commit([change(counterRef("cus_7", id), 0, 1, [id])]);
    const first = await readUntil(storage, 3, 2);
    await storage.commit([{ ref: counterRef("cus_7", "b"), expected: 1, record: undefined, entries: [] }]);
    const shown = await readFrom(storage, first, 1);
    expect(shown.map(({ command }) => command)).toEqual(["c"]);
    expect((await storage.outbox({ limit: 9 })).entries.map(({ command }) => command)).toEqual(["a", "c"]);
  });

  test.each(["0", "[]", '["1"]', '["x","","","","",0]', '["1","","","","","0"]', '[1,"","","","",0]', "null"])(
    "that no page gave is refused: %s",
    async (after) => {
      const page = postgresStorage(pool, { schema, tenant }).outbox({ after, limit: 1 });
      await expect(page).rejects.toSatisfy((thrown) => isClienteleError(thrown, "command_invalid"));
    },
  );

  test("of numbers that no server has is refused, and no trouble of the database", async () => {
    const storage = postgresStorage(pool, { schema, tenant });
    for (const after of [
      '["99999999999999999999","","","","",0]',
      '["1","","","","",1.5]',
      '["1","\\u0000","","","",1]',
    ]) {
      const page = storage.outbox({ after, limit: 1 });
      await expect(page).rejects.toSatisfy((thrown) => isClienteleError(thrown, "command_invalid"));
    }
  });
});

/** The watermark after the first page, once everything can be seen. */
async function readUntil(storage: Storage, wanted: number, limit: number): Promise<string> {
  await readFrom(storage, "", wanted);
  return (await storage.outbox({ limit })).watermark;
}

describe("pages under writers", () => {
  test("of owners, records and entries show once what was there from beginning to end", async () => {
    const storage = postgresStorage(pool, { schema, tenant });
    const owners = Array.from({ length: 60 }, (_, i) => `cus_${String(i).padStart(3, "0")}`);
    const dueRecord = (owner: string) => counter(counterRef(owner), 1, { nextDueOn: "2026-03-12" });
    await storage.commitMany?.(
      owners.map((owner) => [{ ref: counterRef(owner), expected: 0, record: dueRecord(owner), entries: [] }]),
    );
    const state = { isDone: false };
    const write = async (writer: number): Promise<void> => {
      for (let made = 0; !state.isDone; made++) {
        const owner = owners[(writer * 7 + made) % owners.length] ?? "";
        await storage.commit([change(counterRef(owner, `new_${writer}_${made}`), 0, 1, ["c"])]);
      }
    };
    const writers = Promise.all([1, 2, 3, 4].map((writer) => write(writer)));
    const due: string[] = [];
    const found: string[] = [];
    for (let page = await storage.due({ on: "2026-03-12", limit: 7 }); page.length > 0;) {
      due.push(...page);
      page = await storage.due({ on: "2026-03-12", after: due.at(-1) ?? "", limit: 7 });
    }
    for (let page = await storage.records("contract_counter", { limit: 9 }); page.length > 0;) {
      found.push(...page.filter(({ ref }) => ref.id === "main").map(({ ref }) => ref.owner));
      const last = page.at(-1)?.ref ?? { owner: "", id: "" };
      page = await storage.records("contract_counter", { after: last, limit: 9 });
    }
    state.isDone = true;
    await writers;
    expect([due, found]).toEqual([owners, owners]);
  });
});
