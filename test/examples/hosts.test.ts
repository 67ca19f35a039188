// The hosts of examples/ against the sources: their own tests, run here without installing anything.
import { format } from "node:util";
import { afterAll, describe, expect, test, vi } from "vitest";
import { read } from "../support/documents.js";
import { startPostgres } from "../support/postgres-server.js";

const server = await startPostgres();
process.env["DATABASE_URL"] = server.url;
afterAll(() => server.stop());

describe("kysely-sqlite", async () => {
  await import("../../examples/kysely-sqlite/contract.test.js");
  await import("../../examples/kysely-sqlite/shop.test.js");
  printsWhatItsPageShows("kysely-sqlite", () => import("../../examples/kysely-sqlite/main.js"));
});

describe("drizzle-postgres", async () => {
  await import("../../examples/drizzle-postgres/shop.test.js");
  printsWhatItsPageShows("drizzle-postgres", () => import("../../examples/drizzle-postgres/main.js"));
});

describe("fastify", async () => {
  await import("../../examples/fastify/app.test.js");
});

describe("pg-boss", async () => {
  await import("../../examples/pg-boss/worker.test.js");
});

// Apart from the tests of the worker, whose tables it makes anew.
describe("pg-boss, on its own", () => {
  printsWhatItsPageShows("pg-boss", () => import("../../examples/pg-boss/main.js"));
});

function printsWhatItsPageShows(example: string, run: () => Promise<unknown>): void {
  test("prints what its page shows", async () => {
    const printed: string[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((...values) => void printed.push(format(...values)));
    await run().finally(() => log.mockRestore());
    const shown = /\n\n```\n([^`]*)\n```/.exec(read(`examples/${example}/README.md`))?.[1];
    expect(printed.join("\n")).toBe(shown);
  });
}
