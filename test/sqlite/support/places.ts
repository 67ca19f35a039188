import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Connection, Driver } from "./drivers.js";

/** Files and connections of one test, which are gone after it. */
export interface Places {
  /** The path of a file that is not there yet. */
  readonly file: () => string;
  readonly open: (driver: Driver, file: string) => Connection;
}

/** Makes places, and takes them back after each test. */
export function testPlaces(): Places {
  const folders: string[] = [];
  const connections: Connection[] = [];
  afterEach(() => {
    for (const connection of connections.splice(0)) closeQuietly(connection);
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return {
    file: () => {
      const folder = mkdtempSync(join(tmpdir(), "clientele-sqlite-"));
      folders.push(folder);
      return join(folder, "shop.db");
    },
    open: (driver, file) => {
      const connection = driver.open(file);
      connections.push(connection);
      return connection;
    },
  };
}

/** A test may have closed it already, which some drivers refuse the second time. */
function closeQuietly(connection: Connection): void {
  try {
    connection.close();
  } catch {
    return;
  }
}
