import { describe, expect, test } from "vitest";
import { faultsOf, type History, type Kept, type Sent } from "../support/history.js";

/** Four commands one after the other, with a read after each: nothing is wrong with it. */
const sent: readonly Sent[] = ["a", "b", "c", "d"].map((command, i) => {
  return { record: "acc", command, began: 10 * i, ended: 10 * i + 5, answer: "done" };
});
const reads = sent.map((_, i) => ({ record: "acc", began: 10 * i + 6, ended: 10 * i + 7, version: i + 1 }));
const entries = sent.map(({ command }, i) => ({ seq: i + 1, command }));
const kept: Kept = { record: "acc", version: 4, entries, text: "4", folded: "4" };
const sound: History = { sent, reads, kept: [kept] };

function entriesOf(...commands: readonly string[]): Kept {
  return { ...kept, version: commands.length, entries: commands.map((command, i) => ({ seq: i + 1, command })) };
}

describe("the checker of histories", () => {
  test("finds nothing in a sound one", () => {
    expect(faultsOf(sound)).toEqual([]);
  });

  test("lets commands that overlap stand in any order", () => {
    const overlapping = sent.map((one) => ({ ...one, began: 0, ended: 50 }));
    expect(faultsOf({ sent: overlapping, reads: [], kept: [entriesOf("c", "a", "d", "b")] })).toEqual([]);
  });

  test("lets a command without an answer be there or not", () => {
    const unknown = [
      ...sent.slice(0, 3),
      { ...sent[3], record: "acc", command: "d", began: 30, ended: 35, answer: "unknown" },
    ];
    for (const some of [entriesOf("a", "b", "c"), entriesOf("a", "b", "c", "d")]) {
      expect(faultsOf({ sent: unknown as readonly Sent[], reads: [], kept: [some] })).toEqual([]);
    }
  });

  const faulty: readonly (readonly [name: string, history: History, fault: string])[] = [
    ["a lost update", { sent, reads: [], kept: [entriesOf("a", "b", "d")] }, "acc: lost: c was acknowledged"],
    ["a duplicate", { sent, reads: [], kept: [entriesOf("a", "b", "b", "c", "d")] }, "acc: twice: b"],
    [
      "a gap",
      { sent, reads: [], kept: [{ ...kept, entries: entries.map((one) => ({ ...one, seq: one.seq * 2 - 1 })) }] },
      "acc: gap: entry 2 has the number 3",
    ],
    [
      "a version that ran ahead",
      { sent, reads: [], kept: [{ ...kept, version: 5 }] },
      "acc: version: 5 with 4 entries",
    ],
    [
      "a stale read",
      { ...sound, reads: [{ record: "acc", began: 26, ended: 27, version: 2 }] },
      "acc: stale read: version 2 without c",
    ],
    [
      "a read ahead of its time",
      { ...sound, reads: [{ record: "acc", began: 1, ended: 2, version: 2 }] },
      "acc: foreseen: version 2 with b",
    ],
    ["reordered answers", { sent, reads: [], kept: [entriesOf("a", "c", "b", "d")] }, "acc: order: c stands before b"],
    [
      "an undead refusal",
      { sent: sent.map((one) => ({ ...one, answer: "refused" })), reads: [], kept: [entriesOf("a")] },
      "acc: undead: a was refused",
    ],
    [
      "events that do not give the record",
      { ...sound, kept: [{ ...kept, folded: "3" }] },
      "acc: fold: the events do not give the record",
    ],
  ];

  test.each(faulty)("names %s", (_, history, fault) => {
    expect(faultsOf(history)).toContain(fault);
  });
});
