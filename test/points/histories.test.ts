import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryStorage } from "../../src/memory/index.js";
import {
  openPointsAccount,
  pointsAccountKind,
  pointsBalance,
  type PointsAccount,
  type PointsContext,
} from "../../src/points/index.js";
import { definePointsRules } from "../../src/points/rules.js";
import { postgresStorage } from "../../src/postgres/index.js";
import { must } from "../../src/shared/decision.js";
import { execute } from "../../src/shared/execute.js";
import { canonicalJson } from "../../src/shared/json.js";
import type { Storage } from "../../src/shared/storage.js";
import { decidePoints, type PointsCommand } from "../../src/testing/points-commands.js";
import { histories, type History } from "./support/histories.js";
import { at } from "./support/shop.js";

const ref = { owner: "cus_1", kind: pointsAccountKind.kind, id: "acc_1" };
let db: PGlite;
let tenants = 0;

beforeAll(async () => {
  db = await PGlite.create();
  await postgresStorage(db).migrate();
});

afterAll(async () => {
  await db.close();
});

function contextOf({ rules }: History, time: string): PointsContext {
  return { points: definePointsRules(rules), zone: "Asia/Shanghai", now: at(time) };
}

/** Sends a history command by command, as a host does, and answers what the storage has then. */
async function stored(storage: Storage, history: History): Promise<PointsAccount> {
  const open = { id: "acc_1", customerId: "cus_1" };
  await execute(storage, ref, openPointsAccount, open, contextOf(history, "2026-03-01T09:00"));
  for (const [time, given] of history.steps) {
    const write = (account: PointsAccount, _: PointsCommand["command"], context: PointsContext) =>
      decidePoints(account, given, context);
    must(await execute(storage, ref, write, given.command, contextOf(history, time)));
  }
  return (await storage.load(ref, {})).record as PointsAccount;
}

describe("histories, through execute", () => {
  for (const history of histories) {
    test(history.title, async () => {
      const memory = memoryStorage();
      const postgres = postgresStorage(db, { tenant: `t${++tenants}` });
      const account = await stored(memory, history);
      expect(canonicalJson(await stored(postgres, history))).toBe(canonicalJson(account));
      const [left, right] = [await memory.entries(ref, { limit: 100 }), await postgres.entries(ref, { limit: 100 })];
      expect(canonicalJson(right)).toBe(canonicalJson(left));
      expect(pointsBalance(account, contextOf(history, history.read))["points"]).toEqual(history.balance);
      const free = account.buckets
        .filter((bucket) => bucket.free.length > 0)
        .map(({ key, free: numbers }) => [key, numbers]);
      expect(Object.fromEntries(free)).toEqual(history.free);
    });
  }
});
