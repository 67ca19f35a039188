import { isClienteleError, type ErrorCode } from "clientele";
import type { FastifyInstance } from "fastify";

/** What is thrown, in the words of HTTP. Whoever sent it may send the same again on 409 and 503. */
const statusOf: Readonly<Record<ErrorCode, number>> = {
  command_invalid: 400,
  command_reused: 422,
  version_conflict: 409,
  storage_failed: 503,
  config_invalid: 500,
  format_unsupported: 500,
  rejected: 500,
  invariant_violated: 500,
};

/** Answers the library's errors by their code. A fault of ours tells the caller no more than that. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    if (!isClienteleError(error)) throw error;
    const status = statusOf[error.code];
    if (status >= 500) request.log.error(error);
    const { code, message } = error;
    return reply.status(status).send(status >= 500 ? { code } : { code, message });
  });
}
