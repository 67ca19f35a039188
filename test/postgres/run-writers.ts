// Sixteen writers at once, in every way in which a host can write, and what they saw.
import { isClienteleError, type Repository } from "clientele";
import { applyPointsEvents, type PointsEvent } from "clientele/points";
import { fromPg, type PostgresStorage } from "clientele/postgres";
import { recordEvents } from "clientele/program";
import { seededChance, type Chance } from "clientele/testing";
import type pg from "pg";
import { canonicalJson } from "../../src/shared/json.js";
import type { History, Kept, Read, Sent } from "../support/history.js";
import { accountOf, give, paid, redeem, teaHouse, type Outcome } from "./shop.js";

/** Where the writers write, and how much. */
export interface Setting {
  readonly pool: pg.Pool;
  readonly tenant: string;
  /** Each process of the host has a storage of its own. */
  readonly storages: readonly PostgresStorage[];
  readonly customers: readonly string[];
  readonly commands: number;
  readonly seed: number;
  /** The host's own table, with an `id`. */
  readonly table: string;
}

/** Lets the writers run, one reader beside them, and answers what they saw and what they left. */
export async function runWriters(setting: Setting): Promise<History> {
  const sent: Sent[] = [];
  const reads: Read[] = [];
  const writing = { isDone: false };
  const reading = async (): Promise<void> => {
    const chance = seededChance(setting.seed);
    while (!writing.isDone) {
      reads.push(...(await readOne(setting, chance)));
      // The writers are what is looked at, so the reader leaves them the machine for a moment.
      await setting.pool.query("select pg_sleep(0.005)");
    }
  };
  const writers = Array.from({ length: 16 }, (_, writer) => write(setting, writer, sent));
  const all = Promise.all(writers).finally(() => (writing.isDone = true));
  await Promise.all([all, reading()]);
  return { sent, reads, kept: await keptOf(setting) };
}

async function write(setting: Setting, writer: number, sent: Sent[]): Promise<void> {
  const chance = seededChance(setting.seed + writer);
  for (let made = 0; made < setting.commands;) {
    const one = { ...setting, storage: storageOf(setting, writer), customer: chance.pick(setting.customers) };
    const id = `w${writer}_${made}`;
    const ways = [alone, alone, inHostTransaction, inBatch];
    const answers = await chance.pick(ways)(one, id, chance);
    sent.push(...answers);
    made += answers.length;
  }
}

interface Writing extends Setting {
  readonly storage: PostgresStorage;
  readonly customer: string;
}

/** One command by itself, sent again when it lost too often. */
async function alone({ storage, customer }: Writing, id: string, chance: Chance): Promise<readonly Sent[]> {
  return [await timed(customer, id, () => move(storage, customer, id, chance.below(2) === 0))];
}

/** A command in a transaction in which the host writes as well; the host repeats all of it. */
async function inHostTransaction(one: Writing, id: string, chance: Chance): Promise<readonly Sent[]> {
  const gives = chance.below(2) === 0;
  const work = async (): Promise<Outcome> => {
    const client = await one.pool.connect();
    try {
      await client.query("begin");
      await client.query(`insert into ${one.table} values ($1)`, [id]);
      const outcome = await move(one.storage.within(fromPg(client)), one.customer, id, gives);
      await client.query(outcome === "done" ? "commit" : "rollback");
      return outcome;
    } catch (thrown) {
      await client.query("rollback");
      throw thrown;
    } finally {
      client.release();
    }
  };
  return [await timed(one.customer, id, work)];
}

/** Paid orders of several customers in one round trip. */
async function inBatch(
  { storage, customers, customer }: Writing,
  id: string,
  chance: Chance,
): Promise<readonly Sent[]> {
  const many = [...new Set([customer, chance.pick(customers), chance.pick(customers)])];
  const events = many.map((owner, i) => paid(owner, `${id}_${i}`, 1 + chance.below(9)));
  const began = performance.now();
  const sent: Sent[] = [];
  await again(async () => {
    const answers = await recordEvents(storage, events, teaHouse);
    const failed = answers.find((answer) => !answer.ok);
    if (failed !== undefined && !failed.ok) throw failed.error;
  });
  const ended = performance.now();
  for (const [i, owner] of many.entries()) {
    sent.push({ record: owner, command: `${id}_${i}`, began, ended, answer: "done" });
  }
  return sent;
}

function move(storage: Repository, customer: string, id: string, gives: boolean): Promise<Outcome> {
  return gives ? give(storage, customer, id, 7) : redeem(storage, customer, id, 5);
}

async function timed(customer: string, command: string, work: () => Promise<Outcome>): Promise<Sent> {
  const began = performance.now();
  const outcome = await again(work);
  const answer = outcome === "done" || outcome === "replayed" ? "done" : "refused";
  return { record: customer, command, began, ended: performance.now(), answer };
}

/** As a host does: the same again when somebody was faster, and anything else is thrown. */
async function again<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (let made = 1; ; made++) {
    try {
      return await work();
    } catch (thrown) {
      if (!isConflict(thrown) || made === 500) throw thrown;
    }
  }
}

/** A host's own statement can lose as well, and then the server's words are all there is. */
function isConflict(thrown: unknown): boolean {
  if (isClienteleError(thrown, "version_conflict")) return true;
  const code = typeof thrown === "object" && thrown !== null && "code" in thrown ? thrown.code : "";
  return code === "40001" || code === "40P01";
}

async function readOne(setting: Setting, chance: Chance): Promise<readonly Read[]> {
  const record = chance.pick(setting.customers);
  const began = performance.now();
  const { version } = await again(() => storageOf(setting, 0).load(accountOf(record), {}));
  return [{ record, began, ended: performance.now(), version }];
}

function storageOf({ storages }: Setting, writer: number): PostgresStorage {
  const storage = storages[writer % storages.length];
  if (storage === undefined) throw new Error("Writers need a storage.");
  return storage;
}

async function keptOf(setting: Setting): Promise<readonly Kept[]> {
  const storage = storageOf(setting, 0);
  const kept: Kept[] = [];
  for (const record of setting.customers) {
    const { version, record: account } = await storage.load(accountOf(record), {});
    const stored = await storage.entries(accountOf(record), { limit: 10_000 });
    // What a host event did to the account is an entry of `<event>#points`.
    const entries = stored.map((entry) => ({ ...entry, command: entry.command.replace(/#points$/, "") }));
    const events = entries.flatMap((entry) => entry.events as readonly PointsEvent[]);
    const folded = canonicalJson(applyPointsEvents(undefined, events));
    kept.push({ record, version, entries, text: canonicalJson(account), folded });
  }
  return kept;
}
