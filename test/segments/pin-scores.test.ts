import { describe, expect, test } from "vitest";
import { must } from "../../src/shared/decision.js";
import { classifyCustomer, classOf, pinScores, type Membership, type PinScores } from "../../src/segments/index.js";
import { defineSegments } from "../../src/segments/rules.js";
import { at, byScores, newMembership } from "./support.js";

const base = { on: "2026-03-01", customers: 40 };
const start = "2026-02-28T16:00:00.000Z";
const scores: PinScores = {
  id: "base/rfm/2026-03-01#scores",
  occurredAt: start,
  segment: "rfm",
  base,
  scores: { r: 5, f: 4, m: 4 },
};

type Given = NonNullable<PinScores["scores"]>;

function pinned(command: Partial<PinScores> = {}, before: Membership = newMembership()): Membership {
  return must(pinScores(before, { ...scores, ...command }, at({}))).state;
}

test("scores are kept with their base, and the class that they make goes with them, from the start of the base's day", () => {
  const { state, events } = must(pinScores(newMembership("2026-02-01T02:00:00.000Z"), scores, at({})));
  expect(state.scores).toEqual({ rfm: { r: 5, f: 4, m: 4, base } });
  expect(state.segments).toEqual({ rfm: { class: "champion", since: start } });
  expect(events.map(({ type, id, occurredAt, recordedAt }) => ({ type, id, occurredAt, recordedAt }))).toEqual([
    { type: "segment.scored", id: scores.id, occurredAt: start, recordedAt: "2026-03-02T02:00:00.000Z" },
    { type: "segment.entered", id: `${scores.id}#2`, occurredAt: start, recordedAt: "2026-03-02T02:00:00.000Z" },
  ]);
});

describe("the first class whose scores are reached", () => {
  test.each<readonly [number, number, number, string]>([
    [4, 4, 4, "champion"],
    [4, 4, 3, "other"],
    [4, 3, 4, "other"],
    [3, 4, 4, "other"],
    [2, 5, 5, "at_risk"],
    [3, 5, 5, "other"],
  ])("%i %i %i", (r, f, m, expected) => {
    expect(pinned({ scores: { r, f, m } }).segments["rfm"]?.class).toBe(expected);
  });
});

test("no order moves them before the base is scored anew", () => {
  const before = pinned();
  const after = must(classifyCustomer(before, { id: "cls_1" }, at({ orders: 100, daysSinceOrder: 0 }))).state;
  expect(after.scores).toEqual(before.scores);
  expect(classOf(after, { ...at({}), segment: "rfm" })?.id).toBe("champion");
});

test("the same class of a later base goes on; another class is told", () => {
  const later = { id: "s2", base: { on: "2026-04-01", customers: 41 }, occurredAt: "2026-03-31T16:00:00.000Z" };
  const now = at({}, "2026-04-01T02:00:00.000Z");
  const same = must(pinScores(pinned(), { ...scores, ...later, scores: { r: 4, f: 5, m: 5 } }, now));
  expect(same.events.map(({ type }) => type)).toEqual(["segment.scored"]);
  expect(same.state.segments["rfm"]?.since).toBe(start);
  const worse = must(pinScores(pinned(), { ...scores, ...later, scores: { r: 1, f: 5, m: 5 } }, now));
  expect(worse.events[1]).toMatchObject({ type: "segment.class_changed", from: "champion", class: "at_risk" });
});

test("who is not in the base any more has no scores and no class", () => {
  const now = at({}, "2026-04-01T02:00:00.000Z");
  const command = { id: "s2", occurredAt: start, segment: "rfm", base: { on: "2026-04-01", customers: 3 } };
  const gone = must(pinScores(pinned(), command, now));
  expect(gone.events.map(({ type }) => type)).toEqual(["segment.unscored", "segment.left"]);
  expect([gone.state.scores, gone.state.segments]).toEqual([{}, {}]);
  expect(must(pinScores(newMembership(), command, now)).events).toEqual([]);
});

test("the same scores of the same base have no events", () => {
  const before = pinned();
  expect(must(pinScores(before, { ...scores, id: "s2" }, at({})))).toEqual({ ok: true, state: before, events: [] });
});

test("scores of an earlier base are refused, with both days", () => {
  const early = { ...scores, id: "s2", base: { on: "2026-02-01", customers: 9 } };
  expect(pinScores(pinned(), early, at({}))).toEqual({
    ok: false,
    rejection: {
      code: "base_outdated",
      message: "The scores of 2026-02-01 are older than those of 2026-03-01, which are pinned already.",
      pinned: "2026-03-01",
      given: "2026-02-01",
    },
  });
});

test("what lies more than five minutes ahead is refused first", () => {
  const ahead = { ...scores, id: "s2", base: { on: "2026-02-01", customers: 9 }, occurredAt: "2026-03-02T02:06:00Z" };
  const decision = pinScores(pinned(), ahead, at({}));
  expect(decision.ok ? "" : decision.rejection.code).toBe("occurred_in_future");
});

describe("what is no score is thrown with its place", () => {
  test.each<readonly [Partial<PinScores>, RegExp]>([
    [{ segment: "value" }, /^segment: "value" is not a segment with scores/],
    [{ segment: "nowhere" }, /^segment: "nowhere"/],
    [{ scores: { r: 0, f: 1, m: 1 } }, /^scores\.r: 0 is not a score from 1 to 5/],
    [{ scores: { r: 1, f: 6, m: 1 } }, /^scores\.f: 6 is not/],
    [{ scores: { r: 1, f: 1, m: 1.5 } }, /^scores\.m: 1\.5 is not/],
    [{ scores: JSON.parse('{"r":"5","f":1,"m":1}') as Given }, /^scores\.r: "5" is not/],
    [{ scores: JSON.parse('{"r":5,"f":1}') as Given }, /^scores\.m: undefined is not/],
    [{ base: { on: "2026-02-30", customers: 1 } }, /^base\.on: "2026-02-30" is not a day/],
    [{ base: { on: "2026-02-28", customers: -1 } }, /^base\.customers: -1 is not/],
  ])("%o", (change, message) => {
    expect(() => pinScores(newMembership(), { ...scores, ...change }, at({}))).toThrow(message);
  });
});

test("a segment may have other levels than five", () => {
  const [three] = defineSegments([{ ...byScores, levels: 3 }]);
  const context = { ...at({}), segments: three === undefined ? [] : [three] };
  expect(must(pinScores(newMembership(), { ...scores, scores: { r: 3, f: 3, m: 3 } }, context)).events).toHaveLength(2);
  expect(() => pinScores(newMembership(), scores, context)).toThrow(/is not a score from 1 to 3/);
});
