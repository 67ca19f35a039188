import { beforeEach, describe, expect, test } from "vitest";
import { memoryStorage } from "../../src/memory/index.js";
import type { HostEvent } from "../../src/program/host-events.js";
import { agendaKind, recordEvent, runDue, runKind, type DueDone } from "../../src/program/index.js";
import type { Membership } from "../../src/segments/model.js";
import { membershipKind, scoresKind } from "../../src/segments/records.js";
import type { Storage } from "../../src/shared/storage.js";
import { storedTexts } from "../../src/testing/stored.js";
import { troubledStorage } from "../../src/testing/troubled-storage.js";
import { standingKind } from "../../src/tiers/records.js";
import { documentWith } from "./changed.js";
import { honour, programOf, store, tea } from "./programs.js";
import { at, available, happens, lines, stored, told } from "./support.js";

let storage: Storage;

beforeEach(() => {
  storage = memoryStorage();
});

const noon = "2026-03-02T12:00:00.000Z";
const order = { ...told("order.paid", "ord_1", noon), lines: lines("3280.00") };

function due(time: string, limit?: number): Promise<DueDone> {
  return runDue(storage, { ...at(honour, time), ...(limit !== undefined && { limit }) });
}

/** The same order of other customers. */
async function orders(customers: number, program = honour, event: HostEvent = order): Promise<void> {
  for (let i = 1; i <= customers; i++) await happens(storage, program, { ...event, customerId: `cus_${i}` });
}

describe("one call is one slice", () => {
  test("of at most so many customers, until it is done", async () => {
    await orders(5);
    const slices = [];
    for (let done = false; !done;) {
      const slice = await due("2027-03-02T12:00:00.000Z", 2);
      slices.push([slice.done, slice.processed, slice.remaining]);
      done = slice.done;
    }
    expect(slices).toEqual([
      [false, 2, 3],
      [false, 2, 1],
      [true, 1, 0],
    ]);
  });

  test("with what time has caused, by type", async () => {
    await orders(2);
    expect(await due("2027-03-02T12:00:00.000Z")).toEqual({
      done: true,
      processed: 2,
      remaining: 0,
      counts: { "points.expiry_announced": 2, "points.expired": 2, "tier.at_risk": 2 },
    });
  });

  test("and a second call finds nothing", async () => {
    await orders(2);
    await due("2027-03-02T12:00:00.000Z");
    const before = await storedTexts(storage);
    expect(await due("2027-03-02T12:00:00.000Z")).toEqual({ done: true, processed: 0, remaining: 0, counts: {} });
    expect(await storedTexts(storage)).toEqual(before);
  });

  test("of an empty storage nothing", async () => {
    expect(await due(noon)).toEqual({ done: true, processed: 0, remaining: 0, counts: {} });
  });
});

describe("customers for whom something is due later today", () => {
  const complaint: HostEvent = { ...told("case.opened", "cas_1", noon), caseType: "complaint", channel: "phone" };
  const morning = "2026-03-03T01:30:00.000Z";
  const evening = "2026-03-03T15:59:00.000Z";

  test("do not hold up the others, however small the slices", async () => {
    for (let i = 1; i <= 6; i++)
      await happens(storage, store, { ...complaint, customerId: `cus_${i}`, id: `cas_${i}` });
    await happens(storage, store, {
      ...complaint,
      customerId: "cus_7",
      id: "cas_7",
      occurredAt: "2026-03-02T05:31:00.000Z",
    });
    const slices: DueDone[] = [];
    while (slices.at(-1)?.done !== true) slices.push(await runDue(storage, { ...at(store, morning), limit: 1 }));
    expect(slices.length).toBeLessThanOrEqual(2);
    expect(slices.flatMap(({ counts }) => Object.entries(counts))).toEqual([["case.breached", 1]]);
    const rest = await runDue(storage, at(store, evening));
    expect(rest.counts).toEqual({ "case.breached": 6 });
  });
});

describe("the day that is noted", () => {
  test("is the day on which something happens next, in the program's zone", async () => {
    await happens(storage, honour, order);
    const nextDueOn = async (): Promise<string | undefined> => (await stored(storage, agendaKind))?.nextDueOn;
    expect(await nextDueOn()).toBe("2027-03-02");
    await due("2027-03-01T15:59:59.999Z");
    expect((await stored(storage, standingKind, "honour"))?.grace).toBeUndefined();
    await due("2027-03-01T16:00:00.000Z");
    expect((await stored(storage, standingKind, "honour"))?.grace?.from).toBe("2027-03-01T16:00:00.000Z");
    expect(await nextDueOn()).toBe("2027-03-25");
  });

  test("is none when nothing is to come, and such a customer is not looked at", async () => {
    await happens(storage, honour, told("customer.registered", "reg_1", noon));
    expect(await stored(storage, agendaKind)).toMatchObject({ watchedCases: [] });
    expect(await storage.due({ on: "9999-12-31", limit: 10 })).toEqual([]);
  });

  test("comes once a year for a birthday, and never where it changes nothing", async () => {
    const born = (on: string): HostEvent => ({
      ...told("customer.registered", "reg_1", "2026-03-20T12:00:00.000Z"),
      personal: { birthday: { on } },
    });
    await happens(storage, tea, born("1990-04-10"));
    const segments = async (): Promise<Membership["segments"] | undefined> => {
      return (await stored(storage, membershipKind))?.segments;
    };
    expect((await stored(storage, agendaKind))?.nextDueOn).toBe("2026-04-03");
    await runDue(storage, at(tea, "2026-04-03T03:59:59.999Z"));
    expect((await segments())?.["birthday"]).toBeUndefined();
    await runDue(storage, at(tea, "2026-04-03T04:00:00.000Z"));
    expect((await segments())?.["birthday"]).toEqual({ since: "2026-04-03T04:00:00.000Z" });
    expect((await stored(storage, agendaKind))?.nextDueOn).toBe("2026-04-11");
    await runDue(storage, at(tea, "2026-12-01T12:00:00.000Z"));
    expect((await segments())?.["birthday"]).toBeUndefined();
    expect((await stored(storage, agendaKind))?.nextDueOn).toBe("2027-04-03");
  });

  test("is none for a birthday that changes nothing", async () => {
    const birthday = { op: "anniversary", fact: "birthday" };
    const bought = { op: "gte", fact: "orders", value: 1 };
    const segments = [{ id: "gift", label: "Gift", when: { op: "all", of: [birthday, bought] } }];
    const program = programOf(documentWith({ segments }));
    const personal = { birthday: { on: "1990-04-10" } };
    await happens(storage, program, { ...told("customer.registered", "reg_1", noon), personal });
    expect((await stored(storage, agendaKind))?.nextDueOn).toBeUndefined();
    await happens(storage, program, { ...order, occurredAt: "2026-03-05T12:00:00.000Z" });
    expect((await stored(storage, agendaKind))?.nextDueOn).toBe("2026-04-10");
  });

  test("comes when the last order lies so many days back that another class begins", async () => {
    await happens(storage, tea, { ...order, lines: lines("1.00") });
    const rhythm = async (): Promise<unknown> => (await stored(storage, membershipKind))?.segments["rhythm"];
    await runDue(storage, at(tea, "2026-05-01T12:00:00.000Z"));
    expect(await rhythm()).toEqual({ class: "quiet", since: "2026-04-02T04:00:00.000Z" });
    await runDue(storage, at(tea, "2026-08-01T12:00:00.000Z"));
    expect(await rhythm()).toEqual({ class: "gone", since: "2026-07-01T04:00:00.000Z" });
  });

  test("comes with a season", async () => {
    await happens(storage, tea, told("customer.registered", "reg_1", noon));
    expect((await stored(storage, agendaKind))?.nextDueOn).toBe("2026-06-01");
    await runDue(storage, at(tea, "2026-06-01T12:00:00.000Z"));
    expect((await stored(storage, membershipKind))?.segments["season"]?.since).toBe("2026-06-01T04:00:00.000Z");
  });
});

describe("trouble with the storage", () => {
  test("another writer was faster: the customer is looked at again", async () => {
    await orders(1);
    const troubled = troubledStorage(storage, ["conflict", "conflict"]);
    expect((await runDue(troubled, at(honour, "2027-03-02T12:00:00.000Z"))).processed).toBe(1);
  });

  test("killed between two customers it goes on where it stopped", async () => {
    await orders(3);
    const troubled = troubledStorage(storage, [undefined, "lost_answer"]);
    await expect(runDue(troubled, at(honour, "2027-03-02T12:00:00.000Z"))).rejects.toThrow("lost_answer");
    expect((await due("2027-03-02T12:00:00.000Z")).processed).toBe(1);
    expect((await due("2027-03-02T12:00:00.000Z")).processed).toBe(0);
  });

  test("two runs at once do the work once", async () => {
    await orders(3);
    const time = "2027-03-02T12:00:00.000Z";
    const both = await Promise.all([due(time), due(time)]);
    expect(both.every(({ done }) => done)).toBe(true);
    const history = await storage.entries({ owner: "cus_1", kind: "points_account", id: "cus_1" }, { limit: 20 });
    const types = history.flatMap(({ events }) => events).map(({ type }) => type);
    expect(types.filter((type) => type === "points.expired")).toEqual(["points.expired"]);
  });
});

describe("scores compare all who ordered, on the first day of a month and then by the segment's own time", () => {
  const paid = (id: string, customerId: string, occurredAt: string, amount: string): HostEvent => {
    return { ...told("order.paid", id, occurredAt), customerId, lines: lines(amount) };
  };
  const scoresOf = async (customer: string): Promise<Membership["scores"][string] | undefined> => {
    const { record } = await storage.load({ owner: customer, kind: scoresKind.kind, id: "activity" }, {});
    return (record as Membership | undefined)?.scores["activity"];
  };
  const run = (time: string): Promise<DueDone> => runDue(storage, at(tea, time));

  beforeEach(async () => {
    await happens(storage, tea, paid("o1", "cus_a", "2026-03-05T12:00:00.000Z", "10.00"));
    await happens(storage, tea, paid("o2", "cus_b", "2026-03-20T12:00:00.000Z", "20.00"));
  });

  test("not before the first base date", async () => {
    await run("2026-04-01T03:59:59.999Z");
    expect(await scoresOf("cus_a")).toBeUndefined();
    await run("2026-04-01T04:00:00.000Z");
    expect(await scoresOf("cus_a")).toEqual({ r: 3, f: 1, m: 1, base: { on: "2026-04-01", customers: 2 } });
    expect(await scoresOf("cus_b")).toEqual({ r: 5, f: 1, m: 3, base: { on: "2026-04-01", customers: 2 } });
  });

  test("a run that comes late makes the scores that would have been made on the day", async () => {
    await happens(storage, tea, paid("o3", "cus_a", "2026-04-03T12:00:00.000Z", "500.00"));
    await happens(storage, tea, paid("o4", "cus_c", "2026-04-04T12:00:00.000Z", "900.00"));
    const { counts } = await run("2026-04-10T12:00:00.000Z");
    expect(counts["segment.scored"]).toBe(2);
    expect(await scoresOf("cus_a")).toEqual({ r: 3, f: 1, m: 1, base: { on: "2026-04-01", customers: 2 } });
    expect(await scoresOf("cus_c")).toBeUndefined();
  });

  test("an order told late counts from when it was known, and makes no base date of the past", async () => {
    const late = { ...paid("o3", "cus_c", "2025-11-11T12:00:00.000Z", "900.00") };
    await recordEvent(storage, late, at(tea, "2026-04-15T12:00:00.000Z"));
    await run("2026-04-20T12:00:00.000Z");
    expect(await scoresOf("cus_a")).toMatchObject({ base: { on: "2026-04-01", customers: 2 } });
    await run("2026-05-01T12:00:00.000Z");
    expect(await scoresOf("cus_c")).toMatchObject({ r: 2, base: { on: "2026-05-01", customers: 3 } });
  });

  test("an order that was told at the very start of a base date belongs to the next", async () => {
    const late = paid("o3", "cus_c", "2026-03-30T12:00:00.000Z", "900.00");
    await recordEvent(storage, late, at(tea, "2026-04-01T04:00:00.000Z"));
    await happens(storage, tea, paid("o4", "cus_c", "2026-04-01T09:00:00.000Z", "900.00"));
    await run("2026-04-01T12:00:00.000Z");
    expect(await scoresOf("cus_a")).toMatchObject({ base: { on: "2026-04-01", customers: 2 } });
    expect(await scoresOf("cus_c")).toBeUndefined();
  });

  test("who has no order in the window any more loses them", async () => {
    await run("2026-09-01T12:00:00.000Z");
    expect(await scoresOf("cus_a")).toMatchObject({ base: { on: "2026-09-01", customers: 2 } });
    await happens(storage, tea, paid("o3", "cus_b", "2026-09-15T12:00:00.000Z", "20.00"));
    await run("2026-10-01T12:00:00.000Z");
    expect(await scoresOf("cus_a")).toBeUndefined();
    expect(await scoresOf("cus_b")).toMatchObject({ base: { on: "2026-10-01", customers: 1 } });
  });

  test("a base date is done once, and noted", async () => {
    await run("2026-05-15T12:00:00.000Z");
    const { record } = await storage.load({ owner: "tea", kind: runKind.kind, id: "activity" }, {});
    expect(record).toMatchObject({ doneTo: "2026-05-01", at: "2026-05-01T04:00:00.000Z" });
    const before = await storedTexts(storage);
    expect((await run("2026-05-15T12:00:00.000Z")).counts).toEqual({});
    expect(await storedTexts(storage)).toEqual(before);
  });

  test("a run that was killed between two customers is done again, to the same scores", async () => {
    const whole = memoryStorage();
    for (const event of [
      paid("o1", "cus_a", "2026-03-05T12:00:00.000Z", "10.00"),
      paid("o2", "cus_b", "2026-03-20T12:00:00.000Z", "20.00"),
    ]) {
      await happens(whole, tea, event);
    }
    const context = at(tea, "2026-04-01T12:00:00.000Z");
    await runDue(whole, context);
    const commits = 6;
    for (let after = 0; after < commits; after++) {
      const troubled = troubledStorage(storage, [...Array.from({ length: after }, () => undefined), "lost_request"]);
      await runDue(troubled, context).catch(() => undefined);
    }
    await runDue(storage, context);
    expect(await storedTexts(storage)).toEqual(await storedTexts(whole));
  });
});

test("points that wait for the return window need no run", async () => {
  await happens(storage, honour, order);
  expect(await available(storage, honour, "points", "2026-03-09T15:59:59.999Z")).toBe(0);
  expect(await available(storage, honour, "points", "2026-03-09T16:00:00.000Z")).toBe(3280);
});
