import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres-server.js";

declare module "vitest" {
  interface ProvidedContext {
    readonly databaseUrl: string;
  }
}

/** One server for all tests of a run; each test file takes a schema or a tenant of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide("databaseUrl", server.url);
  return () => server.stop();
}
