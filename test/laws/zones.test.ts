import { memoryStorage } from "clientele/memory";
import { hostEvents } from "clientele/testing";
import { afterAll, describe, expect, test } from "vitest";
import { programs } from "../program/programs.js";
import { live, textsOf } from "./texts.js";

const own = process.env["TZ"];
const zones = ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia"];

function machineIn(zone: string | undefined): void {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
}

afterAll(() => {
  machineIn(own);
});

test("the zone of the machine can be changed in this process", () => {
  const hours = zones.map((zone) => {
    machineIn(zone);
    return new Date("2026-07-01T12:00:00Z").getHours();
  });
  expect(hours).toEqual([12, 20, 8, 1]);
});

describe.each(Object.entries(programs))("%s", (_, program) => {
  test("records and entries are the same bytes in every zone of the machine", async () => {
    const lived = async (zone: string): Promise<readonly (readonly [string, string])[]> => {
      machineIn(zone);
      const found: (readonly [string, string])[] = [];
      for (const seed of [1, 2, 3]) {
        const storage = memoryStorage();
        await live(storage, program, hostEvents(program, { seed, events: 60 }), true);
        found.push(...(await textsOf(storage)));
      }
      return found;
    };
    const first = await lived("UTC");
    expect(first.length).toBeGreaterThan(30);
    for (const zone of zones.slice(1)) expect(await lived(zone)).toEqual(first);
  });
});
