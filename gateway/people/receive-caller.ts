import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../subgraphs/kit/people/person.ts';
import type { CallerHeaders, CallerReader } from '../../subgraphs/kit/people/read-caller.ts';
import type { Logger } from '../../subgraphs/kit/log/logger.ts';
import { denialsOf } from '../ledger/denials-of.ts';
import type { HubLedger } from '../ledger/hub-ledger.ts';
import { emptyTrail } from '../ledger/trail.ts';
import { edgeError } from '../mask-error.ts';
import { SubgraphFailure } from '../subgraph-failure.ts';

/** Somebody who was let in, with the headers that said who it is. */
export type Visitor = { caller: Caller; credentials: CallerHeaders };

/** RFC 9449 §7.1; told without saying what is wrong with the token. */
const CHALLENGES = {
  TOKEN_REFUSED: 'DPoP error="invalid_token"',
  PROOF_REFUSED: 'DPoP error="invalid_dpop_proof"',
} as const;

export type CallerReceiver = {
  read: CallerReader;
  log: Logger;
  ledger: Pick<HubLedger, 'firstUse' | 'tellDenials' | 'now'>;
};

/**
 * Finds out who sends a request. Where token or proof are not good it answers 401 by itself, and the
 * log has the cause, by code alone. Nobody comes in of whom it cannot be recorded that they did.
 *
 * @returns undefined when it has answered
 */
export async function receiveCaller(
  request: FastifyRequest,
  reply: FastifyReply,
  { read, log, ledger }: CallerReceiver,
): Promise<Visitor | undefined> {
  const credentials = credentialsOf(request);
  const found = await read(credentials, request.id);
  if (found.ok) return letIn({ caller: found.caller, credentials }, request, reply, ledger);
  const { code, cause } = found;
  log.warn({ requestId: request.id, code, cause }, 'a caller was refused');
  const trail = emptyTrail(request.id, undefined);
  trail.denied.add(code);
  await ledger.tellDenials(denialsOf(trail, [], ledger.now()));
  await reply
    .code(401)
    .header('www-authenticate', CHALLENGES[code])
    .send(edgeError(code, request.id));
  return undefined;
}

async function letIn(
  visitor: Visitor,
  { id }: FastifyRequest,
  reply: FastifyReply,
  ledger: CallerReceiver['ledger'],
): Promise<Visitor | undefined> {
  try {
    await ledger.firstUse(visitor);
    return visitor;
  } catch (error) {
    if (!(error instanceof SubgraphFailure)) throw error;
    await reply.code(503).send(edgeError('LEDGER_UNAVAILABLE', id));
    return undefined;
  }
}

/** Node joins or drops what is sent twice; a proof joined with another one is not a JWT. */
function credentialsOf({ headers }: FastifyRequest): CallerHeaders {
  const { authorization, dpop } = headers;
  return { authorization, dpop: Array.isArray(dpop) ? dpop.join(', ') : dpop };
}
