import { describe, test } from "vitest";
import { programLaws } from "clientele/testing";
import { programs, store, tea } from "../program/programs.js";
import { desk } from "./desk.js";

describe.each(Object.entries({ ...programs, desk }))("%s", (_, program) => {
  for (const law of programLaws(program)) test(law.name, () => law.run({ seed: 42, runs: 3 }));
});

describe("holiday data, more customers, another beginning", () => {
  const workdays = { name: "cn_statutory", from: "2027-01-01", to: "2028-12-31", closed: ["2027-10-01"], working: [] };
  const options = { holidays: { cn_statutory: workdays }, customers: 5, start: new Date("2027-09-20T00:00:00.000Z") };
  for (const law of programLaws(store, options)) test(law.name, () => law.run({ seed: 7, runs: 1 }));
});

describe("a program without any section", () => {
  const { points, ...rest } = tea;
  const bare = { ...rest, points: { ...points, types: [], earn: [] }, tierSets: [], segments: [], benefits: [] };
  for (const law of programLaws(bare)) test(law.name, () => law.run({ seed: 42, runs: 2 }));
});
