import { randomUUID } from 'node:crypto';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { DEFAULT_DOOR_LIMITS } from './door-limits.ts';
import type { DoorLimits } from './door-limits.ts';
import { edgeError } from './mask-error.ts';
import type { ErrorCode } from './mask-error.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';

/**
 * The HTTP side: health, ids, one log line a request (never its address line, body or caller), and
 * errors in the same form as those of the graph. Ids are made here; a caller's own could say
 * anything.
 *
 * Only GET and POST pass, and of bodies only JSON: no form of another site can send that without
 * asking first (CSRF). What is too slow or too long is refused before it is read.
 *
 * @param bodyLimit bytes
 * @param ready whether requests can be answered now; what lacks otherwise, in words
 */
export function createDoor(
  bodyLimit: number,
  log: Logger,
  limits: Partial<DoorLimits> = {},
  ready: () => Promise<true | string> = () => Promise.resolve(true as const),
): FastifyInstance {
  const app = fastify({
    ...serverOptions({ ...DEFAULT_DOOR_LIMITS, ...limits }),
    bodyLimit,
    exposeHeadRoutes: false,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseUnreadable(log, randomUUID),
  });
  app.removeContentTypeParser('text/plain');
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const state = await ready();
    if (state === true) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', lacks: state });
  });
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' });
    const refusal = refusalOf(request, bodyLimit);
    if (refusal === undefined) done();
    else void refuse(refusal, request, reply);
  });
  app.addHook('onSend', (request, reply, _answer, done) => {
    if (isBodyComing(request)) void reply.header('connection', 'close');
    done();
  });
  logAnswers(app, log);
  app.setNotFoundHandler((request, reply) => refuse(404, request, reply));
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ requestId: request.id, err: error }, 'a request failed');
    return refuse(status, request, reply);
  });
  return app;
}

function serverOptions(limits: DoorLimits) {
  return {
    requestTimeout: limits.requestTimeout,
    connectionTimeout: limits.connectionTimeout,
    maxRequestsPerSocket: limits.requestsPerConnection,
    http: {
      headersTimeout: limits.headersTimeout,
      connectionsCheckingInterval: limits.checkingInterval,
      maxHeaderSize: limits.headerBytes,
    },
  };
}

function logAnswers(app: FastifyInstance, log: Logger): void {
  // holds what is written here and nothing else, so there is nothing to redact
  const access = log.child({}, { redact: [] });
  app.addHook('onResponse', (request, reply, done) => {
    const { id: requestId, method, routeOptions } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    const status = reply.statusCode;
    access.info({ requestId, method, route: routeOptions.url, status, milliseconds }, 'answered');
    done();
  });
}

/** Headers of which Node keeps the first and forgets the others, or joins them to something else. */
const ONCE = ['host', 'authorization', 'dpop', 'content-type'];

/** The status with which a request is refused by its headers alone. */
function refusalOf({ method, host, headers, raw }: FastifyRequest, bodyLimit: number) {
  if (method !== 'GET' && method !== 'POST') return 405;
  if (ONCE.some((name) => (raw.headersDistinct[name]?.length ?? 0) > 1)) return 400;
  // what comes after reads the address with it
  if (!URL.canParse(`http://${host}/`)) return 400;
  return Number(headers['content-length'] ?? 0) > bodyLimit ? 413 : undefined;
}

/** A connection on which the rest of a body is still to come is closed rather than read to its end. */
function isBodyComing({ headers, raw }: FastifyRequest): boolean {
  const hasBody = Number(headers['content-length'] ?? 0) > 0 || 'transfer-encoding' in headers;
  return hasBody && !raw.complete;
}

function refuse(status: number, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (status === 405) void reply.header('allow', 'GET, POST');
  return reply.code(status).send(edgeError(codeOf(status), request.id));
}

function statusOf(error: unknown): number {
  const stated = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof stated === 'number' && stated >= 400 && stated < 600 ? stated : 500;
}

function codeOf(status: number): ErrorCode {
  if (status >= 500) return 'INTERNAL_SERVER_ERROR';
  if (status === 404) return 'NOT_FOUND';
  return status === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST';
}
