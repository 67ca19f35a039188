import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryStorage, overlayStorage } from "../../src/memory/index.js";
import { pointsAccountKind } from "../../src/points/records.js";
import { backfillEvents, recordEvent, type Backfilled } from "../../src/program/index.js";
import type { Program } from "../../src/program/document.js";
import type { HostEvent } from "../../src/program/host-events.js";
import { instantOf } from "../../src/shared/instants.js";
import type { Storage } from "../../src/shared/storage.js";
import { hostEvents } from "../../src/testing/host-events.js";
import { requireConservation, requireOrder, requireReplay } from "../../src/testing/program-demands.js";
import { sweep } from "../../src/testing/program-play.js";
import { requireSettled } from "../../src/testing/program-settled.js";
import { storedTexts } from "../../src/testing/stored.js";
import { troubledStorage } from "../../src/testing/troubled-storage.js";
import { standingKind } from "../../src/tiers/records.js";
import { club, honour, programs, tea } from "./programs.js";
import { at, available, lines, stored, told } from "./support.js";

const now = "2026-11-01T00:00:00.000Z";
const order = (id: string, occurredAt: string, paid: string): HostEvent => ({
  ...told("order.paid", id, occurredAt),
  lines: lines(paid),
});

/** Years of a shop, made up, oldest first; what was sent twice stays so. */
function historyOf(program: Program, seed: number, events = 24): readonly HostEvent[] {
  const made = hostEvents(program, { seed, events, start: new Date("2022-01-01T00:00:00Z") });
  return made.map(({ event }) => event).sort((left, right) => timeOf(left) - timeOf(right));
}

function timeOf({ occurredAt }: HostEvent): number {
  return Date.parse(occurredAt);
}

describe("a history is recorded as if each event had been told when it happened", () => {
  test("what time did in between happened in between", async () => {
    const storage = memoryStorage();
    const history = [
      order("ord_1", "2023-03-02T12:00:00Z", "3280.00"),
      order("ord_2", "2025-06-01T12:00:00Z", "100.00"),
    ];
    const report = await backfillEvents(storage, history, at(honour, now));
    expect(report).toMatchObject({ recorded: 2, replayed: 0, refused: [], invalid: [] });
    expect(report.last).toEqual({ id: "ord_2", occurredAt: "2025-06-01T12:00:00.000Z" });
    expect(report.counts).toMatchObject({
      "points.expired": 2,
      "tier.upgraded": 1,
      "tier.at_risk": 1,
      "tier.downgraded": 1,
    });
    expect((await stored(storage, standingKind, "honour"))?.tier).not.toBe("silver");
    expect(await available(storage, honour, "points", "2025-06-20T00:00:00Z")).toBe(100);
  });

  test.each(Object.entries(programs))(
    "%s: the records are those of telling them one by one, byte for byte",
    async (_, program) => {
      for (const seed of [1]) {
        const history = historyOf(program, seed);
        const [batch, single] = [memoryStorage(), memoryStorage()];
        const report = await backfillEvents(batch, history, at(program, "2030-01-01T00:00:00Z"));
        let lastOf = new Map<string, number>();
        for (const event of history) {
          const clock = Math.max(timeOf(event), lastOf.get(event.customerId) ?? 0);
          lastOf = lastOf.set(event.customerId, clock);
          await recordEvent(single, event, at(program, instantOf(clock)));
        }
        expect(report.recorded + report.replayed + report.invalid.length).toBe(history.length);
        expect(await storedTexts(batch)).toEqual(await storedTexts(single));
      }
    },
  );

  test("and due work then brings them to now", async () => {
    const storage = memoryStorage();
    await backfillEvents(storage, historyOf(tea, 4), at(tea, now));
    const end = Date.parse("2027-03-01T00:00:00Z");
    await sweep(storage, end, { program: tea });
    await requireSettled(storage, end, { program: tea });
  });

  test("the laws of records hold for what was told of the past", async () => {
    const storage = memoryStorage();
    await backfillEvents(storage, historyOf(club, 6), at(club, now));
    const later = hostEvents(club, { seed: 1, events: 5, start: new Date("2027-01-01T00:00:00Z") });
    const fresh = later.map(({ event, now: sent }) => ({ event: { ...event, id: `new_${event.id}` }, now: sent }));
    for (const demand of [requireReplay, requireOrder, requireConservation]) {
      await demand({ program: club, seed: 1, history: fresh, makeStorage: () => overlayStorage(storage) });
    }
  });
});

describe("batches of any size, sent again from anywhere", () => {
  test("leave the records of one run, whatever breaks in between", async () => {
    const cut = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 12, maxLength: 12 });
    const check = fc.asyncProperty(fc.nat(1000), cut, fc.nat(30), async (seed, sizes, trouble) => {
      const history = historyOf(tea, seed, 24);
      const [whole, cutUp] = [memoryStorage(), memoryStorage()];
      await backfillEvents(whole, history, at(tea, now));
      const troubled = troubledStorage(cutUp, [...Array<undefined>(trouble).fill(undefined), "lost_answer"]);
      for (let [from, i] = [0, 0]; from < history.length; i++) {
        const batch = history.slice(Math.max(0, from - 3), from + (sizes[i % 12] ?? 1));
        try {
          await backfillEvents(troubled, batch, at(tea, now));
        } catch {
          continue;
        }
        from += sizes[i % 12] ?? 1;
      }
      expect(await storedTexts(cutUp)).toEqual(await storedTexts(whole));
    });
    await fc.assert(check, { seed: 42, numRuns: 4 });
  });

  test("the second time everything is answered as replayed, its refusals too", async () => {
    const storage = memoryStorage();
    const history = [
      order("ord_1", "2024-03-02T12:00:00Z", "80.00"),
      { ...told("order.refunded", "rfd_1", "2024-03-03T12:00:00Z"), orderId: "ord_9" },
    ];
    const first = await backfillEvents(storage, history, at(honour, now));
    const before = await storedTexts(storage);
    const second = await backfillEvents(storage, history, at(honour, now));
    expect(first.refused).toMatchObject([{ id: "rfd_1", customerId: "cus_7", module: "orders", code: "not_found" }]);
    expect(second).toEqual({ ...first, recorded: 0, replayed: 2, counts: {} });
    expect(await storedTexts(storage)).toEqual(before);
  });

  test("a faster writer is no matter, and one that is always faster is thrown: nothing later was recorded", async () => {
    const history = [order("ord_1", "2024-03-02T12:00:00Z", "80.00"), order("ord_2", "2024-03-03T12:00:00Z", "80.00")];
    const storage = memoryStorage();
    const some = troubledStorage(storage, ["conflict", "conflict"]);
    expect(await backfillEvents(some, history, at(honour, now))).toMatchObject({ recorded: 2 });
    const other = memoryStorage();
    const many = troubledStorage(other, ["conflict", "conflict", "conflict", "conflict"]);
    await expect(backfillEvents(many, history, at(honour, now))).rejects.toMatchObject({ code: "version_conflict" });
    expect(await storedTexts(other)).toEqual({});
    await backfillEvents(other, history, at(honour, now));
    expect(await storedTexts(other)).toEqual(await storedTexts(storage));
  });
});

describe("what is in a batch", () => {
  test("nothing", async () => {
    const nothing: Backfilled = { recorded: 0, replayed: 0, refused: [], invalid: [], counts: {} };
    expect(await backfillEvents(memoryStorage(), [], at(honour, now))).toEqual(nothing);
  });

  test("one event twice, a malformed one in the middle, an id with another body: each is answered by itself", async () => {
    const storage = memoryStorage();
    const first = order("ord_1", "2024-03-02T12:00:00Z", "80.00");
    const history = [
      first,
      { ...first },
      {
        id: "ord_2",
        type: "order.paid",
        customerId: "cus_7",
        occurredAt: "2024-03-04T12:00:00Z",
        lines: [{ sku: "tea", quantity: 1, paid: 12 }],
      },
      null,
      { ...first, occurredAt: "2024-03-05T12:00:00Z" },
      order("ord_3", "2024-03-06T12:00:00Z", "20.00"),
    ];
    const report = await backfillEvents(storage, history, at(honour, now));
    expect(report).toMatchObject({ recorded: 2, replayed: 1 });
    expect(report.invalid.map(({ id, path, code }) => [id, path, code])).toEqual([
      ["ord_2", "lines[0].paid", "command_invalid"],
      ["events[3]", "", "command_invalid"],
      ["ord_1", "", "command_reused"],
    ]);
    expect(await available(storage, honour, "points", "2024-04-01T00:00:00Z")).toBe(100);
  });

  test("an event that lies after now is refused, with everything else recorded", async () => {
    const storage = memoryStorage();
    const history = [order("ord_1", "2026-11-01T00:05:00Z", "80.00"), order("ord_2", "2026-11-01T00:05:01Z", "80.00")];
    const { refused } = await backfillEvents(storage, history, at(honour, now));
    expect(refused.map(({ id, module, code }) => [id, module, code])).toEqual([
      ["ord_2", "orders", "occurred_in_future"],
    ]);
  });

  test("rows as a database library reads them", async () => {
    const row = {
      ...told("order.paid", "ord_1", ""),
      occurredAt: new Date("2024-03-02T12:00:00Z"),
      currency: null,
      lines: [{ sku: "tea", quantity: 1n, paid: "80.00" }],
    };
    expect(await backfillEvents(memoryStorage(), [row], at(honour, now))).toMatchObject({ recorded: 1, invalid: [] });
  });
});

describe("what is told late", () => {
  const gold = [order("ord_1", "2024-03-02T12:00:00Z", "9000.00"), order("ord_2", "2024-08-02T12:00:00Z", "10.00")];

  test("counts from its own day, and is recorded when the last before it was", async () => {
    const storage = memoryStorage();
    await backfillEvents(storage, gold, at(honour, now));
    await backfillEvents(storage, [order("ord_0", "2024-03-01T12:00:00Z", "50.00")], at(honour, now));
    const entries = await storage.entries({ owner: "cus_7", kind: pointsAccountKind.kind, id: "cus_7" }, { limit: 99 });
    const late = entries.flatMap(({ events }) => events).find(({ id }) => id === "ord_0#points");
    expect(late).toMatchObject({ occurredAt: "2024-03-01T12:00:00.000Z", recordedAt: "2024-08-02T12:00:00.000Z" });
  });

  test("takes nothing back: a tier stays, though the late day had not reached it", async () => {
    const storage = memoryStorage();
    await backfillEvents(storage, gold, at(tea, now));
    const before = await stored(storage, standingKind, "status");
    await backfillEvents(storage, [order("ord_0", "2023-03-01T12:00:00Z", "5.00")], at(tea, now));
    const after = await stored(storage, standingKind, "status");
    expect([before?.tier, after?.tier, before?.grace, after?.grace]).toEqual([
      "family",
      "family",
      undefined,
      undefined,
    ]);
  });

  test("leaves an earlier redemption as it is", async () => {
    const history = historyOf(tea, 9);
    const late = history.filter((_, i) => i % 5 === 4);
    const storage = memoryStorage();
    await backfillEvents(
      storage,
      history.filter((event) => !late.includes(event)),
      at(tea, now),
    );
    const before = await eventsOf(storage);
    await backfillEvents(storage, late, at(tea, now));
    const after = await eventsOf(storage);
    for (const [key, events] of Object.entries(before)) expect(after[key]?.slice(0, events.length)).toEqual(events);
  });
});

test("a dry run has the same report, and writes nothing", async () => {
  const [dry, earnest] = [memoryStorage(), memoryStorage()];
  const history = historyOf(honour, 5);
  const report = await backfillEvents(overlayStorage(dry), history, at(honour, now));
  expect(report).toEqual(await backfillEvents(earnest, history, at(honour, now)));
  expect(await storedTexts(dry)).toEqual({});
});

async function eventsOf(storage: Storage): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const found: Record<string, readonly unknown[]> = {};
  for (const owner of ["cus_1", "cus_2", "cus_3"]) {
    const entries = await storage.entries({ owner, kind: pointsAccountKind.kind, id: owner }, { limit: 999 });
    found[owner] = entries.flatMap(({ events }) => events);
  }
  return found;
}
