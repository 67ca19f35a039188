import type { Ref } from "clientele/shared";
import { sqliteStorage, type SqliteStorage } from "clientele/sqlite";
import { describe, expect, test } from "vitest";
import { change, counterKind, counterRef, seen } from "../../src/testing/contract/counter.js";
import { driversHere } from "./support/drivers.js";
import { testPlaces } from "./support/places.js";

const places = testPlaces();

describe.each(driversHere())("many at once with $name", (driver) => {
  const made = async (): Promise<SqliteStorage> => {
    const storage = sqliteStorage(places.open(driver, ":memory:"), { kinds: [counterKind] });
    await storage.migrate();
    return storage;
  };
  const [a, b, c] = ["a", "b", "c"].map((owner) => counterRef(owner)) as [Ref, Ref, Ref];

  test("records of many owners come in the order asked", async () => {
    const storage = await made();
    await storage.commit([change(a, 0, 1, ["c1"])]);
    await storage.commit([change(c, 0, 3)]);
    const wanted = [c, b, a].map((one) => ({ ref: one, lookup: { id: "c1" } }));
    const loaded = (await storage.loadMany?.(wanted)) ?? [];
    expect(loaded.map((one) => seen(one))).toEqual([
      { version: 1, value: 3 },
      { version: 0 },
      { version: 1, value: 1 },
    ]);
    expect(loaded.map(({ earlier }) => earlier?.command)).toEqual([undefined, undefined, "c1"]);
    expect(await storage.loadMany?.([])).toEqual([]);
  });

  test("each commit is all or nothing for itself", async () => {
    const storage = await made();
    await storage.commit([change(b, 0, 1, ["c1"])]);
    const second = counterRef("b", "second");
    const committed = await storage.commitMany?.([
      [change(a, 0, 1, ["c1"])],
      [change(second, 0, 9, ["c2"]), change(b, 0, 9, ["c2"])],
      [],
      [change(c, 0, 3, ["c1"])],
      [change(c, 1, 4, ["c1"])],
    ]);
    expect(committed?.map((one) => one?.code)).toEqual([
      undefined,
      "version_conflict",
      undefined,
      undefined,
      "version_conflict",
    ]);
    const found = await storage.loadMany?.([a, b, second, c].map((one) => ({ ref: one, lookup: { id: "c2" } })));
    expect(found?.map((one) => seen(one))).toEqual([
      { version: 1, value: 1 },
      { version: 1, value: 1 },
      { version: 0 },
      { version: 1, value: 3 },
    ]);
    expect(await storage.commitMany?.([])).toEqual([]);
  });

  test("one that is malformed keeps out all", async () => {
    const storage = await made();
    const many = storage.commitMany?.([[change(a, 0, 1)], [change(b, 0, -1)]]);
    await expect(many).rejects.toMatchObject({ code: "invariant_violated" });
    expect(seen(await storage.load(a, {}))).toEqual({ version: 0 });
  });

  test("the outbox shows all owners in the order of their commits, page by page, and what is forgotten no more", async () => {
    const storage = await made();
    await storage.commit([change(b, 0, 1, ["c1", "c2"])]);
    await storage.commit([change(a, 0, 1, ["c1"])]);
    await storage.commit([change(b, 1, 2, ["c3"])]);
    const pages: string[][] = [];
    let watermark: string | undefined;
    for (let isEnd = false; !isEnd;) {
      const page = await storage.outbox({ limit: 2, ...(watermark !== undefined && { after: watermark }) });
      pages.push(page.entries.map(({ ref: { owner }, seq, command }) => `${owner} ${seq} ${command}`));
      watermark = page.watermark;
      isEnd = page.entries.length < 2;
    }
    expect(pages).toEqual([["b 1 c1", "b 2 c2"], ["a 1 c1", "b 3 c3"], []]);
    // What was the last number is not given again after its entry went.
    await storage.commit([{ ref: b, expected: 2, record: undefined, entries: [] }]);
    await storage.commit([change(c, 0, 1, ["c9"])]);
    const after = await storage.outbox({ limit: 9, ...(watermark !== undefined && { after: watermark }) });
    expect(after.entries.map(({ ref: { owner } }) => owner)).toEqual(["c"]);
    expect((await storage.outbox({ limit: 9 })).entries.map(({ ref: { owner } }) => owner)).toEqual(["a", "c"]);
  });

  test.each(["", "later", "-1", "1.5", "9".repeat(16)])(
    "a watermark %j of another storage is refused",
    async (after) => {
      const storage = await made();
      await expect(storage.outbox({ after, limit: 1 })).rejects.toMatchObject({ code: "command_invalid" });
    },
  );
});
