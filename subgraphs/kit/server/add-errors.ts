import type { FastifyInstance } from 'fastify';
import type { ErrorCode } from '../../../schema/contract/errors.ts';
import type { Logger } from '../log/logger.ts';
import { HttpRefusal, refusalBody } from './http-refusal.ts';

/** What is refused outside the graph is refused in the contract's words too. */
export function addErrors(app: FastifyInstance, log: Logger): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(refusalBody('NOT_FOUND')));
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    const code = error instanceof HttpRefusal ? error.code : codeOf(status);
    if (status >= 500) log.error({ err: error }, 'a request failed');
    // whatever is left of a refused body is not waited for
    return reply.code(status).header('connection', 'close').send(refusalBody(code));
  });
}

function codeOf(status: number): ErrorCode {
  if (status >= 500) return 'INTERNAL_SERVER_ERROR';
  return status === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST';
}
