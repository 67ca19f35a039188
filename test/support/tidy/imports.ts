import { isEntry } from "../entries.js";
import { below, importsOf, moduleOf, resolved, type Import, type Rule, type Source } from "./rule.js";

const kernel = ["shared", "calendar", "conditions"];
const storages = ["memory", "postgres", "sqlite"];
const apart = [...kernel, ...storages, "program", "testing", "cli"];

/** The files in which a module may speak to zod: its rules, and the checks and schemas behind them. */
const configFile = /\/((.*-)?(rules|schema|config|check)|(check|define)-.*)\.ts$/;

/** Who may import whom: the table of docs/architecture.md. */
export const islands: Rule = {
  name: "modules import only what lies below them",
  check: (sources) =>
    below(sources, "src").flatMap((source) =>
      importsOf(source).flatMap(({ line, from }) => {
        if (!from.startsWith(".")) return [];
        const to = resolved(source, from);
        const advice = forbidden(source.path, to);
        return advice === undefined ? [] : [`${source.path}:${line}: must not import ${to}; ${advice}.`];
      }),
    ),
  refuses: [
    { "src/tiers/review.ts": 'import { balance } from "../points/balance.js";' },
    { "src/points/earn.ts": 'import type { Order } from "../orders/model.js";' },
    { "src/shared/days.ts": 'import { zone } from "../calendar/zone.js";' },
    { "src/calendar/zone.ts": 'import { evaluate } from "../conditions/evaluate.js";' },
    { "src/points/earn.ts": 'import { memoryStorage } from "../memory/index.js";' },
    { "src/points/earn.ts": 'import { recordEvent } from "../program/record-event.js";' },
    { "src/memory/storage.ts": 'import { redeemPoints } from "../points/redeem.js";' },
    { "src/program/run-due.ts": 'import { memoryStorage } from "../memory/index.js";' },
    { "src/index.ts": 'export { memoryStorage } from "./memory/index.js";' },
    { "src/index.ts": 'export { fixedClock } from "./testing/index.js";' },
    { "src/points/earn.ts": 'import { x } from "../../test/support/x.js";' },
  ],
  allows: [
    {
      "src/points/earn.ts":
        'import { must } from "../shared/index.js"; import { zone } from "../calendar/zone.js"; import { lot } from "./lot.js";',
    },
    { "src/program/run-due.ts": 'import { settlePoints } from "../points/settle.js";' },
    { "src/postgres/storage.ts": 'import { kinds } from "../memory/kinds.js";' },
    { "src/memory/kinds.ts": 'import { pointsRecords } from "../points/records.js";' },
    { "src/testing/laws.ts": 'import { redeemPoints } from "../points/index.js";' },
    { "src/index.ts": 'export { redeemPoints } from "./points/index.js";' },
  ],
};

function forbidden(path: string, to: string): string | undefined {
  const from = moduleOf(path);
  const into = moduleOf(to);
  if (!to.startsWith("src/")) return "src stands alone, so move what both need into src";
  if (from === into || from === "testing" || from === "cli") return undefined;
  if (into === undefined) return "import from the module's own file; the root is for hosts";
  if (from === undefined) {
    const isOutside = storages.includes(into) || into === "testing" || into === "cli";
    return isOutside ? "hosts import storages and the testing kit from their own subpath" : undefined;
  }
  const floor = kernel.indexOf(from);
  if (floor >= 0) {
    return kernel.slice(0, floor).includes(into) ? undefined : "the kernel is built shared → calendar → conditions";
  }
  if (kernel.includes(into)) return undefined;
  if (storages.includes(from)) {
    const isAllowed = to.endsWith("/records.ts") || to === "src/memory/kinds.ts";
    return isAllowed ? undefined : "a storage knows a domain by its records.js alone";
  }
  const isDomain = !apart.includes(into);
  if (from === "program") return isDomain ? undefined : "program knows the ports, never a storage";
  return isDomain
    ? "islands get facts in their context, and program carries them across"
    : "a domain knows the kernel alone";
}

/** Which packages may be imported where. */
export const packages: Rule = {
  name: "packages are imported only where they belong",
  check: (sources) =>
    below(sources, "src").flatMap((source) =>
      importsOf(source).flatMap((entry) => {
        const advice = entry.from.startsWith(".") ? undefined : misplaced(source.path, entry);
        return advice === undefined ? [] : [`${source.path}:${entry.line}: imports "${entry.from}"; ${advice}.`];
      }),
    ),
  refuses: [
    { "src/points/earn.ts": 'import * as z from "zod/mini";' },
    { "src/points/rules.ts": 'import { z } from "zod";' },
    { "src/calendar/add.ts": 'import { addMonths } from "date-fns";' },
    { "src/points/earn.ts": 'import { addMonths } from "date-fns/addMonths";' },
    { "src/points/earn.ts": 'import { Decimal } from "decimal.js";' },
    { "src/points/id.ts": 'import { randomUUID } from "node:crypto";' },
    { "src/points/id.ts": 'import { randomUUID } from "crypto";' },
    { "src/testing/laws.ts": 'import fc from "fast-check";' },
    { "src/testing/contract.ts": 'import { test } from "vitest";' },
    { "src/postgres/storage.ts": 'import type { PGlite } from "@electric-sql/pglite";' },
    { "src/points/earn.ts": 'import { redeemPoints } from "clientele/points";' },
  ],
  allows: [
    { "src/points/rules.ts": 'import * as z from "zod/mini";' },
    { "src/conditions/condition-schema.ts": 'import * as z from "zod/mini";' },
    { "src/calendar/add.ts": 'import { addMonths } from "date-fns/addMonths"; import { TZDate } from "@date-fns/tz";' },
    { "src/shared/statistics.ts": 'import { Decimal } from "decimal.js";' },
    { "src/testing/arbitraries.ts": 'import fc from "fast-check";' },
    { "src/cli/main.ts": 'import { readFileSync } from "node:fs";' },
  ],
};

function misplaced(path: string, { from }: Import): string | undefined {
  const module = moduleOf(path) ?? "";
  if (from === "zod/mini")
    return configFile.test(path) ? undefined : "zod belongs in rules.ts or in a check or schema file";
  if (from.startsWith("zod")) return 'write `import * as z from "zod/mini"`';
  if (from === "date-fns") return 'import one function, as from "date-fns/addMonths"';
  if (from.startsWith("date-fns/") || from === "@date-fns/tz") {
    return ["calendar", "shared"].includes(module) ? undefined : "ask calendar/ for dates";
  }
  if (from === "decimal.js") return kernel.includes(module) ? undefined : "use the exact decimals of shared/";
  if (from === "fast-check")
    return /^src\/testing\/arbitraries\b/.test(path) ? undefined : "keep it in testing/arbitraries";
  if (from.startsWith("node:")) {
    return ["cli", ...storages].includes(module) ? undefined : "the host does input and output; take it as a value";
  }
  return "it is no dependency of this library; describe what you need of it as an interface";
}

/** What a host imports for its decisions must not load zod, not even far below. */
export const withoutZod: Rule = {
  name: "no module's index reaches zod",
  check: (sources) => {
    const indexes = sources.filter(({ path }) => /^src\/[^/]+\/index\.ts$/.test(path) && !loadsRules(path));
    return indexes.flatMap((index) => {
      const path = pathTo(index, sources, (entry) => entry.from.startsWith("zod"));
      return path === undefined
        ? []
        : [`${path.join(" → ")}: loads zod; export definers and checkers from the module's rules.js instead.`];
    });
  },
  refuses: [
    {
      "src/points/index.ts": 'export { earnPoints } from "./earn.js";',
      "src/points/earn.ts": 'import { check } from "../shared/config.js";',
      "src/shared/config.ts": 'import * as z from "zod/mini";',
    },
    {
      "src/tiers/index.ts": 'import { type Rules } from "./rules.js";',
      "src/tiers/rules.ts": 'import * as z from "zod/mini";',
    },
  ],
  allows: [
    {
      "src/points/index.ts": 'export type { PointsRules } from "./rules.js";',
      "src/points/rules.ts": 'import * as z from "zod/mini";',
    },
  ],
};

/** The testing kit and the command line are about documents, so they check them. */
function loadsRules(path: string): boolean {
  return ["testing", "cli"].includes(moduleOf(path) ?? "");
}

/** The files on the way from one file to an import that is looked for, imports that vanish in JavaScript left out. */
function pathTo(start: Source, sources: readonly Source[], isWanted: (entry: Import) => boolean): string[] | undefined {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const cameFrom = new Map<string, string>([[start.path, ""]]);
  const queue = [start];
  for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
    for (const entry of importsOf(source).filter(({ isTypeOnly }) => !isTypeOnly)) {
      if (isWanted(entry)) return wayTo(source.path, cameFrom);
      const next = byPath.get(resolved(source, entry.from));
      if (next === undefined || cameFrom.has(next.path)) continue;
      cameFrom.set(next.path, source.path);
      queue.push(next);
    }
  }
  return undefined;
}

function wayTo(path: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const before = cameFrom.get(path) ?? "";
  return before === "" ? [path] : [...wayTo(before, cameFrom), path];
}

/** Relative imports name a file that is there, as it is called after the build. */
export const resolvable: Rule = {
  name: "relative imports end in .js and name a file",
  check: (sources) => {
    const paths = new Set(sources.map(({ path }) => path));
    return below(sources, "src").flatMap((source) =>
      importsOf(source).flatMap(({ line, from }) => {
        if (!from.startsWith(".")) return [];
        if (!from.endsWith(".js")) return [`${source.path}:${line}: "${from}" must end in .js.`];
        return paths.has(resolved(source, from)) ? [] : [`${source.path}:${line}: "${from}" names no file.`];
      }),
    );
  },
  refuses: [
    { "src/points/earn.ts": 'import { a } from "./lot";', "src/points/lot.ts": "" },
    { "src/points/earn.ts": 'import { a } from "./lots.js";', "src/points/lot.ts": "" },
  ],
  allows: [{ "src/points/earn.ts": 'import { a } from "./lot.js";', "src/points/lot.ts": "" }],
};

/** Examples show what a host writes; tests of behaviour that hosts rely on use what hosts use. */
export const publicNames: Rule = {
  name: "examples and outer tests import the package by its public names",
  check: (sources) =>
    below(sources, "examples", "bench", "test/laws", "test/contract", "test/golden", "test/types").flatMap((source) =>
      importsOf(source)
        .filter(({ from }) => from.startsWith(".") && resolved(source, from).startsWith("src/"))
        .map(({ line, from }) => `${source.path}:${line}: "${from}" reaches inside; import from "clientele/<module>".`),
    ),
  refuses: [
    { "examples/shop/main.ts": 'import { earnPoints } from "../../src/points/earn.js";' },
    { "test/laws/points.test.ts": 'import { earnPoints } from "../../src/points/index.js";' },
  ],
  allows: [
    { "examples/shop/main.ts": 'import { earnPoints } from "clientele/points"; import { rows } from "./rows.js";' },
    { "test/points/earn.test.ts": 'import { earnPoints } from "../../src/points/earn.js";' },
  ],
};

/** A file that no entry reaches is never run by a host. */
export const reachable: Rule = {
  name: "every source file is reached from an entry",
  check: (sources) => {
    const byPath = new Map(sources.map((source) => [source.path, source]));
    const seen = new Set<string>();
    const queue = [...byPath.keys()].filter((path) => isEntry(path) || path === "src/cli/main.ts");
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const source = byPath.get(path);
      if (source === undefined || seen.has(path)) continue;
      seen.add(path);
      queue.push(...importsOf(source).map(({ from }) => resolved(source, from)));
    }
    return below(sources, "src")
      .filter(({ path }) => !seen.has(path))
      .map(({ path }) => `${path}: no entry reaches it; export it from its module's index.ts, or delete it.`);
  },
  refuses: [{ "src/index.ts": 'export { a } from "./points/a.js";', "src/points/a.ts": "", "src/points/b.ts": "" }],
  allows: [{ "src/index.ts": 'export type { A } from "./points/a.js";', "src/points/a.ts": "" }],
};
