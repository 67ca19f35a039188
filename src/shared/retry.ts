import { isClienteleError } from "./errors.js";

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
export async function withRetry<Port extends Retrying<Port>, Answer>(
  port: Port,
  owner: string,
  attempt: (port: Port) => Promise<Answer>,
): Promise<Answer> {
  if (port.retry !== undefined) return port.retry(owner, attempt);
  for (let made = 1; ; made++) {
    try {
      return await attempt(port);
    } catch (thrown) {
      if (!isClienteleError(thrown, "version_conflict") || made === attempts) throw thrown;
    }
  }
}
