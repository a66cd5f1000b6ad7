import { Readable } from 'node:stream';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Caller } from '../people/person.ts';
import { addAudit } from './add-audit.ts';
import type { AuditAnswerer } from './add-audit.ts';
import { addErrors } from './add-errors.ts';
import { admitRequest } from './admit-request.ts';
import type { Admission } from './admit-request.ts';
import { createApollo } from './create-apollo.ts';
import { HttpRefusal } from './http-refusal.ts';
import { readBody } from './read-body.ts';
import { addRoutes } from './route.ts';
import type { Route } from './route.ts';

const GRAPH = '/graphql';
/** An inquiry of a thousand parties with every agency's reply stays well below this. */
const BODY_LIMIT = 64 * 1024 * 1024;
/** Milliseconds in which a request must have arrived. */
const ARRIVAL = 60_000;

export type GraphOptions<Context> = Admission & {
  schema: GraphQLSchema;
  /** Made anew for each request: who asks, and what is loaded in batches, is the request's own. */
  contextOf(caller: Caller): Context;
  host: string;
  port: number;
  /** Gives of the service's own ledger, to whom the audit service has signed. */
  answerAudit: AuditAnswerer;
  /** What else the gateway may post, by path. */
  routes?: Readonly<Record<string, Route>> | undefined;
  /** Whether the service can answer now; what it lacks otherwise, in words. */
  ready: () => Promise<true | string>;
};

export type RunningServer = { url: string; stop(): Promise<void> };

/**
 * Serves a schema at `/graphql` to the gateway alone and the ledger at `/audit` to the audit service,
 * with `/health/live` and `/health/ready` beside them for everybody.
 */
export async function serveGraph<Context extends object>(
  options: GraphOptions<Context>,
): Promise<RunningServer> {
  const app = fastify({
    ...{ bodyLimit: BODY_LIMIT, requestTimeout: ARRIVAL, forceCloseConnections: 'idle' },
  });
  const server = createApollo<Context>(options, app);
  await server.start();
  addErrors(app, options.log);
  addHealth(app, options.ready);
  addAudit(app, options.answerAudit);
  const { routes = {} } = options;
  const callerOf = admitCallers(app, new Set([GRAPH, ...Object.keys(routes)]), options);
  addRoutes(app, routes);
  app.all(
    GRAPH,
    fastifyApolloHandler(server, {
      context: (request) => Promise.resolve(options.contextOf(callerOf(request))),
    }),
  );
  const url = await app.listen({ host: options.host, port: options.port });
  return { url, stop: () => server.stop() };
}

/**
 * Has every request to these addresses checked, whatever its method, before anything of it is
 * parsed.
 *
 * @returns who a request comes from; only one that was let in has somebody.
 */
function admitCallers(
  app: FastifyInstance,
  guarded: ReadonlySet<string | undefined>,
  admission: Admission,
): (request: object) => Caller {
  const callers = new WeakMap<object, Caller>();
  app.addHook('preParsing', async (request, _reply, payload: Readable) => {
    if (!guarded.has(request.routeOptions.url)) return payload;
    const { method, headers } = request;
    const incoming = { method, headers, readBody: () => readBody(payload, BODY_LIMIT) };
    const { caller, body } = await admitRequest(incoming, admission);
    callers.set(request, caller);
    return Readable.from([body]);
  });
  return (request) => {
    const caller = callers.get(request);
    if (caller === undefined) throw new HttpRefusal(401, 'CALL_REFUSED');
    return caller;
  };
}

function addHealth(app: FastifyInstance, ready: () => Promise<true | string>): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const state = await ready();
    if (state === true) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', lacks: state });
  });
}
