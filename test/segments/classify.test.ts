import { describe, expect, test } from "vitest";
import type { Facts } from "../../src/conditions/fact-spec.js";
import { must } from "../../src/shared/decision.js";
import {
  classifyCustomer,
  classOf,
  currentSegments,
  segmentFacts,
  startMembership,
  type Membership,
} from "../../src/segments/index.js";
import { defineSegments } from "../../src/segments/rules.js";
import { at, newMembership, of } from "./support.js";

const bought: Facts = { orders: 6, spend: "5000.00", daysSinceOrder: 3 };

function classified(facts: Facts, before: Membership = newMembership()): Membership {
  return must(classifyCustomer(before, { id: "cls_1" }, at(facts))).state;
}

test("a new membership is in no segment", () => {
  const { state, events } = startMembership({ id: "mem_7", customerId: "cus_7" }, at({}));
  expect(state).toEqual({
    format: 1,
    id: "mem_7",
    owner: "cus_7",
    customerId: "cus_7",
    at: "2026-03-02T02:00:00.000Z",
    of,
    segments: {},
    scores: {},
  });
  expect(events.map(({ type }) => type)).toEqual(["segment.started"]);
  expect(currentSegments(state, at({}))).toEqual([]);
  expect(segmentFacts(state, at({}))).toEqual({ "segment.sleeping": false, "segment.win_back": false });
});

test("the id of a membership may differ from its command's", () => {
  const command = { id: "evt_1#membership", customerId: "cus_7", membershipId: "cus_7" };
  const { state, events } = startMembership(command, at({}));
  expect([state.id, events[0]?.id]).toEqual(["cus_7", "evt_1#membership"]);
});

describe("of classes the first whose condition holds decides, and every customer has exactly one", () => {
  test.each<readonly [string, Facts, string]>([
    ["both are reached", bought, "high"],
    ["one order is missing", { ...bought, orders: 5 }, "regular"],
    ["one cent is missing", { ...bought, spend: "4999.99" }, "regular"],
    ["as few as are enough", { orders: 2 }, "regular"],
    ["one order", { orders: 1 }, "prospect"],
    ["nothing is known", {}, "prospect"],
  ])("%s", (_, facts, expected) => {
    expect(classified(facts).segments["value"]?.class).toBe(expected);
  });
});

describe("a segment without classes has those for whom its condition holds", () => {
  test.each<readonly [number | undefined, boolean]>([
    [90, false],
    [91, true],
    [undefined, false],
  ])("%s days since the last order", (days, expected) => {
    const facts = days === undefined ? {} : { daysSinceOrder: days };
    const state = classified(facts);
    expect("sleeping" in state.segments).toBe(expected);
    expect(segmentFacts(state, at({}))["segment.sleeping"]).toBe(expected);
  });
});

describe("a segment sees the places in those above it, found in the same pass", () => {
  test.each<readonly [Facts, boolean]>([
    [{ ...bought, daysSinceOrder: 91 }, true],
    [{ ...bought, daysSinceOrder: 90 }, false],
    [{ orders: 1, daysSinceOrder: 91 }, false],
  ])("%o", (facts, expected) => {
    expect("win_back" in classified(facts).segments).toBe(expected);
  });
});

test("entered, another class and left are told, with where from and what decided it [e119]", () => {
  const entered = must(classifyCustomer(newMembership(), { id: "cls_1" }, at({ orders: 1, daysSinceOrder: 91 })));
  expect(entered.events).toEqual([
    {
      type: "segment.entered",
      id: "cls_1",
      occurredAt: "2026-03-02T02:00:00.000Z",
      recordedAt: "2026-03-02T02:00:00.000Z",
      of,
      segment: "value",
      class: "prospect",
    },
    {
      type: "segment.entered",
      id: "cls_1#2",
      occurredAt: "2026-03-02T02:00:00.000Z",
      recordedAt: "2026-03-02T02:00:00.000Z",
      of,
      segment: "sleeping",
      because: { daysSinceOrder: 91 },
    },
  ]);
  const bettered = must(classifyCustomer(entered.state, { id: "cls_2" }, at(bought)));
  expect(bettered.events.map(({ type, segment, from, because }) => ({ type, segment, from, because }))).toEqual([
    {
      type: "segment.class_changed",
      segment: "value",
      from: "prospect",
      because: { orders: 6, spend: "5000.00" },
    },
    { type: "segment.left", segment: "sleeping", because: { daysSinceOrder: 3 } },
  ]);
  expect(bettered.state.segments).toEqual({ value: { class: "high", since: "2026-03-02T02:00:00.000Z" } });
});

test("who falls into the last class is told by what was lost", () => {
  const high = classified(bought);
  const fallen = must(classifyCustomer(high, { id: "cls_2" }, at({ orders: 0, spend: "0" })));
  expect(fallen.events[0]).toMatchObject({ class: "prospect", from: "high", because: { orders: 0, spend: "0" } });
});

test("no personal and no guessed fact rides in an event", () => {
  const personal = defineSegments([
    {
      id: "party",
      label: "Party",
      when: {
        op: "all",
        of: [
          { op: "contains", fact: "tags", value: "loud" },
          { op: "exists", fact: "birthday" },
        ],
      },
    },
  ]);
  const context = at({ tags: ["loud"], birthday: "1990-03-02" }, "2026-03-02T02:00:00.000Z", personal);
  const { events } = must(classifyCustomer(newMembership(), { id: "cls_1" }, context));
  expect(events.map(({ type }) => type)).toEqual(["segment.entered"]);
  expect(JSON.stringify(events)).not.toMatch(/1990|loud/);
});

test("where nothing changed there are no events, and since stays", () => {
  const before = classified(bought);
  const again = must(classifyCustomer(before, { id: "cls_2" }, at(bought, "2026-04-02T02:00:00.000Z")));
  expect(again).toEqual({ ok: true, state: before, events: [] });
});

test("of a segment that the program does not have any more the customer is out", () => {
  const before = classified(bought);
  const fewer = defineSegments([{ id: "any", label: "Any", when: { op: "gte", fact: "orders", value: 1 } }], { of });
  const after = must(classifyCustomer(before, { id: "cls_2" }, at({ orders: 1 }, "2026-03-03T02:00:00.000Z", fewer)));
  expect(after.events.map(({ type, segment }) => [type, segment])).toEqual([
    ["segment.entered", "any"],
    ["segment.left", "value"],
  ]);
  expect(Object.keys(after.state.segments)).toEqual(["any"]);
});

test("the program says what is answered where a fact is missing", () => {
  const old = { op: "not", of: { op: "lt", fact: "daysSinceOrder", value: 30 } } as const;
  const quiet = defineSegments([{ id: "quiet", label: "Quiet", when: old }]);
  const context = at({}, "2026-03-02T02:00:00.000Z", quiet);
  const inQuiet = (missing: "unknown" | "unmatched"): boolean => {
    return "quiet" in must(classifyCustomer(newMembership(), { id: "cls_1" }, { ...context, missing })).state.segments;
  };
  expect([inQuiet("unknown"), inQuiet("unmatched")]).toEqual([false, true]);
});

test("it counts when it is recorded, and a clock that runs behind does not bring time back", () => {
  const before = classified(bought);
  const command = { id: "cls_2", occurredAt: "2026-01-01T00:00:00.000Z" };
  const { events, state } = must(classifyCustomer(before, command, at({ orders: 2 }, "2026-03-02T01:59:00.000Z")));
  expect([events[0]?.occurredAt, events[0]?.recordedAt]).toEqual([before.at, before.at]);
  expect(state.at).toBe(before.at);
});

test.each<readonly [string, boolean]>([
  ["2026-03-02T02:05:00.000Z", true],
  ["2026-03-02T02:05:00.001Z", false],
])("what happens at %s is refused when it lies more than five minutes ahead", (occurredAt, expected) => {
  const decision = classifyCustomer(newMembership(), { id: "cls_1", occurredAt }, at(bought));
  expect(decision.ok).toBe(expected);
  if (!decision.ok) expect(Object.keys(decision)).toEqual(["ok", "rejection"]);
});

test("an id that is none is thrown", () => {
  expect(() => classifyCustomer(newMembership(), { id: "" }, at(bought))).toThrow(/^id: "" is not an id/);
  expect(() => startMembership({ id: "mem_1", customerId: "a\n" }, at({}))).toThrow(/^customerId: "a\\n"/);
});

describe("reads", () => {
  const state = classified({ ...bought, daysSinceOrder: 91 });

  test("the segments of a customer, in the order of the document, with their labels", () => {
    const since = "2026-03-02T02:00:00.000Z";
    const value = { id: "high", label: { en: "High value", "zh-CN": "高价值客户" }, since };
    expect(currentSegments(state, at({}))).toEqual([
      { segment: "value", label: { en: "Value", "zh-CN": "客户分类" }, class: value, since },
      { segment: "sleeping", label: { en: "Sleeping", "zh-CN": "沉睡客户" }, since },
      { segment: "win_back", label: { en: "Win back", "zh-CN": "挽回" }, since },
    ]);
  });

  test("one class, or none where there is none", () => {
    expect(classOf(state, { ...at({}), segment: "value" })?.id).toBe("high");
    expect(classOf(state, { ...at({}), segment: "sleeping" })).toBeUndefined();
    expect(classOf(state, { ...at({}), segment: "nowhere" })).toBeUndefined();
  });

  test("what conditions elsewhere may ask", () => {
    expect(segmentFacts(state, at({}))).toEqual({
      "segment.value": "high",
      "segment.sleeping": true,
      "segment.win_back": true,
    });
  });
});
