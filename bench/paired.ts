/** One thing to measure: `run` is awaited again and again and counts as `counts` of what is rated. */
export interface PairedTask {
  readonly name: string;
  readonly counts: number;
  readonly run: () => Promise<unknown>;
}

/** How often a task was done in a second, and its ratio to the first task: medians over the rounds. */
export interface PairedRate {
  readonly name: string;
  readonly perSecond: number;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** How long a slice lasts at least, and how many rounds there are. */
export interface PairedOptions {
  readonly sliceMillis?: number;
  readonly rounds?: number;
}

/**
 * Runs short slices of every task in a changing order, round after round. Each slice is divided by the slice of the
 * first task in the same round, so that what the machine does meanwhile meets both; the median of these ratios counts.
 */
export async function measurePaired(
  tasks: readonly PairedTask[],
  { sliceMillis = 200, rounds = 15 }: PairedOptions = {},
): Promise<readonly PairedRate[]> {
  const rates = tasks.map(() => [] as number[]);
  for (let round = -1; round < rounds; round++) {
    const order = tasks.map((_, i) => (i * 7 + round + 1) % tasks.length);
    for (const i of new Set([...order, ...tasks.keys()])) {
      const task = tasks[i];
      if (task === undefined) continue;
      const rate = await slice(task, sliceMillis);
      if (round >= 0) rates[i]?.push(rate);
    }
  }
  const base = rates[0] ?? [];
  return tasks.map(({ name }, i) => {
    const own = rates[i] ?? [];
    const ratios = own.map((rate, round) => rate / (base[round] ?? rate));
    return { name, perSecond: at(own, 0.5), ratio: at(ratios, 0.5), low: at(ratios, 0.25), high: at(ratios, 0.75) };
  });
}

/** Prints rates as a table. */
export function printPaired(title: string, rates: readonly PairedRate[]): void {
  console.log(`\n${title}`);
  for (const { name, perSecond, ratio, low, high } of rates) {
    const rate = Math.round(perSecond).toLocaleString("en-US").padStart(10);
    console.log(`  ${name.padEnd(58)} ${rate}/s  ${ratio.toFixed(2)}x  (${low.toFixed(2)} to ${high.toFixed(2)})`);
  }
}

async function slice({ counts, run }: PairedTask, sliceMillis: number): Promise<number> {
  const start = performance.now();
  let done = 0;
  do {
    await run();
    done += counts;
  } while (performance.now() - start < sliceMillis);
  return (done / (performance.now() - start)) * 1000;
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}
