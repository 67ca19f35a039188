import { PGlite } from "@electric-sql/pglite";
import type { Storage } from "clientele";
import { memoryStorage } from "clientele/memory";
import { postgresStorage } from "clientele/postgres";
import { hostEvents, programLaws } from "clientele/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { honour, programs } from "../program/programs.js";
import { live, textsOf } from "./texts.js";

let db: PGlite;
let tenants = 0;

beforeAll(async () => {
  db = await PGlite.create();
  await postgresStorage(db).migrate();
});

afterAll(async () => {
  await db.close();
});

function makeStorage(): Storage {
  return postgresStorage(db, { tenant: `t${++tenants}` });
}

describe("the laws in PGlite", () => {
  for (const law of programLaws(honour, { makeStorage, events: 20 })) {
    test(law.name, () => law.run({ seed: 42, runs: 1 }));
  }
});

describe.each(Object.entries(programs))("%s", (_, program) => {
  test("leaves the same bytes in memory and in PGlite", async () => {
    const history = hostEvents(program, { seed: 11, events: 60 });
    const [memory, postgres] = [memoryStorage(), makeStorage()];
    await live(memory, program, history);
    await live(postgres, program, history);
    expect(await textsOf(postgres)).toEqual(await textsOf(memory));
  });

  test("swept before every event leaves the bytes that one sweep at the end leaves, in PGlite", async () => {
    const history = hostEvents(program, { seed: 12, events: 40 }).filter(
      ({ now }, i, all) => i === 0 || now >= (all[i - 1]?.now ?? ""),
    );
    const [never, always] = [makeStorage(), makeStorage()];
    await live(never, program, history);
    await live(always, program, history, true);
    expect(await textsOf(always)).toEqual(await textsOf(never));
  });
});
