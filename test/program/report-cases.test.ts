import { beforeAll, describe, expect, test } from "vitest";
import {
  caseClocks,
  caseKind,
  caseCompliance,
  caseCounts,
  caseDurations,
  casePauses,
  caseReopenings,
  caseStatusTimes,
  risingCases,
  type CaseEvent,
  type CaseHistory,
  type ServiceCase,
} from "clientele/cases";
import {
  caseComplianceReport,
  caseCountsReport,
  caseDurationsReport,
  casePausesReport,
  caseReopeningsReport,
  caseStatusTimesReport,
  recordEvent,
  risingCasesReport,
  runDue,
  type HostEvent,
} from "clientele/program";
import { defineProgram } from "clientele/program/rules";
import { memoryStorage } from "clientele/memory";
import { seededChance } from "clientele/testing";

const policy = {
  id: "complaint",
  label: "投诉",
  type: "complaint",
  workflow: "preset:shop_flow",
  targets: [
    { metric: "first_response", within: "PT4H", time: "business", calendar: "desk" },
    { metric: "resolution", within: "P3D", time: "business_days", calendar: "desk" },
  ],
} as const;
const program = defineProgram({
  format: "clientele/program",
  id: "shop",
  version: 1,
  label: "Shop",
  locale: "zh-CN",
  zone: "Asia/Shanghai",
  currency: "CNY",
  calendars: { desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "none" } },
  cases: { policies: [policy] },
});
const end = { ...program, now: new Date("2026-04-20T12:00:00+08:00") };
const storage = memoryStorage();
const histories: CaseHistory[] = [];
const records: ServiceCase[] = [];

beforeAll(async () => {
  for (const event of hostEvents(60))
    await recordEvent(storage, event, { ...program, now: new Date(event.occurredAt) });
  for (const { ref, record } of await storage.records(caseKind.kind, { limit: 500 })) {
    const entries = await storage.entries(ref, { limit: 500 });
    histories.push(entries.flatMap(({ events }) => events as readonly CaseEvent[]));
    records.push(record as ServiceCase);
  }
});

describe("reports over a storage", () => {
  const context = { ...end, by: ["about.sku"], period: "month", calendar: "desk" } as const;

  test("say what the reports of its histories say", async () => {
    expect(histories).toHaveLength(60);
    expect(await caseComplianceReport(storage, context)).toEqual(caseCompliance(histories, context));
    expect(await caseDurationsReport(storage, context)).toEqual(caseDurations(histories, context));
    expect(await caseStatusTimesReport(storage, context)).toEqual(caseStatusTimes(histories, context));
    expect(await casePausesReport(storage, context)).toEqual(casePauses(histories, context));
    expect(await caseReopeningsReport(storage, context)).toEqual(caseReopenings(histories, context));
    expect(await caseCountsReport(storage, context)).toEqual(caseCounts(histories, context));
    expect(await risingCasesReport(storage, { ...end, by: ["about.sku"] })).toEqual(
      risingCases(histories, { ...end, by: ["about.sku"] }),
    );
  });

  test("count what the clocks of the records count, and are the same after the sweep", async () => {
    const rows = await caseComplianceReport(storage, { ...end, by: ["about.sku"] });
    for (const metric of ["first_response", "resolution"]) {
      const clocks = records.flatMap((record) => caseClocks(record, end)).filter((clock) => clock.metric === metric);
      const own = rows.filter((row) => row.metric === metric);
      const total = (key: "met" | "breached"): number =>
        own.map((row) => row[key]).reduce((left, right) => left + right, 0);
      expect([metric, total("met"), total("breached")]).toEqual([
        metric,
        clocks.filter(({ state }) => state === "met").length,
        clocks.filter(({ state }) => state === "breached").length,
      ]);
    }
    await runDue(storage, end);
    expect(await caseComplianceReport(storage, { ...end, by: ["about.sku"] })).toEqual(rows);
  });

  test("an empty storage has no rows", async () => {
    expect(await caseComplianceReport(memoryStorage(), end)).toEqual([]);
    expect(await caseCountsReport(memoryStorage(), end)).toEqual([]);
  });
});

/** So many complaints in March, and what became of them, in the order of time. */
function hostEvents(count: number): readonly (HostEvent & { readonly occurredAt: string })[] {
  const { below } = seededChance(7);
  const events = Array.from({ length: count }, (_, i) => {
    let at = Date.parse("2026-03-02T08:00:00+08:00") + below(28 * 1440) * 60_000;
    const told = (more: object): HostEvent & { readonly occurredAt: string } => {
      const occurredAt = new Date((at += below(1_500) * 60_000)).toISOString();
      return {
        id: `evt_${i}_${at}`,
        customerId: `cus_${i % 40}`,
        caseId: `cas_${i}`,
        occurredAt,
        ...more,
      } as HostEvent & {
        readonly occurredAt: string;
      };
    };
    const opened = told({ type: "case.opened", caseType: "complaint", sku: ["serum-30", "mask-5"][i % 2] });
    const ways = [
      { type: "case.moved", to: "investigating" },
      { type: "case.responded" },
      { type: "case.moved", to: "awaiting_customer" },
      { type: "case.moved", to: "investigating" },
      { type: "case.moved", to: "handling" },
      { type: "case.resolved", resolution: { kind: "refund" }, rootCause: "supplier" },
      { type: "case.reopened" },
    ];
    return [opened, ...ways.slice(0, below(8)).map(told)];
  });
  return events.flat().sort((left, right) => (left.occurredAt < right.occurredAt ? -1 : 1));
}
