import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../src/shared/decision.js";
import { freezeDeep } from "../../src/shared/json.js";
import {
  applyTierEvents,
  grantTier,
  nextTierChange,
  reviewTier,
  settleTier,
  standingKind,
  startStanding,
  tierOf,
  tierProgress,
  type Standing,
  type TierEvent,
} from "../../src/tiers/index.js";
import type { TierSetInput } from "../../src/tiers/rules.js";
import { at, honour, yearly } from "./support.js";

const runs = { seed: 20260302, numRuns: 300 };

const sets: readonly TierSetInput[] = [
  honour,
  { ...honour, downgrade: "reassess" },
  { ...honour, downgrade: "none" },
  yearly,
  { ...yearly, upgrade: "next_period" },
  { ...yearly, downgrade: "one_level", period: { kind: "calendar", unit: "month" } },
];

interface Step {
  readonly days: number;
  readonly value: number;
  readonly grant?: string;
}

const step = fc.record(
  { days: fc.nat(200), value: fc.nat(25_000), grant: fc.constantFrom("silver", "gold") },
  { requiredKeys: ["days", "value"] },
);
const history = fc.record({ set: fc.constantFrom(...sets), steps: fc.array<Step>(step, { maxLength: 12 }) });

/** A standing that went through all steps; `sweep` may settle it in between, as a job would. */
function live(
  { set, steps }: { readonly set: TierSetInput; readonly steps: readonly Step[] },
  sweep?: (standing: Standing, from: number, to: number) => Standing,
): { readonly standing: Standing; readonly events: readonly TierEvent[] } {
  const command = { id: "std_7", customerId: "cus_7", tierSet: set.id };
  const started = must(startStanding(command, contextAt(set, 0, 0)));
  let standing = freezeDeep(started.state);
  const events = [...started.events];
  let day = 0;
  for (const [i, { days, value, grant }] of steps.entries()) {
    standing = sweep?.(standing, day, day + days) ?? standing;
    day += days;
    const context = freezeDeep(contextAt(set, day, value));
    const decision = must(
      grant === undefined
        ? reviewTier(standing, { id: `rev_${i}` }, context)
        : grantTier(standing, { id: `grt_${i}`, tier: grant, until: dateOf(day + 40).toISOString() }, context),
    );
    expect(decision.state.at >= standing.at).toBe(true);
    standing = freezeDeep(decision.state);
    events.push(...decision.events);
  }
  return { standing, events };
}

function dateOf(day: number): Date {
  return new Date(Date.UTC(2026, 2, 2 + day, 3));
}

function contextAt(set: TierSetInput, day: number, value: number): ReturnType<typeof at> {
  return { ...at(dateOf(day).toISOString(), value, set), now: dateOf(day) };
}

describe("laws", () => {
  test("folding the events gives the standing, and both survive JSON", () => {
    fc.assert(
      fc.property(history, (lived) => {
        const { standing, events } = live(lived);
        expect(applyTierEvents(undefined, events)).toEqual(standing);
        expect(JSON.parse(JSON.stringify({ standing, events }))).toEqual({ standing, events });
        expect(standingKind.unpack(standingKind.pack(standing))).toEqual(standing);
        expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      }),
      runs,
    );
  });

  test("the same whether it was settled daily, at random or never", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 40 }), (lived, every) => {
        const { set } = lived;
        const sweep = (standing: Standing, from: number, to: number): Standing => {
          let current = standing;
          for (let day = from; day <= to; day += every) {
            const events = settleTier(current, contextAt(set, day, 0));
            if (events.length > 0) current = applyTierEvents(current, events);
          }
          return current;
        };
        expect(live(lived, sweep).standing).toEqual(live(lived).standing);
      }),
      runs,
    );
  });

  test("nothing happens before the next change, and something does at it", () => {
    fc.assert(
      fc.property(history, (lived) => {
        const { standing } = live(lived);
        const context = { ...contextAt(lived.set, 0, 0), now: new Date(standing.at) };
        const next = nextTierChange(standing, context);
        if (next === undefined) {
          expect(settleTier(standing, contextAt(lived.set, 9000, 0))).toEqual([]);
          return;
        }
        const millis = Date.parse(next);
        expect(settleTier(standing, { ...context, now: new Date(millis - 1) })).toEqual([]);
        expect(settleTier(standing, { ...context, now: new Date(millis) })[0]?.occurredAt).toBe(next);
      }),
      runs,
    );
  });

  test("a review right after a review has nothing to say", () => {
    fc.assert(
      fc.property(history, fc.nat(25_000), (lived, value) => {
        const { standing } = live(lived);
        const context = { ...contextAt(lived.set, 0, value), now: new Date(standing.at) };
        const once = must(reviewTier(standing, { id: "once" }, context)).state;
        expect(must(reviewTier(once, { id: "twice" }, context))).toEqual({ ok: true, state: once, events: [] });
      }),
      runs,
    );
  });

  test("more never means a lower tier [L135]", () => {
    fc.assert(
      fc.property(history, fc.nat(25_000), fc.nat(25_000), fc.nat(400), (lived, value, more, days) => {
        const { standing } = live(lived);
        const { set } = lived;
        const rankAfter = (counted: number): number => {
          const now = new Date(Date.parse(standing.at) + days * 86_400_000);
          const context = { ...contextAt(set, 0, counted), now: new Date(standing.at) };
          const { state } = must(reviewTier(standing, { id: "last" }, context));
          return set.tiers.findIndex(({ id }) => id === tierOf(state, { ...context, now }).id);
        };
        expect(rankAfter(value + more)).toBeGreaterThanOrEqual(rankAfter(value));
      }),
      runs,
    );
  });

  test("exactly what is missing makes the next tier, and one less does not", () => {
    fc.assert(
      fc.property(fc.nat(25_000), (value) => {
        const time = "2026-03-02T10:00:00+08:00";
        const { next, tier } = tierProgress("honour", at(time, value));
        if (next === undefined) {
          expect(tier).toBe("diamond");
          return;
        }
        const reached = value + Number(next.missing);
        expect(tierOf("honour", at(time, reached)).id).toBe(next.tier);
        expect(tierOf("honour", at(time, reached - 1)).id).not.toBe(next.tier);
      }),
      runs,
    );
  });

  test("no tier is lost without a notice at least as long as the set says", () => {
    fc.assert(
      fc.property(history, (lived) => {
        const { standing, events } = live(lived);
        const all = [...events, ...settleTier(standing, contextAt(lived.set, 9000, 0))];
        for (const [i, { type, occurredAt }] of all.entries()) {
          if (type !== "tier.downgraded") continue;
          const notice = all.slice(0, i).findLast(({ graceUntil }) => graceUntil !== undefined);
          expect(notice?.graceUntil).toBe(occurredAt);
          const days = (Date.parse(occurredAt) - Date.parse(notice?.occurredAt ?? "")) / 86_400_000;
          expect(days).toBeGreaterThanOrEqual(lived.set.grace === undefined ? 30 : 60);
        }
      }),
      runs,
    );
  });
});
