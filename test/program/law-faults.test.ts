import { afterEach, describe, expect, test, vi } from "vitest";
import { memoryStorage } from "../../src/memory/index.js";
import type { PointsAccount } from "../../src/points/model.js";
import { pointsAccountKind } from "../../src/points/records.js";
import type { CustomerFile } from "../../src/program/customer-file.js";
import { casesIsland } from "../../src/program/islands/cases.js";
import { pointsIsland } from "../../src/program/islands/points.js";
import { segmentsIsland } from "../../src/program/islands/segments.js";
import type { Change } from "../../src/shared/repository.js";
import type { Storage } from "../../src/shared/storage.js";
import { programLaws, type ProgramLawOptions } from "../../src/testing/program-laws.js";
import { honour, store, tea } from "./programs.js";

/** What a law finds in ten histories, or nothing. */
async function found(law: string, program = honour, options: ProgramLawOptions = {}): Promise<string> {
  const named = programLaws(program, options).find(({ name }) => name.startsWith(law));
  return (
    (await named?.run({ seed: 42 }).then(
      () => "",
      (thrown: unknown) => (thrown instanceof Error ? thrown.message : ""),
    )) ?? "no such law"
  );
}

/** A storage that changes what it is given to commit. */
function storageThat(spoil: (changes: readonly Change[]) => readonly Change[]): ProgramLawOptions {
  return {
    makeStorage: () => {
      const storage = memoryStorage();
      return { ...storage, commit: (changes) => storage.commit(spoil(changes)) };
    },
  };
}

describe("a storage with a fault is found, with the seed that shows it", () => {
  test("it drops an entry", async () => {
    const dropsOne = storageThat((changes) =>
      changes.map((change) => ({ ...change, entries: change.entries.slice(1) })),
    );
    expect(await found("replay", honour, dropsOne)).toMatch(
      /^replay: folding its events gives every record \(seed 4\d\): /,
    );
    expect(await found("repeat", honour, dropsOne)).toMatch(/\(seed 4\d\)/);
  });

  test("it forgets which commands it has seen", async () => {
    const forgets = (): Storage => {
      const storage = memoryStorage();
      const loadOwner: Storage["loadOwner"] = async (wanted) => {
        return (await storage.loadOwner(wanted)).map((loaded) => ({ ...loaded, earlier: undefined }));
      };
      return { ...storage, loadOwner };
    };
    expect(await found("repeat", honour, { makeStorage: forgets })).toMatch(/\(seed 4\d\)/);
  });

  test("it loses a record of due work", async () => {
    const isSweep = (changes: readonly Change[]): boolean =>
      changes.every(({ ref, entries }) => ref.kind !== "agenda" || entries.length === 0);
    const loses = storageThat((changes) =>
      isSweep(changes) ? changes.filter(({ ref }) => ref.kind !== pointsAccountKind.kind) : changes,
    );
    expect(await found("sweep", honour, loses)).toContain("points_account");
  });

  test("it does not find who has something due", async () => {
    const blind = (): Storage => ({ ...memoryStorage(), due: () => Promise.resolve([]) });
    expect(await found("agenda", honour, { makeStorage: blind })).toContain("something happens to cus_");
  });

  test("it loses what time has done to cases of nobody", async () => {
    const isSweep = ({ entries }: Change): boolean => entries.some(({ command }) => command.includes("/settled/"));
    const loses = storageThat((changes) => changes.filter((change) => !isSweep(change)));
    expect(await found("nobody", store, loses)).toContain("what is left to tell");
  });

  test("it keeps what was erased", async () => {
    const keeps = storageThat((changes) => changes.filter(({ record }) => record !== undefined));
    expect(await found("forgetting", store, keeps)).toContain("personal records after erasure");
  });

  test("it answers dates as objects", async () => {
    const dates = storageThat((changes) =>
      changes.map((change) => ({
        ...change,
        ...(change.record && { record: Object.assign({}, change.record, { at: new Date(change.record.at) }) }),
      })),
    );
    expect(await found("JSON", honour, dates)).toContain("is a plain object or list");
  });
});

describe("a module with a fault is found", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const spoilAccount = (file: CustomerFile, spoil: (account: PointsAccount) => PointsAccount): void => {
    const account = file.read(pointsAccountKind, file.owner);
    if (account !== undefined) file.put(pointsAccountKind, spoil(account));
  };

  /** Every accepted event of the points module is followed by a change that no event tells. */
  const afterPoints = (spoil: (account: PointsAccount) => PointsAccount): void => {
    const { take } = pointsIsland;
    vi.spyOn(pointsIsland, "take").mockImplementation((file, ...rest) => {
      const decisions = take?.(file, ...rest) ?? [];
      if (decisions.some(({ ok }) => ok)) spoilAccount(file, spoil);
      return decisions;
    });
  };

  test("points come from nowhere", async () => {
    afterPoints((account) => ({
      ...account,
      types: {
        ...account.types,
        points: {
          issued: 0,
          redeemed: 0,
          expired: 0,
          reversed: 0,
          cancelled: 0,
          shortfall: 0,
          ...account.types["points"],
        },
      },
      buckets: account.buckets.map((bucket) => ({ ...bucket, free: [] })),
    }));
    expect(await found("conservation")).toContain("where its points are");
    expect(await found("replay")).toContain("points_account");
  });

  test("time runs backwards", async () => {
    afterPoints((account) => ({ ...account, at: "2020-01-01T00:00:00.000Z" }));
    expect(await found("order")).toContain("points_account");
  });

  test("an answer depends on how often it was asked for", async () => {
    let asked = 0;
    afterPoints((account) => ({ ...account, settled: (asked += 1) }));
    expect(await found("purity")).toMatch(/\(seed 4\d\): (answer to evt_\d+|played again): .*settled/);
  });

  test("lapses are not written down", async () => {
    vi.spyOn(pointsIsland, "settle").mockImplementation(() => undefined);
    expect(await found("sweep")).toContain("left to settle of the points_account");
  });

  test("classes do not follow time", async () => {
    const { follow } = segmentsIsland;
    vi.spyOn(segmentsIsland, "follow").mockImplementation((file, cause, context) => {
      return cause.id.startsWith("due/") ? [] : (follow?.(file, cause, context) ?? []);
    });
    expect(await found("sweep", tea)).toContain("what follows for cus_");
  });

  test("a free text rides in an event", async () => {
    const { take } = casesIsland;
    vi.spyOn(casesIsland, "take").mockImplementation((file, asked, ...rest) => {
      const text = "text" in asked.event ? asked.event.text : undefined;
      return take?.(file, { ...asked, fingerprint: `${asked.fingerprint}${text}` }, ...rest) ?? [];
    });
    expect(await found("forgetting", store)).toContain("personal values outside their kinds");
  });

  test("complaining costs points", async () => {
    const { take } = casesIsland;
    vi.spyOn(casesIsland, "take").mockImplementation((file, ...rest) => {
      const decisions = take?.(file, ...rest) ?? [];
      if (decisions.length > 0) spoilAccount(file, (account) => ({ ...account, buckets: [] }));
      return decisions;
    });
    expect(await found("complaining", store)).toMatch(/cases and without/);
  });

  test("a refusal without a reason", async () => {
    const { take } = pointsIsland;
    vi.spyOn(pointsIsland, "take").mockImplementation((...given) => {
      return (take?.(...given) ?? []).map(({ module, ok }) => ({ module, ok }));
    });
    expect(await found("silence")).toContain("a code and a sentence");
  });
});
