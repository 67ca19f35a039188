import type { Storage } from "clientele";
import { memoryStorage } from "clientele/memory";
import { crashContract } from "clientele/testing";
import { describe, expect, test } from "vitest";

/** A memory storage that writes change by change, with a step before and after each. */
function piecemeal(storage: Storage, step: () => void): Storage["commit"] {
  return async (changes) => {
    for (const change of changes) {
      step();
      await storage.commit([change]);
      step();
    }
  };
}

describe("crash points", () => {
  const sound = crashContract((kinds, step) => {
    const kept = memoryStorage({ kinds });
    const commit: Storage["commit"] = async (changes) => {
      step();
      await kept.commit(changes);
      step();
    };
    return { storage: { ...kept, commit }, reopen: () => kept };
  });
  for (const { name, run } of sound) test(name, run);

  const faulty = crashContract((kinds, step) => {
    const kept = memoryStorage({ kinds });
    return { storage: { ...kept, commit: piecemeal(kept, step) }, reopen: () => kept };
  });
  for (const { name, run } of faulty.slice(0, 2)) {
    test(`a storage that writes change by change is found: ${name}`, async () => {
      await expect(run()).rejects.toMatchObject({ code: "invariant_violated" });
    });
  }

  test("a storage that loses an answer and keeps no commands is found", async () => {
    const cases = crashContract((kinds, step) => {
      const kept = memoryStorage({ kinds });
      let count = 0;
      const renamed: Storage["commit"] = async (changes) => {
        const entriesOf = (entries: (typeof changes)[number]["entries"]) =>
          entries.map((entry) => ({ ...entry, command: `${entry.command} ${++count}` }));
        await kept.commit(changes.map((change) => ({ ...change, entries: entriesOf(change.entries) })));
        step();
      };
      return { storage: { ...kept, commit: renamed }, reopen: () => ({ ...kept, commit: renamed }) };
    });
    await expect(cases[2]?.run()).rejects.toMatchObject({ code: "invariant_violated" });
  });
});
