import { describe, expect, test } from "vitest";
import { memoryStorage, overlayStorage } from "../../src/memory/index.js";
import { requireDurability, type Durability } from "../../src/shared/durability.js";

const levels = ["memory", "process", "power"] as const;

describe("what a host requires", () => {
  const pairs = levels.flatMap((declared, has) =>
    levels.map((required, wants) => ({ declared, required, has, wants })),
  );

  test.each(pairs)("a storage that keeps $declared, where $required is required", async (pair) => {
    const { declared, required, has, wants } = pair;
    const checked = requireDurability({ durability: async (): Promise<Durability> => declared }, required);
    if (has >= wants) return expect(checked).resolves.toBeUndefined();
    const details = { reason: "not_durable", declared, required };
    await expect(checked).rejects.toMatchObject({ code: "storage_failed", details });
  });

  test("memory keeps nothing but itself, and neither does what lies over another storage", async () => {
    const file = { ...memoryStorage(), durability: async (): Promise<Durability> => "power" };
    for (const storage of [memoryStorage(), overlayStorage(file)]) {
      await requireDurability(storage, "memory");
      await expect(requireDurability(storage, "process")).rejects.toThrow(
        'This storage keeps a commit at the level "memory", and "process" is required; use a database that writes to a file.',
      );
      await expect(requireDurability(storage, "power")).rejects.toThrow("use PostgreSQL with fsync");
    }
  });
});
