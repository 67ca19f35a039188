import fc from "fast-check";
import { expect, test } from "vitest";
import {
  applyBenefitEvents,
  benefitsLeft,
  benefitUsesKind,
  useBenefit,
  type BenefitEvent,
} from "../../src/benefits/index.js";
import { freezeDeep } from "../../src/shared/json.js";
import { at, startedAt } from "./support.js";
import { startBenefitUses } from "../../src/benefits/index.js";

const runs = { seed: 20260302, numRuns: 300 };
const facts = { "tier.honour": "gold", birthday: "1988-02-29", daysSinceOrder: 60 };

const step = fc.record({ days: fc.nat(60), benefit: fc.constantFrom("gift", "tea", "parking", "priority", "none") });

function nowOf(day: number): string {
  return new Date(Date.UTC(2026, 2, 2 + day, 15, 59)).toISOString();
}

test("replay, JSON, purity, silence, order; no limit is passed, and a refusal has a next day that works", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let uses = freezeDeep(startedAt(nowOf(0)));
      const events: BenefitEvent[] = [...startBenefitUses({ id: "use_0", customerId: "cus_7" }, at(nowOf(0))).events];
      let day = 0;
      for (const [i, { days, benefit }] of steps.entries()) {
        day += days;
        const command = freezeDeep({ id: `use_${i + 1}`, benefit });
        const context = freezeDeep(at(nowOf(day), facts));
        const decision = useBenefit(uses, command, context);
        expect(useBenefit(uses, command, context)).toEqual(decision);
        if (!decision.ok) {
          expect(Object.keys(decision).sort()).toEqual(["ok", "rejection"]);
          const { rejection } = decision;
          if (rejection.code !== "limit_reached" || rejection.nextFrom === undefined) continue;
          const then = at(`${rejection.nextFrom}T00:00:00+08:00`, facts);
          expect(useBenefit(uses, command, then).ok).toBe(true);
          continue;
        }
        expect(decision.state.at >= uses.at).toBe(true);
        uses = freezeDeep(decision.state);
        events.push(...decision.events);
        for (const { used, max, left } of benefitsLeft(uses, context))
          expect([used <= max, left]).toEqual([true, max - used]);
      }
      expect(applyBenefitEvents(undefined, events)).toEqual(uses);
      expect(JSON.parse(JSON.stringify({ uses, events }))).toEqual({ uses, events });
      expect(benefitUsesKind.unpack(benefitUsesKind.pack(uses))).toEqual(uses);
    }),
    runs,
  );
});
