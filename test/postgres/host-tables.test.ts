import { isClienteleError } from "clientele";
import { postgresStorage, type Database } from "clientele/postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { hostsOn, type Say } from "../support/postgres-hosts.js";
import { give, openWith, pay, pointsOf, poolAt, redeem } from "./shop.js";

const url = inject("databaseUrl");
const hosts = hostsOn(url);
const pool = poolAt(url);
const storage = postgresStorage(pool, { schema: "host_tables" });
let customers = 0;

beforeAll(async () => {
  await storage.migrate();
  await pool.query("create table host_tables.orders (id text primary key, status text not null)");
});

afterAll(async () => {
  await Promise.all(hosts.map((host) => host.end()));
  await pool.end();
});

async function orderOf(id: string): Promise<unknown> {
  const { rows } = await pool.query<{ status: string }>("select status from host_tables.orders where id = $1", [id]);
  return rows[0]?.status;
}

/** A customer of 100 points, unknown to all other tests. */
async function newCustomer(): Promise<{ readonly customer: string; readonly order: string }> {
  const customer = `cus_${++customers}`;
  await openWith(storage, customer, 100);
  return { customer, order: `ord_${customers}` };
}

function markPaid(say: Say, order: string): Promise<unknown> {
  return say(`insert into host_tables.orders values ('${order}', 'paid')`);
}

describe.each(hosts)("$name: points in the transaction that marks the order paid", (host) => {
  test("both are there after the commit", async () => {
    const { customer, order } = await newCustomer();
    await host.transaction(async (transaction, say) => {
      await markPaid(say, order);
      const inside = storage.within(transaction);
      await pay(inside, customer, order, 30);
      expect(await redeem(inside, customer, `${order}_redeem`, 50)).toBe("done");
      expect(await pointsOf(inside, customer)).toBe(80);
      expect(await pointsOf(storage, customer)).toBe(100);
    });
    expect([await orderOf(order), await pointsOf(storage, customer)]).toEqual(["paid", 80]);
    expect(await pay(storage, customer, order, 30)).toBe("replayed");
  });

  test("neither is there after a rollback, and the same command can be sent again", async () => {
    const { customer, order } = await newCustomer();
    const changedItsMind = new Error("changed its mind");
    const rolledBack = host.transaction(async (transaction, say) => {
      const inside = storage.within(transaction);
      await pay(inside, customer, order, 30);
      await redeem(inside, customer, `${order}_redeem`, 130);
      await markPaid(say, order);
      throw changedItsMind;
    });
    await expect(rolledBack).rejects.toBe(changedItsMind);
    expect([await orderOf(order), await pointsOf(storage, customer)]).toEqual([undefined, 100]);
    expect(await pay(storage, customer, order, 30)).toBe("done");
  });

  test("a refusal of the business is no reason to roll back", async () => {
    const { customer, order } = await newCustomer();
    await host.transaction(async (transaction, say) => {
      await markPaid(say, order);
      expect(await redeem(storage.within(transaction), customer, order, 101)).toBe("insufficient_points");
    });
    expect([await orderOf(order), await pointsOf(storage, customer)]).toEqual(["paid", 100]);
  });

  test("a conflict is thrown at once, nothing is tried again inside, and the host repeats all of it", async () => {
    const { customer, order } = await newCustomer();
    const statements: string[] = [];
    const attempt = (meddle: () => Promise<unknown>): Promise<void> =>
      host.transaction(async (transaction, say) => {
        await markPaid(say, order);
        const inside = storage.within(afterTheFirst(transaction, statements, meddle));
        await redeem(inside, customer, order, 60);
      });
    const first = attempt(() => give(storage, customer, `${order}_meanwhile`, 5));
    await expect(first).rejects.toSatisfy((thrown) => isClienteleError(thrown, "version_conflict"));
    expect(statements.filter((text) => text.trimStart().startsWith("select r.version"))).toHaveLength(1);
    expect([await orderOf(order), await pointsOf(storage, customer)]).toEqual([undefined, 105]);
    await attempt(async () => undefined);
    expect([await orderOf(order), await pointsOf(storage, customer)]).toEqual(["paid", 45]);
  });

  test("two who open one account at once: the later one is told version_conflict, whatever the builder made of it", async () => {
    const customer = `cus_${++customers}`;
    const other = await pool.connect();
    await other.query("begin");
    const [holder] = (await other.query<{ pid: number }>("select pg_backend_pid() as pid")).rows;
    await openWith(storage.within(other), customer, 100);
    const late = host.transaction(async (transaction, say) => {
      await markPaid(say, customer);
      await openWith(storage.within(transaction), customer, 7);
    });
    await isWaitedFor(holder?.pid);
    await other.query("commit");
    other.release();
    await expect(late).rejects.toSatisfy((thrown) => isClienteleError(thrown, "version_conflict"));
    expect([await orderOf(customer), await pointsOf(storage, customer)]).toEqual([undefined, 100]);
  });
});

/** A transaction in which something is done by somebody else after its first statement. */
function afterTheFirst(transaction: Database, statements: string[], meddle: () => Promise<unknown>): Database {
  return {
    query: async (text, values) => {
      statements.push(text);
      const answer = await transaction.query(text, values);
      if (statements.length === 1) await meddle();
      return answer;
    },
  };
}

/** Until somebody waits for what this connection holds; other tests have waits of their own on this server. */
async function isWaitedFor(pid: number | undefined): Promise<void> {
  const waiting = "select 1 from pg_stat_activity where $1 = any(pg_blocking_pids(pid))";
  while ((await pool.query(waiting, [pid])).rows.length === 0) continue;
}
