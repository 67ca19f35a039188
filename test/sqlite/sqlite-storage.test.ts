import { execute } from "clientele";
import { sqliteStorage, type SqliteDatabase, type SqliteStorage } from "clientele/sqlite";
import { describe, expect, test } from "vitest";
import { recordKind } from "../../src/shared/record-kind.js";
import {
  change,
  context,
  counter,
  counterKind,
  counterRef,
  entry,
  moveCounter,
  seen,
  startCounter,
} from "../../src/testing/contract/counter.js";
import { driversHere, type Connection } from "./support/drivers.js";
import { testPlaces } from "./support/places.js";

const places = testPlaces();
const ref = counterRef("cus_7");

describe.each(driversHere())("a storage of $name", (driver) => {
  const made = async (): Promise<{ storage: SqliteStorage; db: Connection; file: string }> => {
    const file = places.file();
    const db = places.open(driver, file);
    const storage = sqliteStorage(db, { kinds: [counterKind] });
    await storage.migrate();
    return { storage, db, file };
  };

  test("migrated a second time keeps what is stored", async () => {
    const { storage } = await made();
    await storage.commit([change(ref, 0, 5)]);
    await storage.migrate();
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 1, value: 5 });
  });

  test("holds the record as canonical text, beside its columns", async () => {
    const { db } = await made();
    const kind = recordKind({
      ...counterKind,
      project: () => ({ nextDueOn: "2026-03-12", customerId: "cus_7", status: "open", urgent: 1, area: "north" }),
    });
    await sqliteStorage(db, { kinds: [kind] }).commit([change(ref, 0, 5, ["c1"])]);
    expect(
      db
        .prepare("select * from clientele_records")
        .all()
        .map((row) => ({ ...(row as object) })),
    ).toEqual([
      {
        tenant: "main",
        owner: "cus_7",
        kind: "contract_counter",
        id: "main",
        version: 1,
        entries: 1,
        record: kind.pack(counter(ref, 5)),
        customer_id: "cus_7",
        status: "open",
        next_due_on: "2026-03-12",
        columns: '{"area":"north","urgent":1}',
      },
    ]);
  });

  test("that breaks a check of its kind is not answered either", async () => {
    const { db } = await made();
    await sqliteStorage(db).commit([change(ref, 0, -1)]);
    const storage = sqliteStorage(db, { kinds: [counterKind] });
    await expect(storage.load(ref, {})).rejects.toMatchObject({ code: "invariant_violated" });
    await expect(storage.commit([change(ref, 1, 2)])).resolves.toBeUndefined();
  });

  test("keeps tenants apart: records, entries, what is due and the outbox", async () => {
    const { db } = await made();
    const [mine, theirs] = ["mine", "theirs"].map((tenant) => sqliteStorage(db, { tenant, kinds: [counterKind] }));
    if (mine === undefined || theirs === undefined) throw new Error("Two tenants were made.");
    const record = counter(ref, 5, { nextDueOn: "2026-03-12" });
    await mine.commit([{ ref, expected: 0, record, entries: [entry("c1", "ord_1")] }]);
    expect(await theirs.load(ref, { id: "c1", about: "ord_1" })).toEqual({ version: 0, related: [] });
    expect(await theirs.due({ on: "2026-03-12", limit: 9 })).toEqual([]);
    expect(await theirs.refsOf("cus_7")).toEqual([]);
    expect(await theirs.records(ref.kind, { limit: 9 })).toEqual([]);
    expect(await theirs.entries(ref, { limit: 9 })).toEqual([]);
    expect((await theirs.outbox({ limit: 9 })).entries).toEqual([]);
    await theirs.commit([change(ref, 0, 7, ["c1"])]);
    expect(await mine.load(ref, {})).toMatchObject({ version: 1, record: { value: 5 } });
  });

  test("asks the same few statements, made ready once", async () => {
    const { db } = await made();
    const texts: string[] = [];
    const counting: SqliteDatabase = {
      prepare: (sql) => {
        texts.push(sql);
        return db.prepare(sql);
      },
      exec: (sql) => db.exec(sql),
    };
    const storage = sqliteStorage(counting);
    for (const version of [0, 1, 2]) {
      await storage.load(ref, { id: "c1", about: "ord_1" });
      await storage.commit([change(ref, version, 1, [`c${version}`])]);
    }
    expect(new Set(texts).size).toBe(texts.length);
  });

  test("of 100 who move one counter at once all come to their turn", async () => {
    const { storage } = await made();
    await execute(storage, ref, startCounter, { id: "start", owner: "cus_7" }, context);
    const moves = Array.from({ length: 100 }, (_, i) => {
      return execute(storage, ref, moveCounter, { id: `m${i}`, amount: 1 }, context);
    });
    expect((await Promise.all(moves)).every(({ ok }) => ok)).toBe(true);
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 101, value: 100 });
  });

  test("of a redemption of everything by two connections one wins", async () => {
    const { storage, file } = await made();
    const other = sqliteStorage(places.open(driver, file), { kinds: [counterKind] });
    await storage.commit([change(ref, 0, 50)]);
    const takes = [storage, other].flatMap((one, side) => {
      return Array.from({ length: 20 }, (_, i) =>
        execute(one, ref, moveCounter, { id: `take_${side}_${i}`, amount: -50 }, context),
      );
    });
    expect((await Promise.all(takes)).filter(({ ok }) => ok)).toHaveLength(1);
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 2, value: 0 });
  });
});
