import { afterAll, describe, expect, test } from "vitest";
import { crash, doom } from "../support/postgres-crash.js";
import { startPostgres, type PostgresServer } from "../support/postgres-server.js";

const servers: PostgresServer[] = [];

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
});

async function started(...settings: readonly string[]): Promise<PostgresServer> {
  const server = await startPostgres(settings);
  servers.push(server);
  return server;
}

describe("a server that is killed under eight writers", () => {
  test("has lost nothing that it acknowledged, and does nothing twice that is sent again", async () => {
    const doomed = await doom(await started("fsync=on", "synchronous_commit=on"));
    const { acknowledged, inDoubt, faults } = await crash(doomed, 1, 40);
    expect([acknowledged >= 40, inDoubt, faults]).toEqual([true, 8, []]);
  });

  test("that may lose what it acknowledged is caught", async () => {
    const settings = ["synchronous_commit=off", "wal_writer_delay=10s", "wal_writer_flush_after=1GB"];
    const { faults } = await crash(await doom(await started(...settings)), 1, 40);
    expect(faults.filter((fault) => fault.includes(": lost: "))).not.toEqual([]);
  });
});
