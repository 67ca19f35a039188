import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { execute } from "clientele/shared";
import { sqliteStorage, type SqliteStorage } from "clientele/sqlite";
import { afterEach, describe, expect, test } from "vitest";
import { context, counterKind, counterRef, seen, startCounter } from "../../src/testing/contract/counter.js";
import { driversHere, type Driver } from "./support/drivers.js";
import { testPlaces } from "./support/places.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tsx = ["--import", "tsx", fileURLToPath(new URL("support/writer.ts", import.meta.url))];
const [driver] = driversHere() as [Driver];
const ref = counterRef("hot");
const places = testPlaces();
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

describe("processes that write one file", () => {
  test("lose nothing of one another's", async () => {
    const file = places.file();
    const storage = await startedIn(file);
    const writers = await Promise.all([ready(file, "left", 150), ready(file, "right", 150)]);
    await Promise.all(writers.map(({ run }) => run()));
    const acknowledged = writers.flatMap((writer) => writer.acknowledged());
    expect(new Set(acknowledged).size).toBe(300);
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 301, value: 300 });
    expect(await missingOf(storage, acknowledged)).toEqual([]);
    const { entries } = await storage.outbox({ limit: 1_000 });
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 301 }, (_, i) => i + 1));
  });

  test("that are killed in the middle of it have lost no commit that they acknowledged", async () => {
    const file = places.file();
    await startedIn(file);
    const writers = await Promise.all(Array.from({ length: 5 }, (_, i) => ready(file, `w${i}`, 1_000_000)));
    const acknowledged: string[] = [];
    for (const [i, writer] of writers.entries()) {
      await writer.runUntil(40 + 7 * i);
      acknowledged.push(...writer.acknowledged());
      const storage = sqliteStorage(places.open(driver, file), { kinds: [counterKind] });
      expect(await missingOf(storage, acknowledged)).toEqual([]);
      const { version, value = 0 } = seen(await storage.load(ref, {}));
      // What was committed and not acknowledged any more is at most one command of each process.
      expect(value - acknowledged.length).toBeLessThanOrEqual(i + 1);
      expect(version).toBe(value + 1);
    }
    expect(acknowledged.length).toBeGreaterThan(200);
  });
});

async function startedIn(file: string): Promise<SqliteStorage> {
  const storage = sqliteStorage(places.open(driver, file), { kinds: [counterKind] });
  await storage.migrate();
  await execute(storage, ref, startCounter, { id: "start", owner: ref.owner }, context);
  return storage;
}

async function missingOf(storage: SqliteStorage, commands: readonly string[]): Promise<readonly string[]> {
  const stored = new Set((await storage.entries(ref, { limit: 1_000_000 })).map(({ command }) => command));
  return commands.filter((command) => !stored.has(command));
}

interface Writer {
  /** What was acknowledged so far: whole lines only. */
  readonly acknowledged: () => readonly string[];
  /** Lets it work to its end. */
  readonly run: () => Promise<void>;
  /** Lets it work until it has acknowledged so many, and kills it in the middle of the next. */
  readonly runUntil: (count: number) => Promise<void>;
}

/** A writer that waits for its turn. */
async function ready(file: string, name: string, count: number): Promise<Writer> {
  const child = spawn(process.execPath, [...tsx, file, name, String(count)], {
    cwd: root,
    env: { ...process.env, TSX_TSCONFIG_PATH: "test/tsconfig.json" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  let told = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (told += text));
  const lines = (): readonly string[] => told.split("\n").slice(0, -1);
  const until = async (length: number): Promise<void> => {
    while (lines().length < length) {
      const end = child.exitCode ?? child.signalCode;
      if (end !== null) throw new Error(`The writer ended with ${end} after ${told}`);
      await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
    }
  };
  await until(1);
  const acknowledged = (): readonly string[] => lines().slice(1);
  return {
    acknowledged,
    run: async () => {
      const ended = once(child, "close");
      child.stdin.write("go\n");
      const [code] = (await ended) as [number | null];
      expect(code).toBe(0);
    },
    runUntil: async (least) => {
      const ended = once(child, "close");
      child.stdin.write("go\n");
      await until(least + 1);
      child.kill("SIGKILL");
      await ended;
    },
  };
}
