// Complaining never costs: whoever complains has the same points, tier and classes as whoever does not, and waits no
// longer the next time.
import { expect, test } from "vitest";
import { memoryStorage } from "../../src/memory/memory-storage.js";
import type { HostEvent } from "../../src/program/host-events.js";
import type { ProgramContext } from "../../src/program/island.js";
import { recordEvent } from "../../src/program/record-event.js";
import { runDue } from "../../src/program/run-due.js";
import { eachRecord } from "../../src/program/pages.js";
import { caseQueue } from "../../src/cases/queue.js";
import { honour } from "../program/programs.js";
import { deskOf, policyWith } from "./desk.js";

const days = [1, 4, 9, 40, 100];
const at = (day: number, hour = 10): string => new Date(Date.UTC(2026, 0, day, hour)).toISOString();

/** What a customer has after a year of buying: balances, tiers and classes, without what was done when. */
async function outcome(complains: boolean): Promise<unknown> {
  const storage = memoryStorage();
  const then = (time: string): ProgramContext => ({ ...honour, now: new Date(time) });
  const send = (event: HostEvent): Promise<unknown> => recordEvent(storage, event, then(event.occurredAt));
  for (const day of days) {
    const lines = [{ sku: "serum-30", quantity: 1, paid: "3280.00" }];
    const bought = { customerId: "cus_7", occurredAt: at(day), orderId: `ord_${day}`, lines } as const;
    await send({ id: `ord_${day}`, type: "order.paid", ...bought });
    if (!complains) continue;
    const case_ = { customerId: "cus_7", caseId: `cas_${day}` } as const;
    await send({
      ...case_,
      id: `cas_${day}`,
      type: "case.opened",
      caseType: "complaint",
      occurredAt: at(day, 11),
      orderId: `ord_${day}`,
    });
    await send({ ...case_, id: `msg_${day}`, type: "case.message_received", occurredAt: at(day, 12) });
    await send({ ...case_, id: `out_${day}`, type: "case.moved", to: "withdrawn", occurredAt: at(day + 1) });
  }
  await runDue(storage, then(at(400)));
  const kept: unknown[] = [];
  for (const kind of ["points_account", "standing", "membership"]) {
    for await (const { record } of eachRecord(storage, kind)) {
      const { types, tier, classes, segments } = JSON.parse(JSON.stringify(record)) as Record<string, unknown>;
      kept.push({ kind, types, tier, classes, segments });
    }
  }
  return kept;
}

test("no points, no tier, no class is lost by it", async () => {
  const [silent, complained] = [await outcome(false), await outcome(true)];
  expect(complained).toEqual(silent);
  expect(JSON.stringify(silent).length).toBeGreaterThan(200);
});

test("no place in the queue is lost by it", () => {
  const desk = deskOf(policyWith({ targets: [{ metric: "first_response", within: "PT4H", time: "calendar" }] }));
  const often = desk.open("2026-03-02T09:00", { caseId: "b" }, { facts: { cases: 12, openCases: 3 } });
  const never = desk.open("2026-03-02T09:01", { caseId: "a" }, { facts: { cases: 0, openCases: 0 } });
  const queue = [never, often].map((serviceCase) => ({ serviceCase }));
  expect(caseQueue({ ...desk.then("2026-03-02T10:00"), queue }).map(({ serviceCase }) => serviceCase.id)).toEqual([
    "b",
    "a",
  ]);
});
