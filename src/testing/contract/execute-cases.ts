import { execute } from "../../shared/execute.js";
import type { Storage } from "../../shared/storage.js";
import { context, counterRef, moveCounter, seen, startCounter, type TooMuch } from "./counter.js";
import { requireRefused, requireSame, type Demand } from "./demand.js";

const ref = counterRef("cus_7");

/** What must come out when commands are executed on a storage: each once, however often and by however many it is sent. */
export const executeCases: readonly Demand[] = [
  {
    name: "a command that is sent again answers the same events and changes nothing",
    holds: async (storage) => {
      await startAt(storage, 0);
      const first = await execute(
        storage,
        ref,
        moveCounter,
        { id: "m1", amount: 5, about: "ord_1", note: "by hand" },
        context,
      );
      await execute(storage, ref, moveCounter, { id: "m2", amount: 2 }, context);
      const again = await execute(storage, ref, moveCounter, { about: "ord_1", amount: 5, id: "m1" }, context);
      requireSame("replayed", [first.replayed, again.replayed], [false, true]);
      requireSame("events", again.ok && again.events, first.ok && first.events);
      requireSame("the record as it is now", again.ok && again.state.value, 7);
      requireSame("load", seen(await storage.load(ref, {})), { version: 4, value: 7 });
    },
  },
  {
    name: "a command id that is used for another body is command_reused",
    holds: async (storage) => {
      await startAt(storage, 5);
      const reused = execute(storage, ref, moveCounter, { id: "fill", amount: 6 }, context);
      await requireRefused("another amount", "command_reused", reused);
      requireSame("load", seen(await storage.load(ref, {})), { version: 2, value: 5 });
    },
  },
  {
    name: "a refusal writes nothing, and the same command may be sent again",
    holds: async (storage) => {
      await startAt(storage, 5);
      const refused = await execute(storage, ref, moveCounter, { id: "m1", amount: -6 }, context);
      requireSame("refusal", !refused.ok && (refused.rejection as TooMuch).available, 5);
      requireSame("load", seen(await storage.load(ref, {})), { version: 2, value: 5 });
      await execute(storage, ref, moveCounter, { id: "m2", amount: 1 }, context);
      const accepted = await execute(storage, ref, moveCounter, { id: "m1", amount: -6 }, context);
      requireSame("accepted later", [accepted.ok, accepted.replayed], [true, false]);
    },
  },
  {
    name: "a write finds the events about its own subject, oldest first",
    holds: async (storage) => {
      await startAt(storage, 0);
      for (const [id, about] of [
        ["m1", "ord_1"],
        ["m2", "ord_2"],
        ["m3", "ord_1"],
        ["m4", undefined],
      ] as const) {
        await execute(storage, ref, moveCounter, { id, amount: 1, ...(about !== undefined && { about }) }, context);
      }
      const idsAbout = async (about: string): Promise<string[]> => {
        return (await storage.load(ref, { about })).related.map(({ id }) => id);
      };
      const found = [await idsAbout("ord_1"), await idsAbout("ord_2"), await idsAbout("ord_3")];
      requireSame("related events", found, [["m1", "m3"], ["m2"], []]);
      requireSame("without a subject", (await storage.load(ref, { id: "m1" })).related, []);
    },
  },
  {
    name: "of 100 who take the whole counter at once exactly one succeeds",
    needs: ["parallel", "retry"],
    holds: async (storage) => {
      await startAt(storage, 50);
      const takes = Array.from({ length: 100 }, (_, i) => {
        return execute(storage, ref, moveCounter, { id: `take_${i}`, amount: -50 }, context);
      });
      const outcomes = await Promise.all(takes);
      requireSame("takes that succeeded", outcomes.filter(({ ok }) => ok).length, 1);
      requireSame("load", seen(await storage.load(ref, {})), { version: 3, value: 0 });
    },
  },
  {
    name: "of one command that is sent 20 times at once only one is carried out",
    needs: ["parallel", "retry"],
    holds: async (storage) => {
      await startAt(storage, 0);
      const sent = Array.from({ length: 20 }, () =>
        execute(storage, ref, moveCounter, { id: "m1", amount: 3 }, context),
      );
      const outcomes = await Promise.all(sent);
      requireSame("those that were not replayed", outcomes.filter(({ replayed }) => !replayed).length, 1);
      requireSame("load", seen(await storage.load(ref, {})), { version: 3, value: 3 });
    },
  },
];

async function startAt(storage: Storage, amount: number): Promise<void> {
  await execute(storage, ref, startCounter, { id: "start", owner: ref.owner }, context);
  await execute(storage, ref, moveCounter, { id: "fill", amount }, context);
}
