import { beforeEach, describe, expect, test } from "vitest";
import { memoryStorage } from "../../src/memory/index.js";
import type { Program } from "../../src/program/document.js";
import { openBalances, type BalancesOpened, type OpeningBalances } from "../../src/program/index.js";
import type { Storage } from "../../src/shared/storage.js";
import { storedTexts } from "../../src/testing/stored.js";
import { troubledStorage } from "../../src/testing/troubled-storage.js";
import { standingKind } from "../../src/tiers/records.js";
import { honour } from "./programs.js";
import { at, available, happens, lines, stored, told } from "./support.js";

let storage: Storage;
beforeEach(() => {
  storage = memoryStorage();
});

const now = "2026-03-02T10:00:00.000Z";
const order = { ...told("order.paid", "ord_1", now), lines: lines("100.00") };
const opening: OpeningBalances = { id: "opn_1", customerId: "cus_7" };

function opens(program: Program, given: Partial<OpeningBalances>, time = now): Promise<BalancesOpened> {
  return openBalances(storage, { ...opening, ...given }, at(program, time));
}

describe("what is refused, with nothing written and the id free", () => {
  test.each<readonly [string, Partial<OpeningBalances>, object]>([
    ["occurred_in_future", { occurredAt: "2026-03-02T10:05:00.001Z" }, { now }],
    [
      "lapse_passed",
      { points: [{ type: "points", points: 5, lapsesAt: now }] },
      { pointsType: "points", points: 5, lapsesAt: now, now },
    ],
    [
      "until_passed",
      { points: [{ type: "points", points: 5 }], standings: [{ tierSet: "honour", tier: "gold", until: now }] },
      { until: now, now },
    ],
    [
      "occurred_in_future",
      { standings: [{ tierSet: "honour", tier: "gold", since: "2026-03-03T00:00:00Z" }] },
      { now },
    ],
  ])("%s: %o", async (code, given, numbers) => {
    expect(await opens(honour, given)).toMatchObject({ ok: false, replayed: false, rejection: { code, ...numbers } });
    expect(await storedTexts(storage)).toEqual({});
    expect(await opens(honour, { points: [{ type: "points", points: 5 }] })).toMatchObject({
      ok: true,
      replayed: false,
    });
  });

  test("an account with movements and a standing, unless told otherwise", async () => {
    await happens(storage, honour, { ...order, lines: lines("3280.00") });
    const before = await storedTexts(storage);
    const points = [{ type: "points", points: 5 }];
    const standings = [{ tierSet: "honour", tier: "gold" }];
    expect(await opens(honour, { points })).toMatchObject({
      ok: false,
      rejection: { code: "has_movements", issued: { points: 3280, honour: 3380 } },
    });
    expect(await opens(honour, { standings })).toMatchObject({
      ok: false,
      rejection: { code: "already_exists", tierSet: "honour", tier: "silver" },
    });
    expect(await storedTexts(storage)).toEqual(before);
    expect(await opens(honour, { points, standings, onTop: true })).toMatchObject({ ok: true });
    expect((await stored(storage, standingKind, "honour"))?.tier).toBe("gold");
    expect(await available(storage, honour, "points", "2026-03-20T00:00:00Z")).toBe(3285);
  });
});

describe("what is malformed is thrown, with its path", () => {
  test.each<readonly [string, object]>([
    ["points[0].type", { points: [{ type: "point", points: 5 }] }],
    ["points[0].points", { points: [{ type: "points", points: -1 }] }],
    ["points[0].points", { points: [{ type: "points", points: 1.5 }] }],
    ["points[0].points", { points: [{ type: "points", points: 2 ** 53 }] }],
    ["points[0].points", { points: [{ type: "points", points: 2n ** 53n }] }],
    ["points[0].points", { points: [{ type: "points", points: Number.NaN }] }],
    ["points[0].points", { points: [{ type: "points", points: "5" }] }],
    [
      "points",
      {
        points: [
          { type: "points", points: Number.MAX_SAFE_INTEGER },
          { type: "honour", points: 1 },
        ],
      },
    ],
    ["points[0].klass", { points: [{ type: "points", points: 5, klass: "a" }] }],
    ["points[0].lapsesAt", { points: [{ type: "points", points: 5, lapsesAt: "2026-07-01" }] }],
    ["standings[0].tierSet", { standings: [{ tierSet: "honor", tier: "gold" }] }],
    ["standings[0].tier", { standings: [{ tierSet: "honour", tier: "golden" }] }],
    [
      "standings[1].tierSet",
      {
        standings: [
          { tierSet: "honour", tier: "gold" },
          { tierSet: "honour", tier: "silver" },
        ],
      },
    ],
    ["customerId", { customerId: "" }],
    ["ontop", { ontop: true }],
  ])("%s: %o", async (path, given) => {
    await expect(opens(honour, given)).rejects.toMatchObject({ code: "command_invalid", details: { path } });
    expect(await storedTexts(storage)).toEqual({});
  });

  test("points that lapse before they are available", async () => {
    const points = [
      { type: "points", points: 5, availableFrom: "2026-07-01T00:00:00Z", lapsesAt: "2026-07-01T00:00:00Z" },
    ];
    await expect(opens(honour, { points })).rejects.toMatchObject({ code: "command_invalid" });
  });

  test("what database libraries answer is taken", async () => {
    const row = {
      ...opening,
      by: null,
      points: [{ type: "points", points: 5n, lapsesAt: new Date("2026-07-01T00:00:00Z"), note: null }],
    };
    expect(await opens(honour, row as object)).toMatchObject({ ok: true });
    expect(await available(storage, honour, "points", now)).toBe(5);
  });
});

describe("one command, once", () => {
  const given = { points: [{ type: "points", points: 500 }], standings: [{ tierSet: "honour", tier: "silver" }] };

  test("sent again it changes nothing, remarks aside; with another body it is command_reused", async () => {
    await opens(honour, given);
    const before = await storedTexts(storage);
    const noted = { ...given, note: "again", points: [{ ...given.points[0], type: "points", points: 500, note: "x" }] };
    expect(await opens(honour, noted, "2026-03-09T10:00:00Z")).toMatchObject({ ok: true, replayed: true, events: [] });
    await expect(opens(honour, { ...given, points: [] })).rejects.toMatchObject({ code: "command_reused" });
    await expect(happens(storage, honour, { ...order, id: "opn_1" })).rejects.toMatchObject({ code: "command_reused" });
    expect(await storedTexts(storage)).toEqual(before);
  });

  test("whatever befalls the commit, it is carried out once, all of it", async () => {
    await opens(honour, given);
    const expected = await storedTexts(storage);
    for (const trouble of ["conflict", "lost_request", "lost_answer"] as const) {
      const other = memoryStorage();
      const send = (): Promise<BalancesOpened> => openBalances(troubled, { ...opening, ...given }, at(honour, now));
      const troubled = troubledStorage(other, [trouble]);
      await send().catch(send);
      expect(await storedTexts(other)).toEqual(expected);
    }
  });
});
