// Kills a PostgreSQL server again and again while eight writers send commands, and looks for what was lost or done
// twice. Then the same where the server may lose what it acknowledged: unless that is seen, the test cannot see.
import { parseArgs } from "node:util";
import { crash, doom, type Crash } from "../test/support/postgres-crash.js";
import { startPostgres } from "../test/support/postgres-server.js";

const { values } = parseArgs({ options: { cycles: { type: "string", default: "5" } } });
const cycles = Number(values.cycles);
if (!Number.isSafeInteger(cycles) || cycles < 1)
  throw new RangeError(`--cycles ${values.cycles}: a whole number from 1.`);

const widths = [5, 12, 8, 13, 11, 4, 5, 12];
const durable = ["fsync=on", "synchronous_commit=on", "full_page_writes=on"];
const careless = ["synchronous_commit=off", "wal_writer_delay=10s", "wal_writer_flush_after=1GB", "wal_buffers=64MB"];

const kept = await run("synchronous_commit = on", durable, cycles);
const control = await run("control: synchronous_commit = off", careless, 1);

const faults = kept.flatMap((one) => one.faults);
const lost = lostIn(control);
if (faults.length > 0) console.error(`FAILED: ${faults.slice(0, 20).join("; ")}`);
else if (lost === 0) console.error("FAILED: the control lost nothing, so the test cannot see.");
else console.log(`Nothing acknowledged was lost, nothing was applied twice; the control lost ${lost}.`);
process.exitCode = faults.length > 0 || lost === 0 ? 1 : 0;

async function run(title: string, settings: readonly string[], times: number): Promise<readonly Crash[]> {
  const server = await startPostgres(settings);
  try {
    const doomed = await doom(server);
    const crashes: Crash[] = [];
    for (let cycle = 1; cycle <= times; cycle++) crashes.push(await crash(doomed, cycle, 150 + 40 * (cycle % 5)));
    print(title, crashes);
    return crashes;
  } finally {
    await server.stop();
  }
}

function print(title: string, crashes: readonly Crash[]): void {
  console.log(`\n${title}: kill -9 of the server and all its processes under 8 writers`);
  console.log("cycle  acknowledged  in doubt  of these done  recovery ms  lost  twice  other faults");
  for (const [i, one] of crashes.entries()) {
    const twice = one.faults.filter((fault) => fault.includes(": twice: ")).length;
    const [lost, others] = [lostIn([one]), one.faults.length - lostIn([one]) - twice];
    const figures = [
      i + 1,
      one.acknowledged,
      one.inDoubt,
      one.carriedOut,
      Math.round(one.recoveryMs),
      lost,
      twice,
      others,
    ];
    console.log(figures.map((figure, column) => String(figure).padStart(widths[column] ?? 0)).join("  "));
  }
}

function lostIn(crashes: readonly Crash[]): number {
  return crashes.flatMap((one) => one.faults).filter((fault) => fault.includes(": lost: ")).length;
}
