import { beforeAll, describe, expect, test } from "vitest";
import {
  addDays,
  bestCustomers,
  customerReport,
  defineProgram,
  eachCustomer,
  endOfDay,
  explainTierProgress,
  pointsAccountAsOf,
  pointsAccountKind,
  pointsBalance,
  pointsOverTime,
  programSummary,
  recordEvent,
  rfmGrid,
  runDue,
  tiersOverTime,
  type HostEvent,
  type PointsEvent,
  type Storage,
} from "clientele";
import { memoryStorage } from "clientele/memory";
import { seededChance } from "clientele/testing";

const when = (op: string, value: number) => ({ op: op as "gte" | "lte", fact: "rfm.m", value });
const program = defineProgram({
  format: "clientele/program",
  id: "tea_house",
  version: 1,
  label: "Tea house",
  locale: "en",
  zone: "Asia/Shanghai",
  currency: "CNY",
  segments: [
    { id: "regulars", label: "Regulars", when: { op: "gte", fact: "orders", value: 3 } },
    {
      id: "value",
      label: "Value",
      kind: "rfm",
      every: "P1M",
      classes: [
        { id: "high", label: "High", when: when("gte", 4) },
        { id: "other", label: "Other", when: { op: "otherwise" } },
      ],
    },
  ],
  tierSets: [
    {
      id: "club",
      label: "Club",
      metric: "spend",
      period: { kind: "rolling", length: "P3M" },
      upgrade: "at_once",
      downgrade: "one_level",
      notice: "P14D",
      tiers: [
        { id: "guest", label: "Guest", reach: 0 },
        { id: "silver", label: "Silver", reach: "300.00" },
        { id: "gold", label: "Gold", reach: "900.00" },
      ],
    },
  ],
  points: {
    types: [
      {
        id: "points",
        label: "points",
        use: "redeemable",
        pending: { until: "return_window_closed", days: 7 },
        expire: { kind: "after", length: "P2M", notice: ["P30D"] },
      },
    ],
    earn: [{ id: "spend", label: "Spending", on: "order.paid", gives: "points", points: 1, per: "1.00" }],
    redeem: { worth: "0.05" },
    autoRedeem: { points: 250 },
    refund: { mode: "prorate", from: ["pending", "own", "others"], then: "shortfall", window: "P30D" },
  },
});
const firstDay = "2026-01-05";
const now = new Date(endOfDay("2026-06-30", program.zone));
const context = { ...program, now };
const storage = memoryStorage();

beforeAll(async () => {
  for (const event of halfAYear()) await recordEvent(storage, event, { ...program, now: new Date(event.occurredAt) });
});

describe("a base that nobody has swept", () => {
  test("given no runDue, when it is reported, then it says what it says after the sweep, but for the scores", async () => {
    const before = await programSummary(storage, context);
    const swept = await sweptCopy();
    const after = await programSummary(swept, context);
    expect({ ...before, segments: before.segments["regulars"] }).toEqual({
      ...after,
      segments: after.segments["regulars"],
    });
    expect(after.points["points"]?.expired).toBeGreaterThan(0);
    expect(before.segments["value"]).toEqual({ high: 0, other: 0 });
  });

  test("given a report, then nothing is written", async () => {
    const [first] = await storage.records("agenda", { limit: 1 });
    await programSummary(storage, context);
    expect(await storage.records("agenda", { limit: 1 })).toEqual([first]);
  });
});

describe("programSummary", () => {
  test("adds up what the customers have, and issued is all that became of points [a41]", async () => {
    const summary = await programSummary(storage, context);
    const customers = await all();
    expect(summary.customers).toBe(customers.length);
    const { issued, redeemed, expired, reversed, cancelled, shortfall, ...left } = pointsOf(summary);
    expect(issued).toBe(customers.reduce((sum, { points }) => sum + (points["points"]?.issued ?? 0), 0));
    expect(left.outstanding).toBe(left.available + left.pending + left.held);
    expect(issued).toBe(left.outstanding + redeemed + expired + reversed + cancelled - shortfall);
    expect(left.worth).toBe(((left.outstanding * 5) / 100).toFixed(2));
    const tiers = Object.values(summary.tiers["club"] ?? {}).reduce((sum, count) => sum + count, 0);
    expect(tiers).toBe(customers.length);
    expect(Object.keys(summary.tiers["club"] ?? {})).toEqual(["guest", "silver", "gold"]);
    expect(summary.segments["regulars"]).toEqual({
      in: customers.filter(({ segments }) => segments["regulars"] === true).length,
    });
  });

  test("given an empty storage, then nobody is there", async () => {
    const empty = await programSummary(memoryStorage(), context);
    expect(empty).toMatchObject({ customers: 0, points: {}, tiers: { club: { guest: 0, silver: 0, gold: 0 } } });
  });
});

describe("looking back", () => {
  const days = ["2026-01-04", "2026-01-31", "2026-03-15", "2026-05-31", "2026-06-30"];

  test("law: the points of a day are those of every account as of its end", async () => {
    const swept = await sweptCopy();
    for (const each of [storage, swept]) {
      const told = await pointsOverTime(each, { ...context, days });
      for (const { day, points } of told) {
        const at = { points: program.points, zone: program.zone, now: new Date(endOfDay(day, program.zone)) };
        const accounts = (await histories(each)).map((events) => pointsAccountAsOf(events, at));
        const balances = accounts.flatMap((account) =>
          account === undefined ? [] : pointsBalance(account, at)["points"]!,
        );
        const outstanding = balances.reduce((sum, { available, pending, held }) => sum + available + pending + held, 0);
        expect([day, points["points"]?.outstanding ?? 0]).toEqual([day, outstanding]);
      }
      expect(told[0]?.points).toEqual({});
    }
  });

  test("the last day gives what the summary gives", async () => {
    const { points } = await programSummary(storage, context);
    const [last] = await pointsOverTime(storage, { ...context, days: ["2026-06-30"] });
    expect(points["points"]).toMatchObject(last?.points["points"] ?? { missing: true });
    const [tiers] = await tiersOverTime(storage, { ...context, days: ["2026-06-30"] });
    expect(tiers?.tiers).toEqual((await programSummary(storage, context)).tiers);
  });

  test("a customer counts from the first event on, in the lowest tier until a higher one is reached", async () => {
    const [before, on] = await tiersOverTime(storage, { ...context, days: [addDays(firstDay, -1), firstDay] });
    expect(before?.tiers["club"]).toEqual({ guest: 0, silver: 0, gold: 0 });
    const known = Object.values(on?.tiers["club"] ?? {}).reduce((sum, count) => sum + count, 0);
    expect(known).toBe(1);
  });
});

describe("who is who", () => {
  test("the best are those who spent most, of two with as much the first by id", async () => {
    const best = await bestCustomers(storage, { ...context, limit: 3 });
    const order = (await all()).sort((a, b) => Number(b.facts["spend"]) - Number(a.facts["spend"]));
    expect(best.map(({ customerId }) => customerId)).toEqual(order.slice(0, 3).map(({ customerId }) => customerId));
    expect(await bestCustomers(storage, { ...context, limit: 100 })).toHaveLength(order.length);
  });

  test("within a class, only those of it [a41]", async () => {
    const swept = await sweptCopy();
    const within = { segment: "value", class: "high" };
    const best = await bestCustomers(swept, { ...context, within });
    const { segments } = await programSummary(swept, context);
    expect(best.length).toBe(segments["value"]?.["high"]);
    expect(best.every((customer) => customer.segments["value"] === "high")).toBe(true);
  });

  test("the grid has 25 cells that hold everybody with scores, and what they spent", async () => {
    const swept = await sweptCopy();
    const cells = await rfmGrid(swept, { ...context, segment: "value" });
    const scored = (await all(swept)).filter(({ scores }) => scores["value"] !== undefined);
    expect(cells.map(({ recency, frequency }) => `${recency}${frequency}`)).toHaveLength(25);
    expect(cells.reduce((sum, { customers }) => sum + customers, 0)).toBe(scored.length);
    const spend = scored.reduce((sum, { facts }) => sum + Math.round(Number(facts["spend"]) * 100), 0);
    expect(cells.reduce((sum, cell) => sum + Math.round(Number(cell.spend) * 100), 0)).toBe(spend);
  });

  test("one customer's report explains the tier and the classes, and says what lapses [a39]", async () => {
    const [best] = await bestCustomers(await sweptCopy(), context);
    const report = await customerReport(await sweptCopy(), { ...context, customerId: best?.customerId ?? "" });
    expect(report).toMatchObject(best ?? { missing: true });
    expect(report.progress.map((progress) => explainTierProgress(progress, "en"))[0]).toContain("CNY");
    expect(report.reasons.map(({ segment }) => segment)).toEqual(["regulars", "value"]);
    const lapsing = report.expiring.reduce((sum, { points }) => sum + points, 0);
    expect(lapsing).toBe(report.points["points"]?.outstanding);
  });
});

function pointsOf({ points }: Awaited<ReturnType<typeof programSummary>>) {
  const figures = points["points"];
  if (figures === undefined) throw new Error("There are no points.");
  return figures;
}

async function all(from: Storage = storage) {
  const customers = [];
  for await (const customer of eachCustomer(from, context)) customers.push(customer);
  return customers;
}

async function histories(from: Storage): Promise<readonly (readonly PointsEvent[])[]> {
  const accounts = await from.records(pointsAccountKind.kind, { limit: 100 });
  const entries = await Promise.all(accounts.map(({ ref }) => from.entries(ref, { limit: 1000 })));
  return entries.map((each) => each.flatMap(({ events }) => events as readonly PointsEvent[]));
}

/** The same half year in a storage of its own, with everything done that is due at the end. */
async function sweptCopy(): Promise<Storage> {
  const copy = memoryStorage();
  for (const event of halfAYear()) await recordEvent(copy, event, { ...program, now: new Date(event.occurredAt) });
  let { done } = await runDue(copy, context);
  while (!done) ({ done } = await runDue(copy, context));
  return copy;
}

/** Twelve invented customers, each with an order now and then, and a refund of some. */
function halfAYear(): readonly HostEvent[] {
  const chance = seededChance(12);
  const events: HostEvent[] = [];
  for (let order = 1, day = firstDay; day < "2026-06-20"; order++, day = addDays(day, 1 + chance.below(4))) {
    const customerId = `cus_${String(chance.below(12)).padStart(2, "0")}`;
    const paid = `${10 + chance.below(400)}.${String(chance.below(100)).padStart(2, "0")}`;
    const id = `ord_${String(order).padStart(3, "0")}`;
    const lines = [{ sku: "tea", quantity: 1, paid }];
    events.push({ id, type: "order.paid", customerId, occurredAt: `${day}T12:00:00+08:00`, lines });
    if (chance.below(5) > 0) continue;
    events.push({
      id: `ref_${order}`,
      type: "order.refunded",
      customerId,
      occurredAt: `${day}T18:00:00+08:00`,
      orderId: id,
      amount: "10.00",
    });
  }
  return events;
}
