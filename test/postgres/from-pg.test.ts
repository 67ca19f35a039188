import { fromPg, postgresStorage, type PgStatement } from "clientele/postgres";
import { afterEach, describe, expect, test } from "vitest";
import { change, counterRef } from "../../src/testing/contract/counter.js";

const asked: PgStatement[] = [];
const client = {
  query: async (statement: PgStatement): Promise<{ readonly rows: readonly unknown[] }> => {
    asked.push(statement);
    return { rows: statement.text.includes("max(version)") ? [{ version: 2 }] : [] };
  },
};

afterEach(() => void asked.splice(0));

/** The name of the last statement that was asked. */
function lastName(): string | undefined {
  return asked.at(-1)?.name;
}

function refs(count: number): readonly ReturnType<typeof counterRef>[] {
  return Array.from({ length: count }, (_, i) => counterRef(`cus_${i}`));
}

describe("a server keeps the plan of a statement for few rows, and plans one for many anew", () => {
  const storage = postgresStorage(fromPg(client));

  test.each([
    [1, "named"],
    [64, "named"],
    [65, "unnamed"],
    [1_000, "unnamed"],
  ])("a load of %d records is %s", async (count, how) => {
    await storage.loadMany?.(refs(count).map((ref) => ({ ref, lookup: {} })));
    expect(lastName() === undefined ? "unnamed" : "named").toBe(how);
  });

  test.each([
    [2, "named"],
    [64, "named"],
    [65, "unnamed"],
  ])("a commit of %d owners is %s", async (count, how) => {
    await storage.commitMany?.(refs(count).map((ref) => [change(ref, 0, 1, ["c1"])]));
    expect(lastName() === undefined ? "unnamed" : "named").toBe(how);
  });

  test.each([
    [64, "named"],
    [65, "unnamed"],
  ])("a commit of one record with %d entries is %s", async (count, how) => {
    const commands = Array.from({ length: count }, (_, i) => `c${i}`);
    await storage.commit([change(counterRef("cus_7"), 0, 1, commands)]);
    expect(lastName() === undefined ? "unnamed" : "named").toBe(how);
  });

  test("one text has one name, two texts have two, and no name is longer than a server takes", async () => {
    const name = async (count: number): Promise<string> => {
      await storage.loadMany?.(refs(count).map((ref) => ({ ref, lookup: {} })));
      return lastName() ?? "";
    };
    const [first, second] = [await name(1), await name(2)];
    await storage.refsOf("cus_7");
    expect([second === first, lastName() === first]).toEqual([true, false]);
    expect(first.length).toBeLessThan(64);
  });
});

describe("a proxy that keeps no names", () => {
  test("is asked without", async () => {
    const storage = postgresStorage(fromPg(client, { named: false }));
    await storage.loadMany?.([{ ref: counterRef("cus_7"), lookup: {} }]);
    await storage.commit([change(counterRef("cus_7"), 0, 1)]);
    await storage.outbox({ limit: 1 });
    expect(asked.map(({ name }) => name)).toEqual(asked.map(() => undefined));
  });
});
