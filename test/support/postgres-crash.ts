// Writers who send commands of their own while the server is killed, and what is found after it has recovered.
import { isClienteleError, type Storage } from "clientele";
import { applyPointsEvents, type PointsEvent } from "clientele/points";
import { postgresStorage, type PostgresStorage } from "clientele/postgres";
import { seededChance, type Chance } from "clientele/testing";
import { canonicalJson } from "../../src/shared/json.js";
import { accountOf, give, openWith, pay, pointsOf, poolAt, redeem, type Outcome } from "../postgres/shop.js";
import { faultsOf, type Kept, type Sent } from "./history.js";
import type { PostgresServer } from "./postgres-server.js";

/** One customer's command, as it can be sent again. */
interface Command {
  readonly customer: string;
  readonly id: string;
  readonly send: (storage: Storage) => Promise<Outcome>;
}

/** What one cycle of writing, killing and recovering came to. */
export interface Crash {
  readonly acknowledged: number;
  /** Sent, and never answered; all of them were sent again. */
  readonly inDoubt: number;
  /** Of those, how many had been carried out. */
  readonly carriedOut: number;
  readonly recoveryMs: number;
  /** Everything that is wrong with what is stored, in words. */
  readonly faults: readonly string[];
}

const customers = Array.from({ length: 12 }, (_, i) => `cus_${i}`);

/** A server that is killed again and again, and everything that it was ever sent. */
export interface Doomed {
  readonly server: PostgresServer;
  readonly sent: Sent[];
}

/** A server with tables and customers, ready to be killed. */
export async function doom(server: PostgresServer): Promise<Doomed> {
  const pool = poolAt(server.url);
  const storage = postgresStorage(pool);
  await storage.migrate();
  for (const customer of customers) await openWith(storage, customer, 100);
  await pool.query("checkpoint");
  await pool.end();
  return { server, sent: [] };
}

/**
 * Eight writers until so many commands are acknowledged, the end of all the server's processes in mid-flight, and the
 * search for faults in everything since the beginning.
 */
export async function crash({ server, sent: everything }: Doomed, cycle: number, atLeast: number): Promise<Crash> {
  const sent: Sent[] = [];
  const doubtful: Command[] = [];
  const acknowledged = (): number => sent.filter(({ answer }) => answer === "done").length;
  let isEnough: () => void = () => undefined;
  const enough = new Promise<void>((done) => (isEnough = done));
  const note = (one: Sent): void => {
    sent.push(one);
    if (acknowledged() >= atLeast || one.answer === "unknown") isEnough();
  };
  const writers = Array.from({ length: 8 }, (_, writer) => write(server, `c${cycle}_w${writer}`, note, doubtful));
  await enough;
  await server.kill();
  await Promise.all(writers);
  const before = performance.now();
  await server.restart();
  const pool = poolAt(server.url);
  const storage = postgresStorage(pool);
  await storage.durability();
  const recoveryMs = performance.now() - before;
  const again = await Promise.all(doubtful.map((command) => command.send(storage)));
  everything.push(...sent);
  const faults = faultsOf({ sent: everything, reads: [], kept: await keptIn(storage) });
  await pool.end();
  return {
    acknowledged: acknowledged(),
    inDoubt: doubtful.length,
    carriedOut: again.filter((outcome) => outcome === "replayed").length,
    recoveryMs,
    faults,
  };
}

/** Sends one command after the other until the server does not answer any more. */
async function write(
  server: PostgresServer,
  name: string,
  note: (sent: Sent) => void,
  doubtful: Command[],
): Promise<void> {
  const pool = poolAt(server.url, { max: 1 });
  const chance = seededChance(name.length + Number(name.at(-1)));
  const storage = postgresStorage(pool, { cache: chance.below(2) * 20 });
  for (let made = 0; ; made++) {
    const command = commandOf(`${name}_${made}`, chance);
    const began = performance.now();
    try {
      const outcome = await command.send(storage);
      const answer = outcome === "done" ? "done" : "refused";
      note({ record: command.customer, command: command.id, began, ended: performance.now(), answer });
    } catch (thrown) {
      if (isClienteleError(thrown, "version_conflict")) continue;
      if (!isClienteleError(thrown, "storage_failed")) throw thrown;
      doubtful.push(command);
      note({ record: command.customer, command: command.id, began, ended: began, answer: "unknown" });
      await pool.end();
      return;
    }
  }
}

function commandOf(id: string, chance: Chance): Command {
  const customer = chance.pick(customers);
  const points = 1 + chance.below(9);
  const send = chance.pick([
    (storage: Storage) => give(storage, customer, id, points),
    (storage: Storage) => redeem(storage, customer, id, points),
    (storage: Storage) => pay(storage, customer, id, points),
  ]);
  return { customer, id, send };
}

async function keptIn(storage: PostgresStorage): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  for (const record of customers) {
    const { version, record: account } = await storage.load(accountOf(record), {});
    const stored = await storage.entries(accountOf(record), { limit: 1_000_000 });
    const events = stored.flatMap((entry) => entry.events as readonly PointsEvent[]);
    const entries = stored.map((entry) => ({ ...entry, command: entry.command.replace(/#points$/, "") }));
    const folded = canonicalJson(applyPointsEvents(undefined, events));
    const isNegative = (await pointsOf(storage, record)) < 0;
    kept.push({
      record,
      version,
      entries,
      text: canonicalJson(account),
      folded: isNegative ? "a negative balance" : folded,
    });
  }
  return kept;
}
