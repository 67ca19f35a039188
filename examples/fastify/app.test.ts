import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { defineProgram, type ProgramDocument } from "clientele";
import { fixedClock } from "clientele/testing";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp } from "./app.js";

const rules = JSON.parse(readFileSync(new URL("program.json", import.meta.url), "utf8")) as ProgramDocument;
const program = defineProgram(rules);
const clock = fixedClock("2026-03-02T10:00:00+01:00");
let db: PGlite;
let app: FastifyInstance;
let customers = 0;

beforeAll(async () => {
  db = await PGlite.create();
  app = await buildApp({ db, program, now: () => clock.now() });
});

afterAll(async () => {
  await app.close();
  await db.close();
});

test("an order is kept, earns its points and lifts the tier", async () => {
  const order = orderOf(newCustomer());
  const answer = await post("/orders", order);
  expect(answer).toMatchObject({ status: 201, body: { replayed: false, refused: [] } });
  expect(answer.body["happened"]).toEqual(expect.arrayContaining(["order.paid", "points.earned", "tier.upgraded"]));
  expect(await customer(order.customerId)).toEqual({
    customerId: order.customerId,
    points: { available: 0, pending: 219, held: 0, shortfall: 0 },
    expiring: [{ lapsesAt: "2027-03-31T22:00:00.000Z", points: 219, pointsType: "points" }],
    tier: "friend",
    words: [expect.stringMatching(/^Friend: .*219\.80 spent so far; .*780\.20 more make it Regular\.$/)],
  });
  const { rows } = await db.query("select id from shop_orders where customer_id = $1", [order.customerId]);
  expect(rows).toEqual([{ id: order.id }]);
});

test("an order that is sent twice counts once; with another body it is refused", async () => {
  const order = orderOf(newCustomer());
  await post("/orders", order);
  expect(await post("/orders", order)).toMatchObject({ status: 200, body: { replayed: true } });
  const changed = { ...order, lines: [{ sku: "tea", quantity: 9, paid: "999.00" }] };
  expect(await post("/orders", changed)).toMatchObject({ status: 422, body: { code: "command_reused" } });
  expect((await customer(order.customerId)).points).toMatchObject({ pending: 219 });
});

test("what cannot be read is 400 with its place, and leaves no order behind", async () => {
  const order = { ...orderOf(newCustomer()), lines: [{ sku: "tea", quantity: 1, paid: 12.5 }] };
  const answer = await post("/orders", order);
  expect(answer).toMatchObject({ status: 400, body: { code: "command_invalid" } });
  expect(answer.body["message"]).toContain('lines[0].paid: 12.5 is a number; write money as text: "12.5"');
  const { rows } = await db.query("select id from shop_orders where customer_id = $1", [order.customerId]);
  expect(rows).toEqual([]);
});

test("a redemption takes points once for its key, and a refusal says the numbers", async () => {
  const { customerId } = await paidAndSettled();
  const redeem = (points: number, key?: string) => post(`/customers/${customerId}/redemptions`, { points }, key);
  expect(await redeem(500, `${customerId}-a`)).toMatchObject({
    status: 409,
    body: { code: "insufficient_points", requested: 500, available: 219 },
  });
  expect(await redeem(200, `${customerId}-b`)).toEqual({ status: 201, body: { points: 200, worth: "2.00" } });
  expect(await redeem(200, `${customerId}-b`)).toEqual({ status: 200, body: { points: 200, worth: "2.00" } });
  expect(await redeem(100, `${customerId}-b`)).toMatchObject({ status: 422, body: { code: "command_reused" } });
  expect(await redeem(100)).toMatchObject({ status: 400, body: { code: "command_invalid" } });
  expect((await customer(customerId)).points).toMatchObject({ available: 19 });
});

test("of ten who redeem everything at once one gets it", async () => {
  const { customerId } = await paidAndSettled();
  const keys = Array.from({ length: 10 }, (_, i) => `${customerId}-${i}`);
  const answers = await Promise.all(
    keys.map((key) => post(`/customers/${customerId}/redemptions`, { points: 219 }, key)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
});

test("a refund takes back points and tier", async () => {
  const { id, customerId } = await paidAndSettled();
  const refund = { id: `${id}-refund`, customerId, orderId: id, lines: [{ id: "pot" }] };
  const occurredAt = clock.now().toISOString();
  expect(await post("/refunds", { ...refund, occurredAt })).toMatchObject({ status: 201, body: { refused: [] } });
  expect((await customer(customerId)).points).toMatchObject({ available: 39 });
});

test("who is not known is 404 for a redemption, and a guest with nothing for a question", async () => {
  const answer = await post("/customers/nobody/redemptions", { points: 100 }, "k1");
  expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
  expect(await customer("nobody")).toMatchObject({ tier: "guest", points: { available: 0 } });
});

test("a customer reads it in Chinese, too", async () => {
  const { customerId } = await paidAndSettled();
  const url = `/customers/${customerId}`;
  const answer = await app.inject({ method: "GET", url, headers: { "accept-language": "zh-CN,zh;q=0.9" } });
  expect(answer.json<{ words: string[] }>().words[0]).toContain("再消费780.20 EUR");
});

interface Order {
  readonly id: string;
  readonly customerId: string;
}

function newCustomer(): string {
  customers += 1;
  return `cus_${customers}`;
}

function orderOf(customerId: string): Order {
  const lines = [
    { id: "tea", sku: "tea", quantity: 2, paid: "39.80" },
    { id: "pot", sku: "pot", quantity: 1, paid: "180.00" },
  ];
  const order = { id: `ord_${customerId}`, customerId, occurredAt: clock.now().toISOString(), lines };
  return order;
}

/** A customer whose order can no longer be sent back, so that its points are there. */
async function paidAndSettled(): Promise<Order> {
  const order = orderOf(newCustomer());
  await post("/orders", order);
  clock.advance("P15D");
  return order;
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function post(url: string, payload: object, key?: string): Promise<Answer> {
  const headers = key === undefined ? {} : { "idempotency-key": key };
  const answer = await app.inject({ method: "POST", url, payload, headers });
  return { status: answer.statusCode, body: answer.json() };
}

async function customer(customerId: string): Promise<{ readonly points: object }> {
  const answer = await app.inject({ method: "GET", url: `/customers/${customerId}` });
  return answer.json();
}
