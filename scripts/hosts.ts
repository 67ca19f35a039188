// Every host of examples/ as a stranger has it: the library as it is packed, the packages that its lockfile names, and its
// own test, each in a folder outside of this repository. `npm run hosts`, or `npm run hosts -- fastify` for one.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../test/support/postgres-server.js";

const asked = process.argv.slice(2);
const hosts = readdirSync("examples").filter((example) => existsSync(`examples/${example}/package-lock.json`));
const folder = mkdtempSync(join(tmpdir(), "clientele-hosts-"));
const server = await startPostgres();
try {
  unpackLibrary();
  for (const host of hosts) if (asked.length === 0 || asked.includes(host)) runHost(host);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The folder becomes what `npm i clientele` would bring; the hosts lie below it, where their `file:../..` finds it. */
function unpackLibrary(): void {
  run(process.cwd(), "npm", "pack", "--silent", "--pack-destination", folder);
  const packed = readdirSync(folder).find((file) => file.endsWith(".tgz")) ?? "";
  run(folder, "tar", "-xzf", packed, "--strip-components=1");
}

function runHost(host: string): void {
  const start = Date.now();
  const copy = join(folder, "examples", host);
  mkdirSync(copy, { recursive: true });
  cpSync(`examples/${host}`, copy, { recursive: true, filter: (source) => !source.includes("node_modules") });
  const failed =
    tried(copy, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund") ?? tried(copy, "npm", "test", "--silent");
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(`${host}: ${failed === undefined ? "passed" : "failed"} in ${seconds} s`);
  if (failed === undefined) return;
  console.log(failed);
  process.exitCode = 1;
}

function run(cwd: string, command: string, ...args: readonly string[]): void {
  const failed = tried(cwd, command, ...args);
  if (failed !== undefined) throw new Error(`${command} ${args.join(" ")}: ${failed}`);
}

/** What a command printed when it failed. */
function tried(cwd: string, command: string, ...args: readonly string[]): string | undefined {
  const env = { ...process.env, DATABASE_URL: server.url };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: "utf8" });
  return status === 0 ? undefined : `${stdout}${stderr}`;
}
