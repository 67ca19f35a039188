import { expect, test } from "vitest";
import { openCase } from "../../src/cases/open.js";
import { memoryStorage } from "../../src/memory/memory-storage.js";
import { casesDue } from "../../src/program/cases-due.js";
import type { ProgramContext } from "../../src/program/island.js";
import { defineProgram } from "../../src/program/rules.js";
import { recordEvent } from "../../src/program/record-event.js";
import { runDue } from "../../src/program/run-due.js";
import { execute } from "../../src/shared/execute.js";

const program = defineProgram({
  format: "clientele/program",
  id: "shop",
  version: 1,
  label: "Shop",
  locale: "en",
  zone: "Asia/Shanghai",
  currency: "CNY",
  calendars: { desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "none" } },
  cases: {
    policies: [
      {
        id: "complaint",
        label: "Complaint",
        type: "complaint",
        workflow: "preset:shop_flow",
        targets: [{ metric: "first_response", within: "PT4H", time: "business", calendar: "desk" }],
        escalate: [{ metric: "first_response", at: { kind: "after", by: "PT4H" }, to: "manager", level: "shop" }],
      },
    ],
  },
});

function then(time: string): ProgramContext {
  return { ...program, now: new Date(`${time}:00+08:00`) };
}

/** Three customers complained on Monday, one after the other, and somebody nobody knows. */
async function complained(): Promise<ReturnType<typeof memoryStorage>> {
  const storage = memoryStorage();
  for (const [n, time] of ["09:00", "10:00", "11:00"].entries()) {
    const at = then(`2026-03-02T${time}`);
    const event = { type: "case.opened", caseType: "complaint", occurredAt: at.now.toISOString() } as const;
    await recordEvent(storage, { ...event, id: `cas_${n}`, customerId: `cus_${n}` }, at);
  }
  const unknown = { owner: "cas_x", kind: "case", id: "cas_x" };
  await execute(storage, unknown, openCase, { id: "cas_x", type: "complaint" }, then("2026-03-02T12:00"));
  return storage;
}

test("says which cases have something due, by the instant, and when to ask again", async () => {
  const storage = await complained();
  const early = await casesDue(storage, then("2026-03-02T13:00"));
  expect(early).toEqual({ cases: [], nextAt: "2026-03-02T05:00:00.001Z" });
  const due = await casesDue(storage, then("2026-03-02T15:30"));
  expect(due.cases.map(({ ref, steps }) => [ref.id, steps.map(({ metric, at }) => [metric, at])])).toEqual([
    ["cas_0", [["first_response", "2026-03-02T05:00:00.000Z"]]],
    ["cas_1", [["first_response", "2026-03-02T06:00:00.000Z"]]],
    ["cas_2", [["first_response", "2026-03-02T07:00:00.000Z"]]],
  ]);
  expect(due.nextAt).toBe("2026-03-02T08:00:00.001Z");
});

test("goes on by pages, and after due work tells nothing that was recorded", async () => {
  const storage = await complained();
  const first = await casesDue(storage, { ...then("2026-03-03T18:30"), limit: 3 });
  const second = await casesDue(storage, { ...then("2026-03-03T18:30"), limit: 3, after: first.after ?? "" });
  expect([...first.cases, ...second.cases].map(({ ref }) => ref.id)).toEqual(["cas_x", "cas_0", "cas_1", "cas_2"]);
  expect(second.after).toBeUndefined();
  await runDue(storage, then("2026-03-03T18:30"));
  const left = await casesDue(storage, then("2026-03-03T18:30"));
  expect(left).toEqual({ cases: [], nextAt: "2026-03-03T16:00:00.000Z" });
});

test("a host that wakes only when it was told to misses nothing", async () => {
  const storage = await complained();
  const told = new Set<string>();
  let now = "2026-03-02T04:00:00.000Z";
  for (let i = 0; i < 40; i++) {
    const { cases, nextAt } = await casesDue(storage, { ...program, now: new Date(now) });
    for (const { steps } of cases) for (const { key } of steps) told.add(key);
    now = nextAt;
  }
  expect(told.size).toBe(8);
});
