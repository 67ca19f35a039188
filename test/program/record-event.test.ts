import { beforeEach, describe, expect, test } from "vitest";
import { caseKind } from "../../src/cases/records.js";
import { customerKind } from "../../src/customers/records.js";
import { memoryStorage } from "../../src/memory/index.js";
import { orderKind } from "../../src/orders/records.js";
import type { PointsEvent } from "../../src/points/model.js";
import { pointsAccountKind } from "../../src/points/records.js";
import type { HostEvent } from "../../src/program/host-events.js";
import { agendaKind, recordEvent } from "../../src/program/index.js";
import { surveyResponseKind } from "../../src/satisfaction/records.js";
import { membershipKind } from "../../src/segments/records.js";
import type { Storage } from "../../src/shared/storage.js";
import { storedTexts } from "../../src/testing/stored.js";
import { troubledStorage } from "../../src/testing/troubled-storage.js";
import { standingKind } from "../../src/tiers/records.js";
import { honour, store, tea } from "./programs.js";
import { at, available, happens, lines, stored, told, verdicts } from "./support.js";

let storage: Storage;

beforeEach(() => {
  storage = memoryStorage();
});

const noon = "2026-03-02T12:00:00.000Z";
const later = "2026-03-02T13:00:00.000Z";
const order = { ...told("order.paid", "ord_1", noon), lines: lines("3280.00") };

describe("every host event goes to the modules that it concerns, in their order", () => {
  const openCase = { ...told("case.opened", "cas_1", noon), caseType: "complaint", channel: "phone" } as const;
  const registered = told("customer.registered", "reg_1", noon);
  const answered = { ...told("survey.answered", "ans_1", noon), questionnaire: "store_visit", answers: { quality: 4 } };

  test.each<readonly [string, readonly HostEvent[], readonly string[]]>([
    ["registered", [registered], ["customers", "segments"]],
    ["changed", [registered, { ...told("customer.changed", "e", later), tags: ["vip"] }], ["customers"]],
    [
      "consented",
      [
        registered,
        {
          ...told("customer.consented", "e", later),
          purpose: "marketing",
          wording: "consent_marketing_v1",
          act: "ticked_box",
        },
      ],
      ["customers"],
    ],
    ["withdrew", [registered, { ...told("customer.withdrew", "e", later), purpose: "marketing" }], ["customers"]],
    ["erased", [registered, told("customer.erased", "e", later)], ["customers"]],
    ["placed", [{ ...order, type: "order.placed" }], ["orders", "segments"]],
    ["paid", [order], ["orders", "points", "segments"]],
    ["shipped", [order, { ...told("order.shipped", "e", later), orderId: "ord_1" }], ["orders"]],
    ["delivered", [order, { ...told("order.delivered", "e", later), orderId: "ord_1" }], ["orders"]],
    [
      "refunded",
      [order, { ...told("order.refunded", "e", later), orderId: "ord_1" }],
      ["orders", "points", "segments"],
    ],
    [
      "cancelled",
      [order, { ...told("order.cancelled", "e", later), orderId: "ord_1" }],
      ["orders", "points", "segments"],
    ],
    ["return window closed", [order, { ...told("return_window.closed", "e", later), orderId: "ord_1" }], []],
    ["referral", [registered, { ...told("referral.made", "e", later), friendId: "cus_8" }], []],
    ["visit", [registered, told("visit.made", "e", later)], []],
    ["review", [registered, told("review.posted", "e", later)], []],
    ["enquiry", [told("enquiry.received", "e", noon)], ["segments", "cases"]],
    ["case opened", [openCase], ["segments", "cases"]],
    ["moved", [openCase, { ...told("case.moved", "e", later), caseId: "cas_1", to: "investigating" }], ["cases"]],
    ["responded", [openCase, { ...told("case.responded", "e", later), caseId: "cas_1" }], ["cases"]],
    ["message", [openCase, { ...told("case.message_received", "e", later), caseId: "cas_1" }], ["cases"]],
    ["survey", [registered, answered], ["satisfaction"]],
    ["attended", [registered, { ...told("activity.attended", "e", later), activity: "party" }], []],
  ])("%s", async (_, events, expected) => {
    let answer;
    for (const event of events) answer = await happens(storage, store, event);
    expect(answer && verdicts(answer)).toEqual(expected);
    expect(answer?.replayed).toBe(false);
  });

  test("an event that the document declares", async () => {
    const answer = await happens(storage, tea, told("custom.bottle_returned", "btl_1", noon));
    expect(verdicts(answer)).toEqual(["points", "segments"]);
    expect(await available(storage, tea, "leaves", "2026-03-07T12:00:00.000Z")).toBe(2);
  });

  test("and leaves the records of the customer, all with one commit", async () => {
    let commits = 0;
    const counting: Storage = {
      ...storage,
      commit: (changes) => {
        commits += 1;
        return storage.commit(changes);
      },
    };
    await happens(counting, honour, order);
    expect(commits).toBe(1);
    expect((await stored(storage, orderKind, "ord_1"))?.status).toBe("paid");
    expect((await stored(storage, standingKind, "honour"))?.tier).toBe("silver");
    expect((await stored(storage, agendaKind))?.nextDueOn).toBe("2027-03-02");
    expect(await stored(storage, membershipKind)).toBeUndefined();
  });
});

describe("one module's no undoes no other", () => {
  test("an order whose points cannot be spent is an order, and earns", async () => {
    const tenders = [
      { kind: "points", amount: "10.00" },
      { kind: "card", amount: "90.00" },
    ];
    const answer = await happens(storage, honour, { ...order, lines: lines("100.00"), tenders });
    expect(verdicts(answer)).toEqual(["orders", "points: insufficient_points", "points"]);
    expect(await available(storage, honour, "points", "2026-03-12T12:00:00.000Z")).toBe(90);
  });

  test("a customer who is not registered buys all the same", async () => {
    const changed = await happens(storage, honour, told("customer.changed", "chg_1", noon));
    expect(verdicts(changed)).toEqual(["customers: not_found"]);
    expect(verdicts(await happens(storage, honour, { ...order, occurredAt: later }))).toEqual([
      "orders",
      "points",
      "tiers",
    ]);
    expect(await stored(storage, customerKind)).toBeUndefined();
  });

  test("what lies ahead by more than five minutes is refused by everybody, and opens nothing", async () => {
    const early = { ...told("visit.made", "vis_1", "2026-03-02T12:06:00.000Z") };
    const answer = await recordEvent(storage, early, at(tea, noon));
    expect(verdicts(answer)).toEqual(["points: occurred_in_future", "segments"]);
    expect(await stored(storage, pointsAccountKind)).toBeUndefined();
  });
});

describe("an order", () => {
  test("that is paid twice earns once", async () => {
    await happens(storage, honour, order);
    const again = await happens(storage, honour, { ...order, id: "pay_2", orderId: "ord_1", occurredAt: later });
    expect(verdicts(again)).toEqual(["orders: already_paid"]);
    expect(await available(storage, honour, "points", "2026-03-12T12:00:00.000Z")).toBe(3280);
  });

  test("earns at the tier held before it", async () => {
    const leavesAfter = async (id: string, occurredAt: string, paid: string): Promise<number> => {
      const { events } = await happens(storage, tea, { ...order, id, occurredAt, lines: lines(paid) });
      const earned = events.find((event): event is PointsEvent => event.type === "points.earned");
      return earned?.points ?? 0;
    };
    expect(await leavesAfter("ord_1", noon, "800.00")).toBe(80);
    expect((await stored(storage, standingKind, "status"))?.tier).toBe("friend");
    expect(await leavesAfter("ord_2", later, "100.00")).toBe(15);
  });

  test("placed first earns when it is paid", async () => {
    await happens(storage, honour, { ...order, type: "order.placed", id: "plc_1", orderId: "ord_1" });
    expect(await available(storage, honour, "points", "2026-03-12T12:00:00.000Z")).toBeUndefined();
    await happens(storage, honour, { ...order, id: "pay_1", orderId: "ord_1", occurredAt: later });
    expect(await available(storage, honour, "points", "2026-03-12T12:00:00.000Z")).toBe(3280);
  });
});

describe("a refund", () => {
  const day12 = "2026-03-12T12:00:00.000Z";
  const day13 = "2026-03-13T12:00:00.000Z";
  const spent = {
    ...told("order.paid", "ord_2", day12),
    lines: lines("60.00", "40.00"),
    tenders: [
      { kind: "points", amount: "30.00" },
      { kind: "card", amount: "70.00" },
    ],
  };

  test("of an order that points paid in part gives them back and takes back what it earned", async () => {
    await happens(storage, honour, order);
    expect(verdicts(await happens(storage, honour, spent))).toEqual(["orders", "points", "points"]);
    expect(await available(storage, honour, "points", day13)).toBe(280);
    await happens(storage, honour, {
      ...told("order.refunded", "ref_1", day13),
      orderId: "ord_2",
      lines: [{ id: "1" }],
    });
    expect(await available(storage, honour, "points", day13)).toBe(280 + 1800);
    await happens(storage, honour, { ...told("order.refunded", "ref_2", day13), orderId: "ord_2" });
    expect(await available(storage, honour, "points", day13)).toBe(3280);
    expect(await available(storage, honour, "points", "2026-03-30T12:00:00.000Z")).toBe(3280);
  });

  test("of points that are spent already becomes a shortfall, and the next earning repays it", async () => {
    await happens(storage, honour, order);
    await happens(storage, honour, spent);
    await happens(storage, honour, { ...told("order.refunded", "ref_1", day13), orderId: "ord_1", amount: "1640.00" });
    const shortfall = async (): Promise<number | undefined> => {
      return (await stored(storage, pointsAccountKind))?.types["points"]?.shortfall;
    };
    expect(await shortfall()).toBe(1640 - 280);
    await happens(storage, honour, told("visit.made", "vis_1", "2026-03-20T12:00:00.000Z"));
    expect(await shortfall()).toBe(1640 - 280 - 70);
  });

  test("of an unknown order concerns nobody", async () => {
    await happens(storage, honour, order);
    const answer = await happens(storage, honour, { ...told("order.refunded", "ref_1", later), orderId: "ord_9" });
    expect(verdicts(answer)).toEqual(["orders: not_found"]);
  });

  test("of more than was paid changes nothing", async () => {
    await happens(storage, honour, order);
    const before = await stored(storage, pointsAccountKind);
    const refund = { ...told("order.refunded", "ref_1", later), orderId: "ord_1", amount: "3280.01" };
    expect(verdicts(await happens(storage, honour, refund))).toEqual(["orders: more_than_paid"]);
    expect(await stored(storage, pointsAccountKind)).toEqual(before);
  });
});

describe("a host event that is sent again", () => {
  test("answers what was decided, refusals included, and writes nothing", async () => {
    const refused = { ...told("order.shipped", "shp_1", later), orderId: "ord_9" };
    for (const event of [order, refused]) {
      const first = await happens(storage, honour, event);
      const before = await storedTexts(storage);
      const second = await happens(storage, honour, { ...event, note: "sent again" });
      expect([second.replayed, second.events]).toEqual([true, []]);
      expect(verdicts(second)).toEqual(verdicts(first));
      expect(await storedTexts(storage)).toEqual(before);
    }
  });

  test("with another body is a mistake of the sender", async () => {
    await happens(storage, honour, order);
    await expect(happens(storage, honour, { ...order, lines: lines("3281.00") })).rejects.toThrow(
      'The event "ord_1" was recorded before with another body; something new needs a new id.',
    );
  });

  test("with other personal values is the same event", async () => {
    const registered = { ...told("customer.registered", "reg_1", noon), personal: { name: "Ada" } };
    await happens(storage, honour, registered);
    const again = await happens(storage, honour, { ...registered, personal: { name: "Ida" } });
    expect(again.replayed).toBe(true);
  });
});

describe("trouble with the storage", () => {
  test("another writer was faster: it is decided again on what that writer left", async () => {
    const troubled = troubledStorage(storage, ["conflict", "conflict"]);
    expect((await happens(troubled, honour, order)).replayed).toBe(false);
    expect(await available(storage, honour, "points", "2026-03-12T12:00:00.000Z")).toBe(3280);
  });

  test("three times is too often, and nothing is written", async () => {
    const troubled = troubledStorage(storage, ["conflict", "conflict", "conflict"]);
    await expect(happens(troubled, honour, order)).rejects.toThrow("A faster writer was made up.");
    expect(await storage.refsOf("cus_7")).toEqual([]);
  });

  test("a lost answer: sent again, it was recorded", async () => {
    const troubled = troubledStorage(storage, ["lost_answer"]);
    await expect(happens(troubled, honour, order)).rejects.toThrow("lost_answer");
    expect((await happens(troubled, honour, order)).replayed).toBe(true);
  });

  test("a lost request: sent again, it is recorded", async () => {
    const troubled = troubledStorage(storage, ["lost_request"]);
    await expect(happens(troubled, honour, order)).rejects.toThrow("lost_request");
    expect((await happens(troubled, honour, order)).replayed).toBe(false);
  });

  test("two servers at once: each event once, whatever the order", async () => {
    const events = Array.from({ length: 4 }, (_, i) => ({ ...order, id: `ord_${i}`, lines: lines("10.00") }));
    await Promise.all(events.slice(0, 2).map((event) => happens(storage, honour, event)));
    await Promise.all(events.slice(2).map((event) => happens(storage, honour, event)));
    expect(await available(storage, honour, "points", "2026-03-12T12:00:00.000Z")).toBe(40);
  });
});

test("a malformed event is thrown with its path, and nothing is written", async () => {
  const malformed = { ...order, lines: [{ sku: "a", quantity: 0, paid: "1.00" }] };
  await expect(happens(storage, honour, malformed)).rejects.toThrow(/^lines\[0\]\.quantity: 0 is not/);
  expect(await storage.refsOf("cus_7")).toEqual([]);
});

test("cases and answers are found under their own ids", async () => {
  const opened = { ...told("case.opened", "evt_1", noon), caseId: "cas_1", caseType: "complaint" } as const;
  await happens(storage, store, { ...opened, channel: "phone" });
  await happens(storage, store, {
    ...told("survey.answered", "evt_2", later),
    responseId: "rsp_1",
    questionnaire: "store_visit",
    answers: { quality: 2 },
  });
  expect((await stored(storage, caseKind, "cas_1"))?.policy.id).toBe("complaint");
  expect((await stored(storage, surveyResponseKind, "rsp_1"))?.questionnaire).toBe("store_visit");
});
