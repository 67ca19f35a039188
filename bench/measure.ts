/** One thing to measure: `run` is called in batches of `batch`. */
export interface Task {
  readonly name: string;
  readonly batch: number;
  readonly run: () => unknown;
}

/** How often a task ran in a second: the median of the rounds, and the quarter points around it. */
export interface Rate {
  readonly name: string;
  readonly perSecond: number;
  readonly low: number;
  readonly high: number;
}

const sliceMillis = 40;

/** Runs the tasks in turn, round after round, so that a busy moment of the machine meets all of them. */
export function measure(tasks: readonly Task[], rounds = 15): readonly Rate[] {
  const rates = new Map<string, number[]>(tasks.map(({ name }) => [name, []]));
  for (let round = -2; round < rounds; round++) {
    for (const task of tasks) {
      const rate = slice(task);
      if (round >= 0) rates.get(task.name)?.push(rate);
    }
  }
  return tasks.map(({ name }) => {
    const sorted = (rates.get(name) ?? []).sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    return { name, perSecond: at(0.5), low: at(0.25), high: at(0.75) };
  });
}

function slice({ batch, run }: Task): number {
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < sliceMillis) {
    for (let i = 0; i < batch; i++) run();
    done += batch;
  }
  return (done / (performance.now() - start)) * 1000;
}

/** Prints rates as a table, each beside its ratio to the first one. */
export function printRates(title: string, rates: readonly Rate[]): void {
  const base = rates[0]?.perSecond ?? 1;
  console.log(`\n${title}`);
  for (const { name, perSecond, low, high } of rates) {
    const spread = `${whole(low)} to ${whole(high)}`;
    console.log(
      `  ${name.padEnd(46)} ${whole(perSecond).padStart(12)}/s  (${spread})  ${(perSecond / base).toFixed(3)}x`,
    );
  }
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}
