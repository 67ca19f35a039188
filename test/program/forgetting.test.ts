import { beforeEach, describe, expect, test } from "vitest";
import { caseKind, caseTextsKind } from "../../src/cases/records.js";
import { customerKind, customerPersonalKind } from "../../src/customers/records.js";
import { memoryStorage } from "../../src/memory/index.js";
import { isPersonal } from "../../src/program/forget.js";
import type { HostEvent } from "../../src/program/host-events.js";
import { recordEvent } from "../../src/program/index.js";
import { responseTextsKind } from "../../src/satisfaction/records.js";
import { membershipKind } from "../../src/segments/records.js";
import type { Storage } from "../../src/shared/storage.js";
import { storedHistories, storedTexts } from "../../src/testing/stored.js";
import { store, tea } from "./programs.js";
import { happens, lines, stored, told, verdicts } from "./support.js";

const registered: HostEvent = {
  ...told("customer.registered", "reg_1", "2026-03-02T01:00:00.000Z"),
  note: "canary of a remark",
  personal: {
    name: "canary of a name",
    contactPoints: [{ id: "p1", kind: "phone", value: "canary of a phone" }],
    birthday: { on: "1899-03-05" },
    addresses: [{ id: "home", text: "canary of an address" }],
    externalIds: [{ system: "cards", value: "canary of a card" }],
    preferences: ["canary of a taste"],
  },
};
const changed: HostEvent = {
  ...told("customer.changed", "chg_1", "2026-03-02T02:00:00.000Z"),
  personal: { name: "canary of another name" },
  clear: ["externalId"],
};
const bought: HostEvent = { ...told("order.paid", "ord_1", "2026-03-02T03:00:00.000Z"), lines: lines("3280.00") };
const complained: HostEvent = {
  ...told("case.opened", "cas_1", "2026-03-02T04:00:00.000Z"),
  caseType: "complaint",
  channel: "phone",
  text: "canary of a complaint",
};
const answered: HostEvent = {
  ...told("survey.answered", "ans_1", "2026-03-02T05:00:00.000Z"),
  questionnaire: "store_visit",
  answers: { quality: 2 },
  texts: { why: "canary of a reason" },
};
const lived: readonly HostEvent[] = [registered, changed, bought, complained, answered];
const erased: HostEvent = told("customer.erased", "era_1", "2026-03-02T06:00:00.000Z");

let storage: Storage;

beforeEach(async () => {
  storage = memoryStorage();
  for (const event of lived) await happens(storage, store, event);
});

/** The kinds of record in which something personal stands, and whether it stands in their entries. */
async function kindsWithCanaries(): Promise<readonly string[]> {
  const found = (value: unknown): boolean => /canary|1899/.test(JSON.stringify(value));
  const histories = await storedHistories(storage);
  return histories.flatMap(({ ref, record, entries }) => [
    ...(found(record) ? [ref.kind] : []),
    ...(found(entries) ? [`entries of ${ref.kind}`] : []),
  ]);
}

test("personal values and free texts lie in kinds of record of their own, and in no event or fingerprint", async () => {
  expect(await kindsWithCanaries()).toEqual(
    [caseTextsKind, customerPersonalKind, responseTextsKind].map((k) => k.kind),
  );
});

test("erasing deletes all of it in one commit, and leaves the trace that it was done", async () => {
  const commits: string[][] = [];
  const watched: Storage = {
    ...storage,
    commit: (changes) => {
      commits.push(changes.filter(({ record }) => record === undefined).map(({ ref }) => ref.kind));
      return storage.commit(changes);
    },
  };
  expect(verdicts(await happens(watched, store, erased))).toEqual(["customers"]);
  expect(commits.map((kinds) => kinds.toSorted())).toEqual([["case_texts", "customer_personal", "response_texts"]]);
  expect(await kindsWithCanaries()).toEqual([]);
  expect((await stored(storage, customerKind))?.status).toBe("erased");
  const history = await storage.entries({ owner: "cus_7", kind: customerKind.kind, id: "cus_7" }, { limit: 10 });
  expect(history.flatMap(({ events }) => events).at(-1)?.type).toBe("customer.erased");
});

test("balances, orders, classes, cases and answers stay as they are", async () => {
  const counted = async (): Promise<unknown> => {
    const texts = Object.entries(await storedTexts(storage));
    return texts.filter(([key]) => !isPersonal(key.split(" ")[0] ?? "") && !/^(customer|agenda) /.test(key));
  };
  const before = await counted();
  await happens(storage, store, erased);
  expect(await counted()).toEqual(before);
});

describe("what is told of somebody who was forgotten", () => {
  const later = "2026-03-04T01:00:00.000Z";

  beforeEach(async () => {
    await happens(storage, store, erased);
  });

  test.each<readonly [HostEvent, readonly string[]]>([
    [{ ...changed, id: "e", occurredAt: later }, ["customers: customer_erased"]],
    [{ ...registered, id: "e", occurredAt: later }, ["customers: already_exists"]],
    [{ ...bought, id: "e", occurredAt: later }, ["orders", "points"]],
    [{ ...told("case.message_received", "e", later), caseId: "cas_1", text: "canary of a message" }, ["cases"]],
    [{ ...complained, id: "e", occurredAt: later }, ["cases"]],
    [{ ...answered, id: "e", occurredAt: later }, ["satisfaction"]],
    [{ ...erased, id: "e", occurredAt: later }, ["customers"]],
  ])("$type counts, and leaves nothing personal", async (event, expected) => {
    expect(verdicts(await happens(storage, store, event))).toEqual(expected);
    expect(await kindsWithCanaries()).toEqual([]);
  });
});

test("the event that forgot is told again without harm", async () => {
  await happens(storage, store, erased);
  const before = await storedTexts(storage);
  expect((await happens(storage, store, erased)).replayed).toBe(true);
  expect(await storedTexts(storage)).toEqual(before);
});

test("an erasure that lies ahead is refused, and forgets nothing", async () => {
  const ahead = { ...erased, id: "era_2", occurredAt: "2026-03-02T05:06:00.000Z" };
  const context = { ...store, now: new Date("2026-03-02T05:00:00.000Z") };
  expect(verdicts(await recordEvent(storage, ahead, context))).toEqual(["customers: occurred_in_future"]);
  expect(await stored(storage, customerPersonalKind)).toBeDefined();
});

test("who never registered is forgotten too", async () => {
  const stranger = memoryStorage();
  await happens(stranger, store, complained);
  expect(await stored(stranger, caseTextsKind, "cas_1")).toBeDefined();
  const ahead = { ...erased, id: "era_0", occurredAt: "2026-03-02T05:06:00.000Z" };
  const early = await recordEvent(stranger, ahead, { ...store, now: new Date("2026-03-02T05:00:00.000Z") });
  expect(verdicts(early)).toEqual(["customers: not_found"]);
  expect(await stored(stranger, caseTextsKind, "cas_1")).toBeDefined();
  expect(verdicts(await happens(stranger, store, erased))).toEqual(["customers"]);
  expect(await stored(stranger, caseTextsKind, "cas_1")).toBeUndefined();
  expect((await stored(stranger, caseKind, "cas_1"))?.texts).toBe(1);
});

test("where nothing is known there is nothing to forget", async () => {
  const answer = await happens(memoryStorage(), store, erased);
  expect(verdicts(answer)).toEqual(["customers: not_found", "segments"]);
});

test("what only the person decided is decided anew at once", async () => {
  const other = memoryStorage();
  const born = { ...registered, personal: { birthday: { on: "1899-03-05" } } };
  await happens(other, tea, born);
  expect((await stored(other, membershipKind))?.segments["birthday"]).toBeDefined();
  await happens(other, tea, { ...erased, occurredAt: "2026-03-02T01:30:00.000Z" });
  expect((await stored(other, membershipKind))?.segments["birthday"]).toBeUndefined();
});
