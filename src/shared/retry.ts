import { isClienteleError } from "./errors.js";
import type { Repository } from "./repository.js";

/** What makes attempts again in a way of its own: a storage that can wait a moment, or lock what it reads. */
interface Retrying<Port> {
  retry?<Answer>(owner: string, attempt: (port: Port) => Promise<Answer>): Promise<Answer>;
}

const attempts = 3;

/**
 * Load, decide, commit, as often as it takes: an attempt that ends in `version_conflict` is made again on what the
 * faster writer left. The storage says how often and with what pause; one that does not say is asked three times at
 * once. Then the conflict is thrown, and the same command may be sent again.
 */
export function withRetry<Answer, Port extends object = Repository>(
  port: Retrying<Port> & NoInfer<Port>,
  owner: string,
  attempt: (port: Port) => Promise<Answer>,
): Promise<Answer> {
  return port.retry?.(owner, attempt) ?? repeated(attempts, () => attempt(port));
}

/** Makes attempts until one does not end in `version_conflict`, so many in all; a storage pauses between them. */
export async function repeated<Answer>(
  most: number,
  attempt: (made: number) => Promise<Answer>,
  pause?: (made: number) => Promise<void>,
): Promise<Answer> {
  for (let made = 1; ; made++) {
    try {
      return await attempt(made);
    } catch (thrown) {
      if (!isClienteleError(thrown, "version_conflict") || made === most) throw thrown;
      await pause?.(made);
    }
  }
}
