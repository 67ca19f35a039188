import { describe, expect, test } from "vitest";
import { caseClocks } from "../../src/cases/clocks.js";
import { openCase, type OpenCase } from "../../src/cases/open.js";
import { must } from "../../src/shared/decision.js";
import { isClienteleError } from "../../src/shared/errors.js";
import { at, complaint, instant } from "./sample.js";

describe("openCase", () => {
  test("given a complaint by phone, it follows the policy of its type and keeps it [S170]", () => {
    const opened = must(
      openCase(
        { id: "cas_1", type: "complaint", customerId: "cus_7", channel: "phone", about: "ord_9" },
        at("2026-03-02T09:00"),
      ),
    );
    expect(opened.state).toMatchObject({
      id: "cas_1",
      owner: "cus_7",
      type: "complaint",
      status: "accepted",
      priority: "normal",
      about: { orderId: "ord_9" },
      assignedTo: "specialist",
      openedAt: instant("2026-03-02T09:00"),
      policy: { id: "complaint", version: 3, causeRequired: true },
    });
    expect(opened.events.map(({ type }) => type)).toEqual(["case.opened"]);
  });

  test("given nobody that is known, the case is its own owner", () => {
    const { state } = must(openCase({ id: "cas_2", type: "complaint" }, at("2026-03-02T09:00")));
    expect([state.owner, state.customerId]).toEqual(["cas_2", undefined]);
  });

  test("given a host event, the event is the command [S153]", () => {
    const asked = {
      id: "evt_1",
      type: "enquiry.received",
      customerId: "cus_7",
      channel: "chat",
      occurredAt: "2026-03-02T09:00:00+08:00",
    } as const;
    expect(must(openCase(asked, at("2026-03-02T09:00"))).state).toMatchObject({ id: "evt_1", type: "enquiry" });
    const other = {
      ...asked,
      id: "evt_2#cases",
      type: "case.opened",
      caseType: "complaint",
      channel: "email",
    } as const;
    expect(must(openCase(other, at("2026-03-02T09:00"))).state).toMatchObject({ id: "evt_2", type: "complaint" });
  });

  test("given a gold customer, the complaint is urgent; given one whose tier is unknown, it is not", () => {
    const gold = must(
      openCase({ id: "cas_1", type: "complaint" }, at("2026-03-02T09:00", { facts: { "tier.honour": "gold" } })),
    );
    expect(gold.state.priority).toBe("high");
    expect(caseClocks(gold.state, at("2026-03-02T09:00"))[0]).toMatchObject({ due: instant("2026-03-02T10:00") });
    const silver = must(
      openCase({ id: "cas_1", type: "complaint" }, at("2026-03-02T09:00", { facts: { "tier.honour": "silver" } })),
    );
    expect(silver.state.priority).toBe("normal");
    expect(caseClocks(silver.state, at("2026-03-02T09:00"))[0]).toMatchObject({ due: instant("2026-03-02T14:30") });
  });

  test("given a complaint that is told of later, its clocks count from when it was made, and what is missed is told at once", () => {
    const asked = { id: "cas_1", type: "complaint", occurredAt: "2026-03-02T09:00:00+08:00" } as const;
    const { events } = must(openCase(asked, at("2026-03-02T15:00")));
    expect(events.map(({ type, occurredAt }) => [type, occurredAt])).toEqual([
      ["case.opened", instant("2026-03-02T09:00")],
      ["case.escalated", instant("2026-03-02T12:00")],
      ["case.breached", instant("2026-03-02T14:30")],
    ]);
    expect(new Set(events.map(({ recordedAt }) => recordedAt))).toEqual(new Set([instant("2026-03-02T15:00")]));
  });

  const refusals: readonly (readonly [string, Partial<OpenCase>, object])[] = [
    ["tomorrow", { occurredAt: "2026-03-03T09:00:00+08:00" }, { code: "occurred_in_future" }],
    [
      "a type without a policy",
      { type: "suggestion" },
      { code: "no_policy", type: "suggestion", policies: ["complaint", "enquiry"] },
    ],
    ["an unknown policy", { policy: "vip" }, { code: "no_policy" }],
    [
      "a channel that is not taken",
      { channel: "fax" },
      { code: "channel_not_taken", channel: "fax", taken: ["phone", "email"] },
    ],
    ["an unknown category", { category: "noise" }, { code: "category_unknown", known: ["quality", "price"] }],
  ];
  test.each(refusals)("given %s, it is refused", (_, more, rejection) => {
    const decision = openCase({ id: "cas_1", type: "complaint", ...more }, at("2026-03-02T09:00"));
    expect(decision).toMatchObject({ ok: false, rejection });
    expect(decision).not.toHaveProperty("events");
  });

  test("given something that is no command, it is thrown", () => {
    const malformed: readonly object[] = [
      { id: "a#1", type: "complaint" },
      { id: "a", type: "complain" },
      { id: "a", type: "case.opened" },
      { id: "a", type: "complaint", text: "" },
      { id: "a", type: "complaint", text: "x".repeat(4001) },
      { id: "a", type: "complaint", customerId: "" },
      { id: "a", type: "complaint", occurredAt: "yesterday" },
    ];
    for (const command of malformed) {
      const open = (): unknown => openCase(command as OpenCase, at("2026-03-02T09:00"));
      expect(open).toThrow(expect.toSatisfy((thrown) => isClienteleError(thrown, "command_invalid")));
    }
  });

  test("given a later version of the program, a case keeps the targets it was opened under", () => {
    const before = complaint();
    const later = at("2026-03-02T10:00", { cases: { of: { id: "shop", version: 4 }, policies: [] } });
    expect(caseClocks(before, later)).toEqual(caseClocks(before, at("2026-03-02T10:00")));
  });
});
