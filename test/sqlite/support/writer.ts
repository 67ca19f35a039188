// A process that counts: it moves one counter up by one, again and again, and writes the id of each command that was
// acknowledged. `writer.ts FILE NAME COUNT`; it begins when its input says so.
import { writeSync } from "node:fs";
import { execute, isClienteleError } from "clientele/shared";
import { sqliteStorage } from "clientele/sqlite";
import Database from "libsql";
import { context, counterKind, counterRef, moveCounter } from "../../../src/testing/contract/counter.js";

const [file = "", name = "", count = "0"] = process.argv.slice(2);
const storage = sqliteStorage(new Database(file), { kinds: [counterKind] });

writeSync(1, "ready\n");
process.stdin.once("data", () => void countUp());

async function countUp(): Promise<void> {
  for (let i = 0; i < Number(count); i++) await sendUntilDone(`${name}_${i}`);
  process.exit(0);
}

/** A command that was not acknowledged is sent again, under the same id. */
async function sendUntilDone(id: string): Promise<void> {
  for (;;) {
    try {
      await execute(storage, counterRef("hot"), moveCounter, { id, amount: 1 }, context);
      writeSync(1, `${id}\n`);
      return;
    } catch (thrown) {
      if (!isClienteleError(thrown, "version_conflict")) throw thrown;
    }
  }
}
