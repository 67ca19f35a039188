import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyCaseEvent, applyCaseEvents } from "../../src/cases/apply.js";
import { caseClocks, nextCaseChange } from "../../src/cases/clocks.js";
import { clockSegments } from "../../src/cases/clock-segments.js";
import { measureOf } from "../../src/cases/measure.js";
import { targetOf } from "../../src/cases/target-of.js";
import { settleCase } from "../../src/cases/settle.js";
import { columnsOf } from "../../src/shared/record-kind.js";
import { caseKind } from "../../src/cases/records.js";
import { canonicalJson } from "../../src/shared/json.js";
import { histories, played, type Outcome } from "./histories.js";
import { calendars, cases, zone } from "./sample.js";

const runs = { seed: 42, numRuns: 150 };

function context(now: number): Parameters<typeof settleCase>[1] {
  return { cases, calendars, zone, now: new Date(now) };
}

function law(check: (outcome: Outcome) => void): void {
  fc.assert(
    fc.property(histories, (history) => check(played(history, true))),
    runs,
  );
}

describe("every case", () => {
  test("is the fold of its events", () => {
    law(({ events, serviceCase }) => {
      expect(applyCaseEvents(undefined, events)).toEqual(serviceCase);
      const onebyone = events.reduce<typeof serviceCase | undefined>(
        (state, event) => applyCaseEvent(state, event),
        undefined,
      );
      expect(onebyone).toEqual(serviceCase);
    });
  });

  test("survives JSON and keeps its bounds", () => {
    law(({ events, serviceCase }) => {
      expect(JSON.parse(JSON.stringify([events, serviceCase]))).toEqual([events, serviceCase]);
      expect(caseKind.unpack(caseKind.pack(serviceCase))).toEqual(serviceCase);
      expect(columnsOf(caseKind, serviceCase)).toMatchObject({ customerId: "cus_7" });
    });
  });

  test("comes out the same from the same commands", () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(played(history, true)).toEqual(played(history, true));
      }),
      { ...runs, numRuns: 200 },
    );
  });

  test("is silent when it refuses, and says why with a code", () => {
    law(({ decisions }) => {
      for (const decision of decisions.filter(({ ok }) => !ok)) {
        expect(decision).not.toHaveProperty("events");
        const { code, message } = decision.ok ? { code: "", message: "" } : decision.rejection;
        expect([code, message]).toEqual([code.replaceAll(/[^a-z_]/g, ""), message.trim()]);
        expect(code && message).not.toBe("");
      }
    });
  });

  test("is recorded forwards, every event under an id of its own", () => {
    law(({ events }) => {
      const recorded = events.map(({ recordedAt }) => recordedAt);
      expect(recorded).toEqual(recorded.toSorted());
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    });
  });

  test("is the same however often it was swept", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const swept = played(history, true);
        const unswept = played(history, false);
        expect(canonicalJson(swept.events)).toBe(canonicalJson(unswept.events));
        expect(canonicalJson(swept.serviceCase)).toBe(canonicalJson(unswept.serviceCase));
      }),
      runs,
    );
  });

  test("tells each breach and each step once in a cycle", () => {
    law(({ events }) => {
      const told = events.flatMap((event) => {
        if (event.type !== "case.breached" && event.type !== "case.escalated") return [];
        return [canonicalJson([event.metric, event.cycle, event.type === "case.escalated" ? event.step : "breach"])];
      });
      expect(new Set(told).size).toBe(told.length);
    });
  });

  test("has a breach told for every clock that runs past its due instant, and nothing left to tell after a sweep", () => {
    law(({ serviceCase, end }) => {
      expect(settleCase(serviceCase, context(end))).toEqual([]);
      for (const clock of caseClocks(serviceCase, context(end))) {
        if (clock.state !== "breached" || clock.at !== undefined || (clock.cycle ?? 1) > 1) continue;
        const told = serviceCase.fired.some(({ metric, step }) => metric === clock.metric && step === undefined);
        expect(told).toBe(true);
      }
    });
  });

  test("misses nothing when the host wakes only at the next change", () => {
    law(({ serviceCase, end }) => {
      let current = serviceCase;
      const all: unknown[] = [];
      for (let next = nextCaseChange(current, context(end)); next !== undefined;) {
        const events = settleCase(current, context(Date.parse(next)));
        expect(events.length).toBeGreaterThan(0);
        all.push(...events);
        current = applyCaseEvents(current, events);
        next = nextCaseChange(current, context(Date.parse(next)));
      }
      expect(all).toEqual(settleCase(serviceCase, context(end + 400 * 86_400_000)));
    });
  });

  test("keeps a verdict once it is reached", () => {
    law(({ events }) => {
      let current = applyCaseEvents(undefined, events.slice(0, 1));
      for (const event of events.slice(1)) {
        const next = applyCaseEvent(current, event);
        expect(next.ended.slice(0, current.ended.length)).toEqual(current.ended);
        current = next;
      }
    });
  });

  test("accounts for the time of its clocks to the millisecond", () => {
    law(({ serviceCase, end }) => {
      for (const clock of caseClocks(serviceCase, context(end))) {
        const { metric, cycle = 1 } = clock;
        const segments = clockSegments(serviceCase, { ...context(end), metric, cycle });
        const target = targetOf(serviceCase, { metric });
        const start = segments[0]?.from;
        if (target === undefined || start === undefined) continue;
        const measure = measureOf(target, Date.parse(start), context(end));
        const counted = segments.reduce((sum, segment) => sum + segment.counted, 0);
        segments.slice(1).forEach((segment, i) => expect(segment.from).toBe(segments[i]?.to));
        if (clock.state === "paused")
          expect(clock.remainingMinutes).toBe(Math.floor((measure.total - counted) / 60_000));
        if (clock.state === "met") expect(counted).toBeLessThanOrEqual(measure.total);
        if (clock.state === "breached") expect(counted).toBeGreaterThanOrEqual(measure.total);
      }
    });
  });
});
