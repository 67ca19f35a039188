import { describe, expect, test } from "vitest";
import { memoryStorage } from "../../src/memory/index.js";
import { checkHostEvent } from "../../src/program/check-event.js";
import type { HostEvent } from "../../src/program/host-events.js";
import { recordEvent, recordEvents } from "../../src/program/index.js";
import { versionConflict } from "../../src/shared/commit.js";
import type { Storage } from "../../src/shared/storage.js";
import { storedTexts } from "../../src/testing/stored.js";
import { troubledStorage } from "../../src/testing/troubled-storage.js";
import { honour } from "./programs.js";
import { at, lines } from "./support.js";

const noon = "2026-03-02T12:00:00.000Z";
const now = at(honour, "2026-03-02T13:00:00.000Z");

function paid(id: string, customerId: string, amount = "80.00"): HostEvent {
  return checkHostEvent({ id, type: "order.paid", customerId, occurredAt: noon, lines: lines(amount) });
}

/** What became of each, in a word. */
async function recorded(storage: Storage, events: readonly HostEvent[]): Promise<readonly string[]> {
  const answers = await recordEvents(storage, events, now);
  return answers.map((answer) => (answer.ok ? (answer.recorded.replayed ? "again" : "recorded") : answer.error.code));
}

describe("many host events", () => {
  const batch = [
    paid("ord_1", "cus_1"),
    paid("ord_2", "cus_2"),
    { ...paid("ord_3", "cus_3"), occurredAt: "yesterday" },
    paid("ord_4", "cus_1"),
    paid("ord_1", "cus_1"),
    paid("ord_2", "cus_2", "81.00"),
    checkHostEvent({ id: "ref_1", type: "order.refunded", customerId: "cus_2", occurredAt: noon, orderId: "ord_2" }),
  ];

  test("come to what each would have come to alone, to the byte, in the order given", async () => {
    const storage = memoryStorage();
    expect(await recorded(storage, batch)).toEqual([
      "recorded",
      "recorded",
      "command_invalid",
      "recorded",
      "again",
      "command_reused",
      "recorded",
    ]);
    const alone = memoryStorage();
    for (const event of batch) await recordEvent(alone, event, now).catch(() => undefined);
    expect(await storedTexts(storage)).toEqual(await storedTexts(alone));
  });

  test("and none come to nothing", async () => {
    expect(await recorded(memoryStorage(), [])).toEqual([]);
  });

  test("one that met a faster writer is recorded alone", async () => {
    const kept = memoryStorage();
    const events = [paid("ord_1", "cus_1"), paid("ord_2", "cus_2")];
    expect(await recorded(troubledStorage(kept, [undefined, "conflict"]), events)).toEqual(["recorded", "recorded"]);
    expect(await recorded(kept, events)).toEqual(["again", "again"]);
  });

  test("one that always meets a faster writer keeps none of the others back", async () => {
    const kept = memoryStorage();
    const commit: Storage["commit"] = async (changes) => {
      const [first] = changes;
      if (first?.ref.owner === "cus_1") throw versionConflict(first.ref, { stored: 9, expected: 0 });
      await kept.commit(changes);
    };
    const events = [paid("ord_1", "cus_1"), paid("ord_2", "cus_2")];
    expect(await recorded({ ...kept, commit }, events)).toEqual(["version_conflict", "recorded"]);
  });

  test("trouble with the storage is thrown, and the batch may be sent again", async () => {
    const kept = memoryStorage();
    const events = [paid("ord_1", "cus_1"), paid("ord_2", "cus_2")];
    const lost = recorded(troubledStorage(kept, [undefined, "lost_answer"]), events);
    await expect(lost).rejects.toMatchObject({ code: "storage_failed" });
    expect(await recorded(kept, events)).toEqual(["again", "again"]);
  });
});
