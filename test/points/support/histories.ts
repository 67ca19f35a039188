// Nine short histories in which points go away and come back; docs/concepts/points.md tells the same ones.
import type { Balance } from "../../../src/points/index.js";
import type { PointsRulesInput } from "../../../src/points/rules.js";
import type { Range } from "../../../src/points/ranges.js";
import type { PointsCommand } from "../../../src/testing/points-commands.js";
import { order, plainRules } from "./shop.js";

export interface History {
  readonly title: string;
  readonly rules: PointsRulesInput;
  /** What is sent, and when by the clock on the wall. */
  readonly steps: readonly (readonly [time: string, given: PointsCommand])[];
  /** What is read at the end: the balance of points, and the free numbers by bucket. */
  readonly read: string;
  readonly balance: Balance;
  readonly free: Readonly<Record<string, readonly Range[]>>;
}

function lapsing(length: string): PointsRulesInput {
  const expire = { kind: "after", length, notice: ["P30D"] } as const;
  return { ...plainRules, types: [{ id: "points", label: "Points", use: "redeemable", expire }] };
}

function monthly(): PointsRulesInput {
  const expire = { kind: "after", length: "P12M", to: "month_end", notice: ["P30D"] } as const;
  return { ...plainRules, types: [{ id: "points", label: "Points", use: "redeemable", expire }] };
}

function earn(id: string, paid: string, occurredAt?: string): PointsCommand {
  return { write: "earn", command: { ...order(id, paid), ...(occurredAt !== undefined && { occurredAt }) } };
}

function redeem(id: string, points: number): PointsCommand {
  return { write: "redeem", command: { id, points } };
}

function cancel(id: string, redemption: string): PointsCommand {
  return { write: "cancel_redemption", command: { id, about: redemption, redemption } };
}

const threeOrders: History["steps"] = [
  ["2026-03-02T10:00", earn("ord_1", "100.00")],
  ["2026-03-12T10:00", earn("ord_2", "100.00")],
  ["2026-03-22T10:00", earn("ord_3", "100.00")],
];
const march = "points:2027-03-31";

export const histories: readonly History[] = [
  {
    title: "a bucket that three orders share",
    rules: monthly(),
    steps: [...threeOrders, ["2026-04-02T10:00", redeem("rdm_1", 150)]],
    read: "2026-04-02T10:00",
    balance: { available: 150, pending: 0, held: 0, shortfall: 0 },
    free: { [march]: [[150, 300]] },
  },
  {
    title: "the first of two redemptions is cancelled",
    rules: monthly(),
    steps: [
      ...threeOrders,
      ["2026-04-02T10:00", redeem("rdm_1", 80)],
      ["2026-04-03T10:00", redeem("rdm_2", 60)],
      ["2026-04-04T10:00", cancel("can_1", "rdm_1")],
    ],
    read: "2026-04-04T10:00",
    balance: { available: 240, pending: 0, held: 0, shortfall: 0 },
    free: {
      [march]: [
        [0, 80],
        [140, 300],
      ],
    },
  },
  {
    title: "one order of three is refunded",
    rules: monthly(),
    steps: [
      ...threeOrders,
      ["2026-04-02T10:00", redeem("rdm_1", 120)],
      ["2026-04-03T10:00", { write: "refund", command: { id: "ref_1", orderId: "ord_2", about: "ord_2" } }],
    ],
    read: "2026-04-03T10:00",
    balance: { available: 80, pending: 0, held: 0, shortfall: 0 },
    free: { [march]: [[220, 300]] },
  },
  {
    title: "points return into a bucket that was emptied",
    rules: monthly(),
    steps: [
      ["2026-03-02T10:00", earn("ord_1", "100.00")],
      ["2026-04-02T10:00", earn("ord_2", "100.00")],
      ["2026-04-03T10:00", redeem("rdm_1", 130)],
      ["2027-03-30T10:00", cancel("can_1", "rdm_1")],
    ],
    read: "2027-04-01T00:00",
    balance: { available: 100, pending: 0, held: 0, shortfall: 0 },
    free: { [march]: [[0, 100]], "points:2027-04-30": [[0, 100]] },
  },
  {
    title: "a hold stays across a lapse",
    rules: lapsing("P60D"),
    steps: [
      ["2026-03-02T10:00", earn("ord_1", "100.00")],
      ["2026-05-01T10:00", { write: "hold", command: { id: "hold_1", points: 30, timeout: "P3D" } }],
      ["2026-05-02T10:00", { write: "capture", command: { id: "cap_1", hold: "hold_1", points: 10 } }],
    ],
    read: "2026-05-02T10:00",
    balance: { available: 0, pending: 0, held: 0, shortfall: 0 },
    free: {},
  },
  {
    title: "a back-dated earning repays what is owed",
    rules: plainRules,
    steps: [
      ["2026-03-02T10:00", earn("ord_1", "100.00")],
      ["2026-03-03T10:00", redeem("rdm_1", 100)],
      ["2026-03-04T10:00", { write: "reverse", command: { id: "rev_1", about: "ord_1" } }],
      ["2026-03-09T10:00", earn("ord_2", "130.00", "2026-03-01T18:00:00+08:00")],
    ],
    read: "2026-03-09T10:00",
    balance: { available: 30, pending: 0, held: 0, shortfall: 0 },
    free: { "points:never": [[200, 230]] },
  },
  {
    title: "a sliding bucket lapses while it is empty",
    rules: {
      ...plainRules,
      types: [
        {
          id: "points",
          label: "Points",
          use: "redeemable",
          expire: { kind: "sliding", length: "P90D", notice: ["P30D"] },
        },
      ],
    },
    steps: [
      ["2026-03-02T10:00", earn("ord_1", "100.00")],
      ["2026-03-03T10:00", redeem("rdm_1", 100)],
      ["2026-07-01T10:00", earn("ord_2", "40.00")],
      ["2026-07-02T10:00", cancel("can_1", "rdm_1")],
    ],
    read: "2026-07-02T10:00",
    balance: { available: 40, pending: 0, held: 0, shortfall: 0 },
    free: { "points:sliding": [[100, 140]] },
  },
  {
    title: "a part of a hold is captured",
    rules: plainRules,
    steps: [
      ["2026-03-02T10:00", earn("ord_1", "100.00")],
      ["2026-03-03T10:00", { write: "hold", command: { id: "hold_1", points: 60 } }],
      ["2026-03-03T10:10", { write: "capture", command: { id: "cap_1", hold: "hold_1", points: 25 } }],
    ],
    read: "2026-03-03T10:10",
    balance: { available: 75, pending: 0, held: 0, shortfall: 0 },
    free: { "points:never": [[25, 100]] },
  },
  {
    title: "an order earns two points types",
    rules: {
      ...plainRules,
      types: [
        ...plainRules.types,
        {
          id: "honour",
          label: "Honour",
          use: "qualifying",
          expire: { kind: "tier_period", tierSet: "honour", length: "P12M" },
        },
      ],
      earn: [
        ...plainRules.earn,
        { id: "amount", label: "Amount", on: "order.paid", gives: "honour", points: 1, per: "1.00" },
        { id: "visit", label: "Visit", on: "order.paid", gives: "honour", points: 50 },
      ],
    },
    steps: [
      ["2026-03-02T10:00", earn("ord_1", "100.00")],
      ["2026-03-03T10:00", redeem("rdm_1", 100)],
      [
        "2026-03-04T10:00",
        { write: "refund", command: { id: "ref_1", orderId: "ord_1", about: "ord_1", amount: "40.00" } },
      ],
    ],
    read: "2026-03-04T10:00",
    balance: { available: 0, pending: 0, held: 0, shortfall: 40 },
    free: { "honour:2027-03-01": [[40, 150]] },
  },
];
