import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { read, root } from "../support/documents.js";

const folder = "examples/week-in-a-shop";

describe("a week in a shop", () => {
  test("given --lang en, when it runs twice, then it prints the transcript twice", () => {
    const told = { status: 0, stdout: read(`${folder}/week.en.out`), stderr: "" };
    expect(run("--lang", "en")).toEqual(told);
    expect(run("--lang", "en")).toEqual(told);
  });

  test("given --lang zh-CN, then it is told in Chinese", () => {
    expect(run("--lang", "zh-CN").stdout).toBe(read(`${folder}/week.zh-CN.out`));
  });

  test("given no language, and a server in another zone, then it is the same week in English", () => {
    expect(runIn("Pacific/Apia").stdout).toBe(read(`${folder}/week.en.out`));
  });

  test("given a language that it does not speak, then it says which it does, and the exit code is 2", () => {
    const { status, stderr } = run("--lang", "fr");
    expect(status).toBe(2);
    expect(stderr).toContain('"zh-CN"');
  });

  test("given the transcript, then it says what the promises are [S154]", () => {
    const transcript = read(`${folder}/week.en.out`);
    expect(transcript).toContain("invented");
    expect(transcript).toMatch(/28 minutes\. First response: in time/);
    expect(transcript).toMatch(/31 minutes\. First response: late/);
    expect(transcript).toMatch(/\b23\b/);
    expect(transcript).toMatch(/now they stand in 0 of [\d,]+ records and entries/);
  });
});

function run(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return runIn(process.env["TZ"] ?? "UTC", ...args);
}

function runIn(zone: string, ...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const tsx = [`${root}node_modules/tsx/dist/cli.mjs`, "--tsconfig", `${root}examples/tsconfig.json`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...tsx, `${root}${folder}/main.ts`, ...args], {
    encoding: "utf8",
    env: { ...process.env, TZ: zone, NODE_OPTIONS: "" },
  });
  return { status, stdout, stderr };
}
