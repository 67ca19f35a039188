import { expect, test } from "vitest";
import { caseClocks } from "../../src/cases/clocks.js";
import type { ServiceCase } from "../../src/cases/model.js";
import { receiveMessage } from "../../src/cases/receive-message.js";
import { caseKind } from "../../src/cases/records.js";
import { reopenCase } from "../../src/cases/reopen.js";
import { resolveCase } from "../../src/cases/resolve.js";
import { settleCase, settled } from "../../src/cases/settle.js";
import { respondToCase } from "../../src/cases/respond.js";
import { moveCase } from "../../src/cases/move.js";
import { must } from "../../src/shared/decision.js";
import { at, complaint } from "./sample.js";

/** A case as format 1 kept it: without what came later, and with one text for what it is about. */
function older(serviceCase: ServiceCase): string {
  const {
    about,
    clocks: _,
    moments,
    repinned,
    checked,
    appointments,
    attempts,
    links,
    acknowledgedAt,
    nextDueOn,
    ...kept
  } = serviceCase;
  expect([
    moments.length > 0,
    repinned,
    checked,
    appointments,
    attempts,
    links,
    typeof acknowledgedAt,
    typeof nextDueOn,
  ]).toHaveLength(8);
  const { orderId, sku } = about;
  const ended = kept.ended.map(({ metric, cycle, state, due, at: when }) => ({ metric, cycle, state, due, at: when }));
  const fired = kept.fired.map(({ policy: __, ...step }) => step);
  return JSON.stringify({ ...kept, ended, fired, about: orderId, sku, format: 1 });
}

const moved = (serviceCase: ServiceCase, to: string, time: string): ServiceCase =>
  must(moveCase(serviceCase, { id: `to_${to}`, to, resolution: { kind: "refund" }, rootCause: "supplier" }, at(time)))
    .state;
const opened = complaint("2026-03-02T09:00", { about: "ord_1", sku: "tea" });
const answered = must(respondToCase(opened, { id: "r1" }, at("2026-03-02T09:30"))).state;
const waiting = must(receiveMessage(answered, { id: "m1" }, at("2026-03-02T10:00"))).state;
const paused = moved(moved(waiting, "investigating", "2026-03-02T11:00"), "awaiting_customer", "2026-03-02T14:00");
const handling = moved(moved(paused, "investigating", "2026-03-03T09:00"), "handling", "2026-03-03T10:00");
const resolution = { kind: "refund" };
const resolved = must(
  resolveCase(handling, { id: "res", resolution, rootCause: "supplier" }, at("2026-03-03T11:00")),
).state;
const reopened = must(reopenCase(resolved, { id: "reo" }, at("2026-03-04T11:00"))).state;

test.each([
  ["opened", opened],
  ["answered", answered],
  ["waiting", waiting],
  ["paused", paused],
  ["handling", handling],
  ["resolved", resolved],
  ["reopened", reopened],
])("a case of the format before has the same clocks: %s", (_, serviceCase) => {
  const upgraded = caseKind.unpack(older(serviceCase));
  expect(upgraded.about).toEqual({ orderId: "ord_1", sku: "tea" });
  expect(upgraded.format).toBe(2);
  for (const time of ["2026-03-04T12:00", "2026-03-30T12:00"])
    expect(caseClocks(upgraded, at(time))).toEqual(caseClocks(serviceCase, at(time)));
});

test("what was told before the upgrade is not told again", () => {
  const late = settled(opened, at("2026-03-30T12:00")).serviceCase;
  expect(late.fired.filter(({ step }) => step !== undefined).length).toBeGreaterThan(0);
  const upgraded = caseKind.unpack(older(late));
  expect(upgraded.fired).toEqual(late.fired);
  expect(settleCase(upgraded, at("2026-03-30T12:00"))).toEqual([]);
});
