// docs/reference/errors.md against the sources, both ways: no code without a word about it, no word about what is gone.
import { describe, expect, test } from "vitest";
import { filesBelow, read } from "../support/documents.js";
import { writes } from "../support/refusals.js";

const page = read("docs/reference/errors.md");
const everywhere = ["already_exists", "not_found", "occurred_in_future"];

describe("what is thrown", () => {
  test("each code has its heading, in the order of its type", () => {
    const [, union = ""] = /export type ErrorCode =([^;]*);/.exec(read("src/shared/errors.ts")) ?? [];
    expect(headings(part("What is thrown"), 3)).toEqual(quoted(union));
  });
});

describe("what a write refuses", () => {
  const all = writes();
  const modules = [...new Set(all.map(({ module }) => module))];

  test("each module with a write that refuses has its heading", () => {
    expect(headings(part("What a write refuses"), 3)).toEqual(["everywhere", ...modules]);
  });

  test("the doc comment of a write tells what its type has", () => {
    const untold = all.filter(({ told, typed }) => !isSame(told, [...typed.keys()]));
    expect(untold.map(({ name, told, typed }) => ({ name, told, typed: [...typed.keys()] }))).toEqual([]);
  });

  test.each(modules)("%s: its writes, in the order of their checks", (module) => {
    const lines = all
      .filter((write) => write.module === module)
      .map(({ name, told }) => `- \`${name}\`: ${told.map((code) => `\`${code}\``).join(", ")}`);
    expect(listOf(module)).toEqual(lines);
  });

  test.each(modules)("%s: its codes, each with the fields it carries", (module) => {
    const carried = all.filter((write) => write.module === module).flatMap(({ typed }) => [...typed]);
    const wanted = new Map(carried.filter(([code]) => !everywhere.includes(code)));
    expect(tableOf(module)).toEqual(sortedRows([...wanted].map(([code, fields]) => [code, fields.join(", ")])));
  });

  test("and what every write can refuse stands apart", () => {
    expect(tableOf("everywhere").map(([code]) => code)).toEqual(everywhere);
  });
});

describe("mistakes in a document", () => {
  const told = rows(part("Mistakes in a document")).map(([code = ""]) => code);
  const sources = filesBelow("src", ".ts")
    .filter((file) => !/^src\/(testing|postgres|sqlite)\//.test(file))
    .map(read);

  test("every code that the sources write stands on the page", () => {
    const refused = writes().flatMap(({ typed }) => [...typed.keys()]);
    const known = new Set([...told, ...refused, ...everywhere]);
    const written = sources.flatMap((text) => [...text.matchAll(/\bcode: "([a-z_]+)"/g)].map(([, code = ""]) => code));
    expect([...new Set(written)].filter((code) => !known.has(code))).toEqual([]);
  });

  test("every code of the page is written in the sources, and stands there once, by the alphabet", () => {
    expect(told.filter((code) => !sources.some((text) => text.includes(`"${code}"`)))).toEqual([]);
    expect(told).toEqual([...new Set(told)].toSorted());
  });
});

/** The text below a heading, up to the next one of its level or above. */
function part(title: string): string {
  const [, level = ""] = new RegExp(`^(#+) ${title}$`, "m").exec(page) ?? [];
  const [, ...below] = page.split(new RegExp(`^#+ ${title}$`, "m"));
  return below.join("\n").split(new RegExp(`^#{1,${level.length}} `, "m"))[0] ?? "";
}

function headings(text: string, level: number): readonly string[] {
  return [...text.matchAll(new RegExp(`^#{${level}} (.*)$`, "gm"))].map(([, title = ""]) => title.replaceAll("`", ""));
}

function listOf(module: string): readonly string[] {
  return part(module)
    .replace(/\n {2}/g, " ")
    .split("\n")
    .filter((line) => line.startsWith("- "));
}

function tableOf(module: string): readonly (readonly string[])[] {
  return rows(part(module)).map(([code = "", carries = ""]) => [code, carries]);
}

/** The cells of a table's rows that begin with a code, without backticks. */
function rows(text: string): readonly (readonly string[])[] {
  const lines = text.split("\n").filter((line) => line.startsWith("| `"));
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.replaceAll("`", "").trim()),
  );
}

function sortedRows(unsorted: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return unsorted.toSorted(([left = ""], [right = ""]) => (left < right ? -1 : 1));
}

function quoted(text: string): readonly string[] {
  return [...text.matchAll(/"([a-z_]+)"/g)].map(([, code = ""]) => code);
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.toSorted().join() === right.toSorted().join();
}
