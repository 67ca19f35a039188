// The made-up histories are worth something only when everything that a host can tell is told in them.
import { expect, test } from "vitest";
import { recordEvent } from "clientele";
import { memoryStorage } from "clientele/memory";
import { hostEventTypes } from "clientele/program";
import { hostEvents } from "clientele/testing";
import { programs } from "../program/programs.js";
import { desk } from "./desk.js";

const isAboutCase = (type: string): boolean => type.startsWith("case.") || type === "enquiry.received";

test("every type of host event is made up", () => {
  const made = new Set<string>();
  for (const program of [...Object.values(programs), desk]) {
    for (const seed of [1, 2, 3])
      for (const { event } of hostEvents(program, { seed, events: 300 })) made.add(event.type);
  }
  expect(hostEventTypes.filter((type) => !made.has(type))).toEqual([]);
});

test("every type of event about cases is accepted; others are refused, late, ahead of time, or sent again", async () => {
  const accepted = new Set<string>();
  const met = new Set<string>();
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const storage = memoryStorage();
    for (const { event, now } of hostEvents(desk, { seed, events: 300, customers: 2 })) {
      if (!isAboutCase(event.type)) continue;
      const { replayed, decisions } = await recordEvent(storage, event, { ...desk, now: new Date(now) });
      const decision = decisions.find(({ module }) => module === "cases");
      met.add(replayed ? "sent again" : (decision?.rejection?.code ?? ""));
      if (decision?.ok === true) accepted.add(event.type);
      if (Date.parse(now) - Date.parse(event.occurredAt) > 30 * 86_400_000) met.add("late");
    }
  }
  expect(hostEventTypes.filter((type) => isAboutCase(type) && !accepted.has(type))).toEqual([]);
  const usual = ["sent again", "late", "not_found", "occurred_in_future", "occurred_before_opening", "out_of_order"];
  const ofCases = ["move_not_allowed", "requirement_missing", "case_ended", "case_not_ended", "no_follow_up_due"];
  const ofWork = ["category_unknown", "item_unknown", "mark_unknown", "no_appointment", "window_invalid"];
  const ofLinks = ["case_merged", "same_case"];
  expect([...usual, ...ofCases, ...ofWork, ...ofLinks].filter((code) => !met.has(code))).toEqual([]);
});
