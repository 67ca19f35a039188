// A tea house whose customers have points that never lapse, one for each yuan, stored in a server of the tests.
import { execute, type Ref, type Repository, type Storage } from "clientele";
import {
  adjustPoints,
  openPointsAccount,
  pointsAccountKind,
  pointsBalance,
  redeemPoints,
  type PointsAccount,
} from "clientele/points";
import { recordEvent, type HostEvent, type ProgramContext } from "clientele/program";
import { defineProgram } from "clientele/program/rules";
import pg from "pg";

/** When everything happens that says nothing else. */
export const now: Date = new Date("2026-03-12T10:00:00+08:00");

/** The program of the tea house, at `now`. */
export const teaHouse: ProgramContext & ReturnType<typeof defineProgram> = {
  ...defineProgram({
    format: "clientele/program",
    formatVersion: 1,
    id: "tea_house",
    version: 1,
    label: "Tea house",
    locale: "en",
    zone: "Asia/Shanghai",
    currency: "CNY",
    points: {
      types: [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }],
      earn: [{ id: "spend", label: "Spending", on: "order.paid", gives: "points", points: 1, per: "1.00" }],
      redeem: { worth: "0.01" },
    },
  }),
  now,
};

const points = { points: teaHouse.points, zone: teaHouse.zone, now };

/** Where a customer's account is. */
export function accountOf(customerId: string): Ref {
  return { owner: customerId, kind: pointsAccountKind.kind, id: customerId };
}

/** Opens an account with points in it. */
export async function openWith(storage: Repository, customerId: string, given: number): Promise<void> {
  const opening = { id: `open_${customerId}`, accountId: customerId, customerId };
  await execute(storage, accountOf(customerId), openPointsAccount, opening, points);
  await give(storage, customerId, `gift_${customerId}`, given);
}

/** Gives points by hand; whether it was done now, had been done, or was refused. */
export function give(storage: Repository, customerId: string, id: string, given: number): Promise<Outcome> {
  return execute(storage, accountOf(customerId), adjustPoints, { id, points: given, reason: "a gift" }, points).then(
    told,
  );
}

/** Redeems points. */
export function redeem(storage: Repository, customerId: string, id: string, taken: number): Promise<Outcome> {
  return execute(storage, accountOf(customerId), redeemPoints, { id, points: taken }, points).then(told);
}

/** Pays an order of whole yuan, which earns as many points. */
export async function pay(storage: Storage, customerId: string, id: string, yuan: number): Promise<Outcome> {
  const { replayed } = await recordEvent(storage, paid(customerId, id, yuan), teaHouse);
  return replayed ? "replayed" : "done";
}

/** The event of a paid order. */
export function paid(customerId: string, id: string, yuan: number): HostEvent {
  const lines = [{ sku: "tea", quantity: 1, paid: `${yuan}.00` }];
  return { type: "order.paid", id, customerId, occurredAt: now.toISOString(), lines };
}

/** What came of a command: done, done before, or the code of the refusal. */
export type Outcome = "done" | "replayed" | (string & {});

function told(answer: {
  readonly ok: boolean;
  readonly replayed: boolean;
  readonly rejection?: { readonly code: string };
}): Outcome {
  if (!answer.ok) return answer.rejection?.code ?? "refused";
  return answer.replayed ? "replayed" : "done";
}

/** How many points a customer has. */
export async function pointsOf(storage: Repository, customerId: string): Promise<number> {
  const { record } = await storage.load(accountOf(customerId), {});
  if (record === undefined) return 0;
  return pointsBalance(record as PointsAccount, points)["points"]?.available ?? 0;
}

/** A pool that does not mind when the server goes away between two statements, as a host's must not. */
export function poolAt(connectionString: string, more: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 8, ...more });
  pool.on("error", () => undefined);
  return pool;
}
