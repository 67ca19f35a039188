import { describe, expect, test } from "vitest";
import type { RecordEnvelope } from "../../src/shared/envelope.js";
import { columnsOf, kindFinder, recordKind } from "../../src/shared/record-kind.js";

interface Account extends RecordEnvelope {
  readonly points: number;
}

const envelope = { id: "acc_7", owner: "cus_7", at: "2026-03-02T02:00:00.000Z", of: { id: "honour", version: 1 } };
const account: Account = { format: 3, ...envelope, points: 5 };
const accountKind = recordKind<Account>({
  kind: "account",
  format: 3,
  project: ({ points }) => ({ points }),
  checks: [{ name: "points_not_negative", holds: ({ points = 0 }) => Number(points) >= 0 }],
  upgrades: {
    1: (record) => ({ ...record, format: 2, points: record["balance"], balance: undefined }),
    2: (record) => ({ ...record, format: 3, points: Number(record["points"]) }),
  },
});

describe("a kind of record", () => {
  test("is packed as canonical JSON, and unpacked frozen", () => {
    const text = accountKind.pack(account);
    expect(text.startsWith('{"at":')).toBe(true);
    expect(accountKind.unpack(text)).toEqual(account);
    expect(Object.isFrozen(accountKind.unpack(text).of)).toBe(true);
  });

  test("older formats are upgraded step by step", () => {
    const old = JSON.stringify({ format: 1, ...envelope, balance: "5" });
    expect(accountKind.pack(accountKind.unpack(old))).toBe(accountKind.pack(account));
  });

  test.each([4, 0, "3", undefined])("format %j is not read", (format) => {
    const thrown = { code: "format_unsupported", details: { kind: "account", found: format, supported: 3 } };
    expect(() => accountKind.unpack(JSON.stringify({ ...account, format }))).toThrow(expect.objectContaining(thrown));
  });
});

describe("columnsOf", () => {
  test("answers the columns whose checks hold", () => {
    expect(columnsOf(accountKind, account)).toEqual({ points: 5 });
    expect(columnsOf(accountKind, { ...account, points: 0 } as Account)).toEqual({ points: 0 });
  });

  test("are not told of a record in a format that its kind does not read", () => {
    const newer = { ...account, format: 4 } as Account;
    const details = { kind: "account", found: 4, format: 3 };
    expect(() => columnsOf(accountKind, newer)).toThrow(
      expect.objectContaining({ code: "invariant_violated", details }),
    );
  });

  test("throws the check that does not hold", () => {
    const thrown = {
      code: "invariant_violated",
      details: { kind: "account", check: "points_not_negative", columns: { points: -1 } },
    };
    expect(() => columnsOf(accountKind, { ...account, points: -1 } as Account)).toThrow(
      expect.objectContaining(thrown),
    );
  });
});

test("kindFinder keeps a kind that nobody described as plain text without columns", () => {
  const kindOf = kindFinder([accountKind]);
  expect(kindOf("account")).toBe(accountKind);
  const plain = kindOf("loyalty_card");
  expect(plain.unpack(plain.pack({ ...account, format: 99 }))).toEqual({ ...account, format: 99 });
  expect(columnsOf(plain, account)).toEqual({});
});
