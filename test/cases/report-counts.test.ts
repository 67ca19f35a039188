import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ServiceCase } from "../../src/cases/model.js";
import { openCase } from "../../src/cases/open.js";
import { reopenCase } from "../../src/cases/reopen.js";
import { caseCounts } from "../../src/cases/report-counts.js";
import type { CaseHistory } from "../../src/cases/report-model.js";
import { caseReopenings } from "../../src/cases/report-reopenings.js";
import { risingCases } from "../../src/cases/report-rising.js";
import { resolveCase } from "../../src/cases/resolve.js";
import { addDays } from "../../src/shared/days.js";
import { must } from "../../src/shared/decision.js";
import { contextAt, end, worlds } from "./report-histories.js";
import { at } from "./sample.js";

const sum = (numbers: readonly number[]): number => numbers.reduce((left, right) => left + right, 0);

describe("what customers turn to the shop with", () => {
  test("is not told for a period that is none", () => {
    const { events } = must(openCase({ id: "cas_1", type: "complaint" }, at("2026-03-02T09:00")));
    const told = (): unknown => caseCounts([events], { ...at("2026-03-02T09:00"), period: "fortnight" as never });
    expect(told).toThrow('period: "fortnight" is not a period of reports');
  });

  test("by product, the most frequent first, each with its part of the month [181, e108]", () => {
    const opened = (id: string, day: string, sku?: string): CaseHistory =>
      must(openCase({ id, type: "complaint", ...(sku !== undefined && { sku }) }, at(`${day}T09:00`))).events;
    const histories = [
      opened("cas_1", "2026-03-02", "mask-5"),
      opened("cas_2", "2026-03-03", "serum-30"),
      opened("cas_3", "2026-03-31", "serum-30"),
      opened("cas_4", "2026-03-31"),
      opened("cas_5", "2026-04-01", "mask-5"),
    ];
    const rows = caseCounts(histories, { ...at("2026-04-09T09:00"), by: ["about.sku"], period: "month" });
    expect(rows.map(({ period, labels, n, share }) => [period?.from, labels, n, share])).toEqual([
      ["2026-03-01", { "about.sku": "serum-30" }, 2, "0.500000"],
      ["2026-03-01", {}, 1, "0.250000"],
      ["2026-03-01", { "about.sku": "mask-5" }, 1, "0.250000"],
      ["2026-04-01", { "about.sku": "mask-5" }, 1, "1.000000"],
    ]);
  });

  test("law: the records say the same of every label", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const by = [
          "type",
          "priority",
          "category",
          "rootCause",
          "resolution",
          "agentId",
          "escalatedLevel",
          "about.sku",
        ] as const;
        const rows = caseCounts(
          world.map(({ events }) => events),
          { ...contextAt(end), by },
        );
        const keyOf = (labels: Readonly<Record<string, string | undefined>>): string =>
          JSON.stringify(by.map((label) => labels[label] ?? null));
        const expected = new Map<string, [number, number, number, number]>();
        for (const { record } of world) {
          const { type, priority, category, rootCause, resolution, agentId, escalatedLevel, about } = record;
          const own = { type, priority, category, rootCause, resolution: resolution?.kind, agentId, escalatedLevel };
          const key = keyOf({ ...own, "about.sku": about.sku });
          const [n, open, reopened, merged] = expected.get(key) ?? [0, 0, 0, 0];
          const { endedAt, cycle, links } = record;
          const isMerged = links.mergedInto !== undefined;
          expected.set(key, [
            n + 1,
            open + Number(endedAt === undefined),
            reopened + Number(cycle > 1),
            merged + Number(isMerged),
          ]);
        }
        expect(
          new Map(rows.map(({ labels, n, open, reopened, merged }) => [keyOf(labels), [n, open, reopened, merged]])),
        ).toEqual(expected);
      }),
      { seed: 46, numRuns: 40 },
    );
  });
});

describe("how often what was done did not hold", () => {
  const opened = must(openCase({ id: "cas_1", type: "enquiry" }, at("2026-03-30T10:00")));
  const resolution = { kind: "answer" };
  const resolved = must(resolveCase(opened.state, { id: "res_1", resolution }, at("2026-03-31T10:00")));
  const reopened = must(reopenCase(resolved.state, { id: "reo_1" }, at("2026-04-07T10:00")));
  const again = must(resolveCase(reopened.state, { id: "res_2", resolution }, at("2026-04-08T10:00")));
  const history = [opened, resolved, reopened, again].flatMap(({ events }) => events);

  test("an end counts in its own month, also when it was reopened in the next", () => {
    const rows = caseReopenings([history], { ...at("2026-04-09T09:00"), period: "month" });
    expect(rows.map(({ period, ended, reopened: count, share }) => [period?.from, ended, count, share])).toEqual([
      ["2026-03-01", 1, 1, "1.000000"],
      ["2026-04-01", 1, 0, "0.000000"],
    ]);
  });

  test("within a length, on both sides of it, and only ends that are old enough", () => {
    const within = (length: string, time: string): readonly unknown[] =>
      caseReopenings([history], { ...at(time), within: length }).map(({ ended, reopened: count }) => [ended, count]);
    expect(within("P7D", "2026-04-15T10:00")).toEqual([[2, 1]]);
    expect(within("P6D", "2026-04-15T10:00")).toEqual([[2, 0]]);
    expect(within("P7D", "2026-04-15T09:59")).toEqual([[1, 1]]);
  });

  test("law: the records say the same", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const rows = caseReopenings(
          world.map(({ events }) => events),
          contextAt(end),
        );
        const isEnded = ({ endedAt, links }: ServiceCase): boolean =>
          endedAt !== undefined && links.mergedInto === undefined;
        const ends = world.map(({ events }) => {
          const moves = events.filter(({ type }) => ["case.resolved", "case.closed", "case.reopened"].includes(type));
          const first = moves.filter(
            ({ type }, i) => type !== "case.reopened" && (i === 0 || moves[i - 1]?.type === "case.reopened"),
          );
          return first.length;
        });
        expect(sum(rows.map(({ ended }) => ended))).toBe(sum(ends));
        const lasting = world.filter(({ records, record: opening }) =>
          isEnded(records.findLast(({ links }) => links.mergedInto === undefined) ?? opening),
        ).length;
        expect(sum(rows.map(({ ended, reopened: count }) => ended - count))).toBe(lasting);
      }),
      { seed: 47, numRuns: 40 },
    );
  });
});

describe("what is complained of more than it was", () => {
  const cases = (...days: readonly string[]): readonly CaseHistory[] =>
    days.map(
      (day, i) => must(openCase({ id: `cas_${i}`, type: "complaint", sku: "serum-30" }, at(`${day}T09:00`))).events,
    );
  const rising = (histories: readonly CaseHistory[], more = {}): readonly unknown[] =>
    risingCases(histories, { ...at("2026-03-30T18:00"), by: ["about.sku"], ...more }).map(
      ({ n, before, usual, isRising }) => [n, before, usual, isRising],
    );

  test("the borders of the days: today is the last, the 24th the first, the 24th of February the first of those before [181]", () => {
    expect(rising(cases("2026-03-30", "2026-03-24", "2026-03-23", "2026-02-24", "2026-02-23"))).toEqual([
      [2, 2, "0.50", false],
    ]);
    expect(rising(cases("2026-03-29", "2026-03-29"))).toEqual([[2, 0, "0.00", false]]);
    expect(rising(cases("2026-03-29", "2026-03-29", "2026-03-29"))).toEqual([[3, 0, "0.00", true]]);
    expect(() => rising(cases("2026-03-29"), { days: 0 })).toThrow("days: 0 days cannot be compared");
    expect(() => rising(cases("2026-03-29"), { level: "1" })).toThrow('level: "1" does not lie between 0 and 1');
  });

  test("law: chance alone gives so many with a probability below the level", () => {
    fc.assert(
      fc.property(fc.nat({ max: 12 }), fc.nat({ max: 25 }), fc.constantFrom(1, 7, 14), (n, before, days) => {
        fc.pre(n + before > 0);
        const last = Array.from({ length: n }, () => "2026-03-30");
        const earlier = Array.from({ length: before }, () => addDays("2026-03-30", -days));
        const [row] = rising(cases(...last, ...earlier), { days, before: 28 }) as readonly (readonly unknown[])[];
        const chance = days / (days + 28);
        const all = n + before;
        const choose = (k: number): number =>
          Array.from({ length: k }).reduce<number>((product, _, i) => (product * (all - i)) / (i + 1), 1);
        const tail = sum(
          Array.from(
            { length: before + 1 },
            (_, i) => choose(n + i) * chance ** (n + i) * (1 - chance) ** (before - i),
          ),
        );
        expect(row?.[3]).toBe(n * 28 > before * days && tail < 0.01);
      }),
      { seed: 48, numRuns: 60 },
    );
  });

  test("very many are compared as fewer in the same proportion", () => {
    const [one] = cases("2026-03-30");
    const [other] = cases("2026-03-01");
    const many = [
      ...Array.from({ length: 2_500 }, () => one ?? []),
      ...Array.from({ length: 7_500 }, () => other ?? []),
    ];
    expect(rising(many)).toEqual([[2_500, 7_500, "1875.00", true]]);
  });
});
