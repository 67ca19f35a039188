// The clocks against a second implementation that knows nothing of the first: it walks through the history minute by
// minute and counts, with opening hours written down again by hand.
import fc from "fast-check";
import { expect, test } from "vitest";
import { caseClocks } from "../../src/cases/clocks.js";
import type { CaseEvent } from "../../src/cases/event-model.js";
import { histories, played } from "./histories.js";
import { calendars, cases, zone } from "./sample.js";

const minute = 60_000;

interface SlowClock {
  readonly due?: number;
  readonly leftMinutes: number;
}

/** Shanghai is eight hours ahead of UTC, all year. 1970-01-01 was a Thursday. */
function isOpen(at: number, calendar: "desk" | "shop" | "always"): boolean {
  const local = at / minute + 8 * 60;
  const ofDay = local % 1440;
  const weekday = (Math.floor(local / 1440) + 3) % 7;
  if (calendar === "always") return true;
  if (calendar === "shop") return ofDay >= 600 && ofDay < 1320;
  return weekday < 5 && ((ofDay >= 540 && ofDay < 720) || (ofDay >= 810 && ofDay < 1080));
}

/** Open minutes up to the close of the third working day after that of the start. */
function thirdDayTotal(start: number): number {
  let total = 0;
  let days = 0;
  let day = Math.floor((start / minute + 480) / 1440);
  for (let at = start; ; at += minute) {
    if (isOpen(at, "desk")) total += 1;
    const next = at + minute;
    const nextDay = Math.floor((next / minute + 480) / 1440);
    if (nextDay !== day) day = nextDay;
    const isClose = isOpen(at, "desk") && (next / minute + 480) % 1440 === 1080;
    if (isClose && day > Math.floor((start / minute + 480) / 1440)) days += 1;
    if (days === 3) return total;
  }
}

/** When the clock is due, if it is ever reached: `running` says whether it runs in the minute that begins at an instant. */
function walk(
  start: number,
  end: number,
  total: number,
  calendar: "desk" | "shop" | "always",
  running: (at: number) => boolean,
): SlowClock {
  let left = total;
  for (let at = start; at <= end; at += minute) {
    if (!running(at)) continue;
    if (left === 0) return { due: at, leftMinutes: 0 };
    if (!isOpen(at, calendar)) continue;
    left -= 1;
    if (left === 0 && running(at + minute)) return { due: at + minute, leftMinutes: 0 };
    if (left === 0 && at + minute > end) return { due: at + minute, leftMinutes: 0 };
  }
  return { leftMinutes: left };
}

function statusesOf(events: readonly CaseEvent[]): readonly { readonly from: number; readonly runs: boolean }[] {
  return events.flatMap((event) => {
    if (event.type === "case.opened") return [{ from: Date.parse(event.occurredAt), runs: true }];
    return "clock" in event ? [{ from: Date.parse(event.occurredAt), runs: event.clock === "running" }] : [];
  });
}

test("first response and resolution, over a thousand random histories", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { events, serviceCase, end } = played(history, true);
      const statuses = statusesOf(events);
      const start = statuses[0]?.from ?? 0;
      const runsAt = (at: number): boolean => statuses.findLast(({ from }) => from <= at)?.runs ?? false;
      const isComplaint = history.type === "complaint";
      const context = { cases, calendars, zone, now: new Date(end) };
      const clocks = caseClocks(serviceCase, context);

      const first = clocks.find(({ metric }) => metric === "first_response");
      const firstTotal = isComplaint ? (history.gold ? 60 : 240) : 30;
      const slowFirst = walk(start, start + 30 * 86_400_000, firstTotal, isComplaint ? "desk" : "shop", () => true);
      expect(first).toMatchObject({ due: new Date(slowFirst.due ?? 0).toISOString() });
      const answer = first !== undefined && "at" in first ? Date.parse(first.at ?? "") : end;
      expect(first?.state).toBe(answer > (slowFirst.due ?? 0) ? "breached" : "met");

      const live = clocks.findLast(({ metric }) => metric === "resolution");
      if (live === undefined || live.state === "met" || (live.state === "breached" && live.at !== undefined)) return;
      const total = isComplaint ? thirdDayTotal(start) : 480;
      const slow = walk(start, end + 30 * 86_400_000, total, isComplaint ? "desk" : "always", runsAt);
      if (live.state === "paused") expect([slow.due, slow.leftMinutes]).toEqual([undefined, live.remainingMinutes]);
      else expect(live.due).toBe(new Date(slow.due ?? 0).toISOString());
      if (live.state !== "paused") expect(live.state).toBe((slow.due ?? 0) < end ? "breached" : "running");
    }),
    { seed: 7, numRuns: 300 },
  );
});
