import { SingleBar } from "cli-progress";

/** A progress bar that is under way. */
export interface Progress {
  readonly step: () => void;
  readonly stop: () => void;
}

/** How long a log is silent between two lines, in milliseconds. */
const silence = 10_000;

/** A bar with rate and time left on a terminal; elsewhere a line now and then, with the same words. */
export function startProgress(total: number, format: string): Progress {
  const started = Date.now();
  const bar = new SingleBar({ format, etaBuffer: 500, hideCursor: true, barCompleteChar: "█", barIncompleteChar: "░" });
  let steps = 0;
  let told = started;
  bar.start(total, 0, { rate: 0 });
  const step = (): void => {
    steps += 1;
    const rate = Math.round((steps * 1000) / Math.max(1, Date.now() - started));
    bar.update(steps, { rate });
    if (process.stderr.isTTY || Date.now() - told < silence) return;
    told = Date.now();
    console.error(lineOf(format, { value: steps, total, rate }));
  };
  return { step, stop: () => bar.stop() };
}

function lineOf(format: string, { value, total, rate }: { value: number; total: number; rate: number }): string {
  const percentage = Math.floor((value * 100) / total);
  const left = Math.round((total - value) / Math.max(1, rate));
  const shown = { bar: "", percentage, value, total, rate, eta_formatted: `${left}s` };
  return Object.entries(shown)
    .reduce((line, [name, part]) => line.replace(`{${name}}`, String(part)), format)
    .trim();
}
