import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { memoryStorage, overlayStorage } from "../../src/memory/index.js";
import { pointsBalance, pointsExpiring } from "../../src/points/balance.js";
import type { PointsEvent } from "../../src/points/model.js";
import { pointsAccountKind } from "../../src/points/records.js";
import type { Program } from "../../src/program/document.js";
import {
  agendaKind,
  openBalances,
  rollUp,
  programTotals,
  type BalancesOpened,
  type OpeningBalances,
} from "../../src/program/index.js";
import type { Storage } from "../../src/shared/storage.js";
import { hostEvents } from "../../src/testing/host-events.js";
import { requireConserved, requireOrdered } from "../../src/testing/points-demands.js";
import { contextAt, playHistory, sweep } from "../../src/testing/program-play.js";
import { requireSettled } from "../../src/testing/program-settled.js";
import { replayed } from "../../src/testing/replay.js";
import { storedHistories, storedTexts } from "../../src/testing/stored.js";
import { standingKind } from "../../src/tiers/records.js";
import { club, honour, programs, tea } from "./programs.js";
import { at, available, happens, lines, stored, told, verdicts } from "./support.js";

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

describe("points", () => {
  const lots = [
    { type: "points", points: 300, lapsesAt: "2026-07-01T00:00:00+08:00", note: "from the old cards" },
    { type: "points", points: 200, availableFrom: "2026-03-10T00:00:00+08:00" },
    { type: "points", points: 0 },
  ];

  test("lapse as said, or by the rule of their type; each lot in an event that says opening", async () => {
    const opened = await opens(honour, { points: lots });
    expect(
      opened.ok &&
        opened.events.filter(({ type }) => type.startsWith("points.")).map(({ id, type }) => `${type} ${id}`),
    ).toEqual(["points.opened opn_1#points_account", "points.adjusted opn_1#points", "points.adjusted opn_1#points#2"]);
    const account = await stored(storage, pointsAccountKind);
    if (account === undefined) throw new Error("There is no account.");
    expect(pointsBalance(account, at(honour, now))["points"]).toMatchObject({ available: 300, pending: 200 });
    expect(await available(storage, honour, "points", "2026-03-09T16:00:00Z")).toBe(500);
    expect(await available(storage, honour, "points", "2026-06-30T15:59:59.999Z")).toBe(500);
    expect(await available(storage, honour, "points", "2026-06-30T16:00:00Z")).toBe(200);
    expect(pointsExpiring(account, at(honour, now)).map(({ lapsesAt }) => lapsesAt)).toContain(
      "2026-06-30T16:00:00.000Z",
    );
    const texts = JSON.stringify(await storedTexts(storage));
    expect([texts.includes('\\"reason\\":\\"opening\\"'), texts.includes("old cards")]).toEqual([true, false]);
  });

  test("what is earned later and lapses on the same day lies with them, and is announced once", async () => {
    const account = await (async () => {
      const day = (await lapseOf(honour))[0]?.lapsesAt ?? "";
      await opens(honour, { points: [{ type: "points", points: 7, lapsesAt: day }] });
      await happens(storage, honour, order);
      return stored(storage, pointsAccountKind);
    })();
    const mine = account?.buckets.filter(({ type }) => type === "points") ?? [];
    expect(mine.map(({ issued }) => issued)).toEqual([107]);
  });

  test("a lapse at any instant is kept to the instant", async () => {
    await opens(honour, { points: [{ type: "points", points: 7, lapsesAt: "2026-05-01T12:34:56.789Z" }] });
    expect(await available(storage, honour, "points", "2026-05-01T12:34:56.788Z")).toBe(7);
    expect(await available(storage, honour, "points", "2026-05-01T12:34:56.789Z")).toBe(0);
  });

  test("that lapse soon are announced at once, and once", async () => {
    const opened = await opens(honour, { points: [{ type: "points", points: 7, lapsesAt: "2026-03-05T12:00:00Z" }] });
    const announced = opened.ok ? opened.events.filter(({ type }) => type === "points.expiry_announced") : [];
    expect(announced).toMatchObject([{ occurredAt: now, points: 7, lapsesAt: "2026-03-05T12:00:00.000Z" }]);
    await sweep(storage, Date.parse("2026-03-05T12:00:00Z"), { program: honour });
    const events = await pointsEvents(storage);
    expect(events.filter(({ type }) => type === "points.expiry_announced")).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ type: "points.expired", points: 7 });
  });

  test("that slide lapse as said until the customer does something", async () => {
    await opens(tea, {
      points: [
        { type: "leaves", points: 50, lapsesAt: "2026-03-20T12:00:00Z" },
        { type: "leaves", points: 30, lapsesAt: "2026-03-25T12:00:00Z" },
      ],
    });
    const active = overlayStorage(storage);
    expect(await available(storage, tea, "leaves", "2026-03-25T11:59:59.999Z")).toBe(80);
    expect(await available(storage, tea, "leaves", "2026-03-25T12:00:00Z")).toBe(0);
    await happens(active, tea, told("visit.made", "vis_1", "2026-03-19T12:00:00.000Z"));
    expect(await available(active, tea, "leaves", "2026-04-25T12:00:00Z")).toBe(85);
  });

  test("reach tiers, and are due, at once", async () => {
    const opened = await opens(honour, { points: [{ type: "honour", points: 3000 }] });
    expect(opened.ok && verdicts(opened)).toContain("tiers");
    expect((await stored(storage, standingKind, "honour"))?.tier).toBe("silver");
    expect((await stored(storage, agendaKind))?.nextDueOn).toBe("2027-03-02");
  });

  test("are issued in the totals, and nothing else", async () => {
    await opens(honour, { points: lots });
    await rollUp(storage, at(honour, now));
    const { sum } = await programTotals(storage, { ...honour, from: "2026-03-01", to: "2026-03-31" });
    expect(sum.points["points"]).toMatchObject({ issued: 500, redeemed: 0, expired: 0 });
  });
});

describe("tiers", () => {
  const gold = { tierSet: "honour", tier: "gold", since: "2024-05-01T00:00:00+08:00" };

  test("are held as said until their review, then lost as any other: told before, and after the grace", async () => {
    await opens(honour, { standings: [{ ...gold, until: "2026-09-01T00:00:00+08:00" }] });
    const standing = await stored(storage, standingKind, "honour");
    expect(standing).toMatchObject({
      tier: "gold",
      since: "2024-04-30T16:00:00.000Z",
      granted: { until: "2026-08-31T16:00:00.000Z" },
    });
    await happens(storage, honour, { ...order, occurredAt: "2026-06-01T12:00:00.000Z" });
    expect((await stored(storage, standingKind, "honour"))?.grace).toBeUndefined();
    await sweep(storage, Date.parse("2026-08-31T16:00:00Z"), { program: honour });
    const reviewed = await stored(storage, standingKind, "honour");
    expect([reviewed?.tier, reviewed?.grace?.from]).toEqual(["gold", "2026-08-31T16:00:00.000Z"]);
  });

  test.each([
    ["rolling", honour, "honour", "gold", "2027-03-01T16:00:00.000Z"],
    ["calendar year", club, "year", "two", "2027-12-31T23:00:00.000Z"],
    ["calendar quarter", club, "orders", "some", "2026-06-30T22:00:00.000Z"],
    ["lifetime", club, "life", "friend", undefined],
  ] as const)(
    "without an end they are held as one that is reached now: %s",
    async (_, program, tierSet, tier, until) => {
      await opens(program, { standings: [{ tierSet, tier }] });
      const standing = await stored(storage, standingKind, tierSet);
      expect([standing?.tier, standing?.since, standing?.granted?.until]).toEqual([tier, now, until]);
    },
  );

  test("the lowest tier is one too", async () => {
    await opens(club, { standings: [{ tierSet: "year", tier: "one" }] });
    expect((await stored(storage, standingKind, "year"))?.tier).toBe("one");
  });
});

describe("after it, everything goes on as from a history", () => {
  test.each(Object.entries(programs))(
    "%s: points are conserved, records are the fold of their events, and nothing is left to settle",
    async (_, program) => {
      const lot = fc.record(
        {
          type: fc.constantFrom(
            ...(program.points.types.length > 0 ? program.points.types.map(({ id }) => id) : ["none"]),
          ),
          points: fc.integer({ min: 0, max: 5000 }),
          lapsesAt: fc.constantFrom("2026-01-09T12:00:00Z", "2026-02-01T00:00:00Z", "2026-12-31T23:00:00Z"),
          availableFrom: fc.constantFrom("2025-01-01T00:00:00Z", "2026-01-05T08:00:00Z"),
        },
        { requiredKeys: ["type", "points"] },
      );
      const check = fc.asyncProperty(fc.array(lot, { maxLength: 5 }), fc.nat(99), async (points, seed) => {
        const own = memoryStorage();
        const start = "2026-01-01T00:00:00.000Z";
        const standings = program.tierSets.map(({ id, tiers }) => ({ tierSet: id, tier: tiers.at(-1)?.id ?? "" }));
        const given = {
          id: "opn_1",
          customerId: "cus_1",
          points: program.points.types.length > 0 ? points : [],
          standings,
        };
        await openBalances(own, given, at(program, start));
        const history = hostEvents(program, { seed, events: 6, customers: 1, start: new Date(start) });
        await playHistory(own, history, { program });
        const end = Date.parse("2027-02-01T00:00:00Z");
        await sweep(own, end, { program });
        await requireSettled(own, end, { program });
        const account = (await own.load({ owner: "cus_1", kind: pointsAccountKind.kind, id: "cus_1" }, {})).record;
        const events = await pointsEvents(own, "cus_1");
        if (account !== undefined) {
          requireConserved(account as never, contextAt({ program }, end), events);
          requireOrdered(account as never, events);
        }
        for (const { ref, record, entries } of await storedHistories(own)) {
          const folded = replayed(
            ref.kind,
            entries.flatMap((entry) => entry.events),
          );
          if (folded !== undefined) expect(folded).toEqual(record);
        }
      });
      await fc.assert(check, { seed: 42, numRuns: 4 });
    },
  );
});

async function lapseOf(program: Program): Promise<readonly { readonly lapsesAt: string }[]> {
  const other = memoryStorage();
  await happens(other, program, order);
  const account = await stored(other, pointsAccountKind);
  return account === undefined
    ? []
    : pointsExpiring(account, at(program, now)).filter(({ pointsType }) => pointsType === "points");
}

async function pointsEvents(from: Storage, owner = "cus_7"): Promise<readonly PointsEvent[]> {
  const entries = await from.entries({ owner, kind: pointsAccountKind.kind, id: owner }, { limit: 999 });
  return entries.flatMap(({ events }) => events as readonly PointsEvent[]);
}
