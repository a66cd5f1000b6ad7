import { randomUUID } from 'node:crypto';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { edgeError } from './mask-error.ts';
import type { ErrorCode } from './mask-error.ts';

/**
 * The HTTP side: health, ids, one log line a request (never its address line, body or caller), and
 * errors in the same form as those of the graph. Ids are made here; a caller's own could say
 * anything.
 */
export function createDoor(bodyLimit: number, log: Logger): FastifyInstance {
  const app = fastify({
    bodyLimit,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
  });
  // holds what is written here and nothing else, so there is nothing to redact
  const access = log.child({}, { redact: [] });
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', () => ({ status: 'ready' }));
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { id: requestId, method, routeOptions } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    const status = reply.statusCode;
    access.info({ requestId, method, route: routeOptions.url, status, milliseconds }, 'answered');
    done();
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(edgeError('NOT_FOUND', request.id)),
  );
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ requestId: request.id, err: error }, 'a request failed');
    return reply.code(status).send(edgeError(codeOf(status), request.id));
  });
  return app;
}

function statusOf(error: unknown): number {
  const stated = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof stated === 'number' && stated >= 400 && stated < 600 ? stated : 500;
}

function codeOf(status: number): ErrorCode {
  if (status >= 500) return 'INTERNAL_SERVER_ERROR';
  return status === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST';
}
