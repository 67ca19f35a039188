import { SingleBar } from "cli-progress";

/** A progress bar that is under way. */
export interface Progress {
  readonly step: () => void;
  readonly stop: () => void;
}

/** A bar with rate and time left on a terminal, a line now and then elsewhere. */
export function startProgress(total: number, format: string): Progress {
  const started = Date.now();
  let steps = 0;
  const rate = (): number => Math.round((steps * 1000) / Math.max(1, Date.now() - started));
  const bar = new SingleBar({
    format,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    etaBuffer: 500,
    hideCursor: true,
    barCompleteChar: "█",
    barIncompleteChar: "░",
  });
  bar.start(total, 0, { rate: 0 });
  const step = (): void => {
    steps += 1;
    bar.update(steps, { rate: rate() });
  };
  return { step, stop: () => bar.stop() };
}
