import fc from "fast-check";
import { expect, test } from "vitest";
import type { Facts } from "../../src/conditions/fact-spec.js";
import { canonicalJson, freezeDeep } from "../../src/shared/json.js";
import {
  applySegmentEvents,
  classifyCustomer,
  membershipKind,
  pinScores,
  type Membership,
  type PinScores,
  type SegmentEvent,
} from "../../src/segments/index.js";
import { at, newMembership, segments } from "./support.js";

const options = { seed: 20261121, numRuns: 300 };

interface Step {
  readonly facts: Facts;
  readonly scores?: { readonly r: number; readonly f: number; readonly m: number } | null;
  readonly lag: number;
  readonly early: boolean;
}

const score = fc.integer({ min: 1, max: 5 });
const step: fc.Arbitrary<Step> = fc.record(
  {
    facts: fc.record(
      { orders: fc.nat(8), spend: fc.nat(6000).map(String), daysSinceOrder: fc.nat(200) },
      { requiredKeys: [] },
    ),
    scores: fc.option(fc.record({ r: score, f: score, m: score })),
    lag: fc.integer({ min: -3, max: 60 }),
    early: fc.boolean(),
  },
  { requiredKeys: ["facts", "lag", "early"] },
);

interface Lived {
  readonly state: Membership;
  readonly events: readonly SegmentEvent[];
}

/** A membership that went through all steps; every refusal and every input is looked at on the way. */
function live(steps: readonly Step[]): Lived {
  let state = freezeDeep(newMembership("2026-01-01T00:00:00.000Z"));
  const events: SegmentEvent[] = [];
  let hours = 24;
  for (const [i, { facts, scores, lag, early }] of steps.entries()) {
    hours += lag * 24;
    const now = new Date(Date.UTC(2026, 0, 1, hours));
    const context = freezeDeep({ segments, facts, now });
    const occurredAt = early ? { occurredAt: new Date(now.getTime() + 3_600_000).toISOString() } : {};
    const base = { on: now.toISOString().slice(0, 10), customers: i };
    const command = { id: `cmd_${i}`, ...occurredAt };
    const pin: PinScores = { ...command, segment: "rfm", base, ...(scores && { scores }) };
    const decide = (): ReturnType<typeof classifyCustomer> | ReturnType<typeof pinScores> =>
      scores === undefined
        ? classifyCustomer(state, freezeDeep(command), context)
        : pinScores(state, freezeDeep(pin), context);
    const decision = decide();
    expect(canonicalJson(decide())).toBe(canonicalJson(decision));
    if (!decision.ok) {
      expect(Object.keys(decision)).toEqual(["ok", "rejection"]);
      continue;
    }
    expect(decision.state.at >= state.at).toBe(true);
    state = freezeDeep(decision.state);
    events.push(...decision.events);
  }
  return { state, events };
}

const history = fc.array(step, { maxLength: 12 }).map(live);

test("folding the events gives the membership, and both survive JSON", () => {
  fc.assert(
    fc.property(history, ({ state, events }) => {
      const start = newMembership("2026-01-01T00:00:00.000Z");
      expect(applySegmentEvents(start, events)).toEqual(state);
      expect(JSON.parse(JSON.stringify({ state, events }))).toEqual({ state, events });
      expect(membershipKind.unpack(membershipKind.pack(state))).toEqual(state);
    }),
    options,
  );
});

test("what is recorded never runs backwards, and every event has an id of its own", () => {
  fc.assert(
    fc.property(history, ({ events }) => {
      const recorded = events.map(({ recordedAt }) => recordedAt);
      expect([...recorded].sort()).toEqual(recorded);
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      expect(events.every(({ occurredAt, recordedAt }) => occurredAt <= recordedAt)).toBe(true);
    }),
    options,
  );
});

test("every customer who was classified has exactly one class of a partition", () => {
  fc.assert(
    fc.property(history, ({ state, events }) => {
      if (events.some(({ segment }) => segment === "value")) {
        expect(["high", "regular", "prospect"]).toContain(state.segments["value"]?.class);
      }
      expect(state.segments["rfm"] === undefined).toBe(state.scores["rfm"] === undefined);
    }),
    options,
  );
});

test("classified again by the same facts nothing changes", () => {
  fc.assert(
    fc.property(history, step, ({ state }, { facts }) => {
      const once = classifyCustomer(state, { id: "again_1" }, at(facts, "2030-01-01T00:00:00.000Z"));
      const now = once.ok ? once.state : state;
      const twice = classifyCustomer(now, { id: "again_2" }, at(facts, "2030-01-02T00:00:00.000Z"));
      expect(twice).toEqual({ ok: true, state: now, events: [] });
    }),
    options,
  );
});

test("the columns of a membership are whose it is and in how many segments", () => {
  const { state } = live([{ facts: { orders: 6 }, lag: 0, early: false }]);
  expect(membershipKind.project(state)).toEqual({ customerId: "cus_7", segments: 1 });
  expect(membershipKind.checks.map(({ holds }) => [500, 501].map((n) => holds({ segments: n })))).toEqual([
    [true, false],
  ]);
});
