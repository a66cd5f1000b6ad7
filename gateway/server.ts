import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createCallSigner } from '../subgraphs/kit/channel/sign-call.ts';
import { createLogger } from '../subgraphs/kit/log/logger.ts';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { createCallerReader } from '../subgraphs/kit/people/read-caller.ts';
import { emptyCargo, fillParts } from './cargo.ts';
import { silenceApollo } from './config.ts';
import type { GatewayConfig } from './config.ts';
import { createDoor } from './create-door.ts';
import { denialsOf } from './ledger/denials-of.ts';
import { openHubLedger } from './ledger/hub-ledger.ts';
import { emptyTrail } from './ledger/trail.ts';
import { edgeError } from './mask-error.ts';
import type { ErrorCode } from './mask-error.ts';
import { openKeys } from './open-keys.ts';
import { receiveCaller } from './people/receive-caller.ts';
import type { Visitor } from './people/receive-caller.ts';
import { createDocumentReceiver } from './receive-document.ts';
import { serveNewest } from './registry/serve-newest.ts';
import type { GatewayContext } from './subgraph-data-source.ts';

/** Milliseconds in which what is under way may end when the gateway stops. */
const PATIENCE = 10_000;

export type RunningGateway = {
  /** Where it listens, without a path. */
  url: string;
  /** Finishes what is under way, then lets go of everything. */
  stop(): Promise<void>;
};

/**
 * Serves the graph at `/graphql`, with `/health/live` and `/health/ready` beside it.
 *
 * @throws KeysError or ConfigError when it has no keys to sign calls with, SupergraphError when the
 *   supergraph demands what nobody here would enforce
 */
export async function startGateway(
  config: GatewayConfig,
  log: Logger = createLogger('gateway', config.logLevel),
): Promise<RunningGateway> {
  silenceApollo();
  const underWay = new AsyncLocalStorage<GatewayContext>();
  const now = () => new Date();
  const keys = await openKeys(config, log);
  const sign = createCallSigner(keys, now);
  const ledger = openHubLedger(config, { sign, log, now });
  const app = createDoor(config.bodyLimit, log, config.door, async () =>
    (await ledger.isReady()) ? true : 'the audit service does not answer',
  );
  const serving = await serveNewest({ config, app, sign, keys, ledger, underWay, log });
  const read = createCallerReader({ ...config.people, remember: true, now });
  const receiveDocument = createDocumentReceiver(config.documents);
  app.post('/graphql', async (request, reply) => {
    const visitor = await receiveCaller(request, reply, { read, log, ledger });
    if (visitor === undefined) return reply;
    const context = contextOf(request.id, visitor);
    const tellDenials = () => {
      const refused = context.verdict.found?.refused ?? [];
      return ledger.tellDenials(denialsOf(context.trail, refused, now()));
    };
    const refuse = (code: ErrorCode) => (context.trail.denied.add(code), tellDenials());
    if (!(await receiveDocument(request, reply, { log, refuse }))) return reply;
    const answer = await underWay.run(context, () => serving.generations.answer(request, reply));
    await tellDenials();
    return typeof answer === 'string' ? fillParts(answer, context.cargo.parts) : answer;
  });
  app.get('/graphql', refuseGet);
  const url = await app.listen({ host: config.host, port: config.port });
  return {
    url,
    async stop() {
      await closeDoor(app);
      await serving.stopFollowing();
      await serving.generations.end();
      await ledger.close();
    },
  };
}

/** Takes nothing new and finishes what is under way; after ten seconds that is over too. */
async function closeDoor(app: FastifyInstance): Promise<void> {
  // a connection that is busy now falls idle with its answer, and would be kept for the next
  const sweep = setInterval(() => {
    app.server.closeIdleConnections();
  }, 50);
  const cut = setTimeout(() => {
    app.server.closeAllConnections();
  }, PATIENCE);
  await app.close();
  clearTimeout(cut);
  clearInterval(sweep);
}

/** A document in an address would be in every log on the way, and a proof is of a POST. */
function refuseGet(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void reply.code(405).header('allow', 'POST');
  return reply.send(edgeError('BAD_REQUEST', request.id));
}

function contextOf(requestId: string, visitor: Visitor): GatewayContext {
  const trail = emptyTrail(requestId, visitor.caller.person?.subject);
  return { ...visitor, requestId, trail, cargo: emptyCargo(), verdict: { found: undefined } };
}
