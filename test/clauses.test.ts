// What the policies ask for, and which test answers it: the inventory, the tags in the titles, and the pages about them.
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { citations, citationsIn } from "./support/clauses/citations.js";
import { clauses, parts, policies } from "./support/clauses/clauses.js";
import { clausesPage, stateOf } from "./support/clauses/page.js";
import { read, root } from "./support/documents.js";

const all = clauses();
const cited = citations();
/** Modules that come later. */
const later = ["kpis", "outreach", "privacy", "rewards"];

describe("the inventory", () => {
  test("has every clause once, in order", () => {
    const ranges = { a: [1, 42], b: [43, 55], c: [56, 86], d: [87, 99], e: [100, 122], L: [123, 152], S: [153, 176] };
    const numbered = Object.entries({ ...ranges, "": [177, 184] }).flatMap(([part, [from = 0, to = 0]]) =>
      Array.from({ length: to - from + 1 }, (_, i) => `${part}${from + i}`),
    );
    expect(all.map(({ clause }) => clause)).toEqual(numbered);
    expect(numbered).toHaveLength(184);
  });

  test("says of each in whose words, what it asks, and who answers", () => {
    for (const clause of all) {
      expect(clause.policies.split(" ").filter((number) => !(number in policies))).toEqual([]);
      expect([clause.phrase, clause.asks].filter((words) => words.trim() === "")).toEqual([]);
      expect(clause.module === "" && clause.outside === "" ? clause.clause : "").toBe("");
    }
  });

  test("names modules that are there or will come", () => {
    const modules = new Set(all.map(({ module }) => module).filter((module) => module !== ""));
    expect([...modules].filter((module) => !existsSync(`${root}src/${module}`)).toSorted()).toEqual(later);
  });
});

describe("tags", () => {
  test("are read off titles, those of groups and of tables too", () => {
    const text = `
      describe("earning", () => {
        test("counts purchases [L141]", () => {});
        test.each([["a [a1]"], [[2]]])("%s for referrals [L142, L143]", () => {});
      });
      describe.each([1])("a group [a16]", () => {});
      expect("said [a17]").toBe(list[18]);`;
    expect(citationsIn("earn.test.ts", text)).toEqual([
      { clause: "L141", file: "earn.test.ts", title: "earning: counts purchases" },
      { clause: "L142", file: "earn.test.ts", title: "earning: %s for referrals" },
      { clause: "L143", file: "earn.test.ts", title: "earning: %s for referrals" },
      { clause: "a16", file: "earn.test.ts", title: "a group" },
    ]);
  });

  test("name clauses that there are", () => {
    const known = new Set(all.map(({ clause }) => clause));
    expect(cited.filter(({ clause }) => !known.has(clause))).toEqual([]);
  });

  test("name no clause that is wholly left to the host", () => {
    const outside = new Set(all.filter(({ module }) => module === "").map(({ clause }) => clause));
    expect(cited.filter(({ clause }) => outside.has(clause))).toEqual([]);
  });

  test("decide what is tested: nobody claims it", () => {
    const [first] = all;
    const excluded = all.find(({ module }) => module === "");
    if (first === undefined || excluded === undefined) throw new Error("The inventory is empty.");
    const citation = { clause: first.clause, file: "a.test.ts", title: "a" };
    expect(stateOf(first, [citation])).toBe("tested");
    expect(stateOf(first, [])).toBe("planned");
    expect(stateOf(excluded, [citation])).toBe("excluded");
  });
});

describe("the pages", () => {
  test("docs/clauses.md is what `npm run clauses` writes", async () => {
    expect(read("docs/clauses.md")).toBe(await clausesPage(all, cited));
  });

  test("its rows say tested exactly where a test is named below", () => {
    const page = read("docs/clauses.md");
    const rows = [...page.matchAll(/^\| ([a-zA-Z]?\d+) .*\| (tested|planned|excluded) +\|/gm)];
    const named = new Set([...page.matchAll(/^- ([a-zA-Z]?\d+): `.*`, in \[test\//gm)].map(([, clause]) => clause));
    expect(rows).toHaveLength(all.length);
    expect(rows.filter(([, clause, state]) => (state === "tested") !== named.has(clause))).toEqual([]);
  });

  test("every part of the inventory has its heading", () => {
    for (const title of Object.values(parts)) expect(read("docs/clauses.md")).toContain(`\n## ${title}\n`);
  });

  test("docs/exclusions.md names, under each heading, the clauses that point there", () => {
    const sections = read("docs/exclusions.md").split("\n## ").slice(1);
    const told = sections.map((section): [string, string] => {
      const [title = ""] = section.split("\n");
      const [, list = ""] = /^Clauses: ([^.]*)\.$/m.exec(section) ?? [];
      return [
        title
          .toLowerCase()
          .replace(/[^a-z ]/g, "")
          .replaceAll(" ", "-"),
        list.replaceAll("\n", " "),
      ];
    });
    const pointing = (heading: string): string =>
      all.flatMap(({ clause, outside }) => (outside === heading ? [clause] : [])).join(", ");
    expect(told).toEqual(told.map(([heading]) => [heading, pointing(heading)]));
    const headings = new Set(["", ...told.map(([heading]) => heading)]);
    expect(all.filter(({ outside }) => !headings.has(outside))).toEqual([]);
  });
});
