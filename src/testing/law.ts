import { isClienteleError, ClienteleError } from "../shared/errors.js";

/** Where the made-up histories of a law begin, and how many of them are tried. */
export interface LawOptions {
  readonly seed: number;
  readonly runs?: number;
}

/** Something that holds whatever happens. `run` is done when it held in every history, and throws when it did not. */
export interface Law {
  readonly name: string;
  readonly run: (options: LawOptions) => Promise<void>;
}

/**
 * A law from what is checked for one seed. What it throws is `invariant_violated` with the seed of the history, which
 * alone brings it back: `law.run({ seed, runs: 1 })`. Where nobody says how many histories, `usualRuns` are tried.
 */
export function lawOf(name: string, check: (seed: number) => Promise<void> | void, usualRuns = 100): Law {
  return {
    name,
    run: async ({ seed, runs = usualRuns }) => {
      for (let n = 0; n < runs; n++) {
        try {
          await check(seed + n);
        } catch (thrown) {
          const found = isClienteleError(thrown) || thrown instanceof Error ? thrown.message : String(thrown);
          throw new ClienteleError(
            "invariant_violated",
            `${name} (seed ${seed + n}): ${found}`,
            { seed: seed + n },
            thrown,
          );
        }
      }
    },
  };
}
