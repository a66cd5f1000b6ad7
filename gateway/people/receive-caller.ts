import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../subgraphs/kit/people/person.ts';
import type { CallerHeaders, CallerReader } from '../../subgraphs/kit/people/read-caller.ts';
import type { Logger } from '../../subgraphs/kit/log/logger.ts';
import { edgeError } from '../mask-error.ts';

/** Somebody who was let in, with the headers that said who it is. */
export type Visitor = { caller: Caller; credentials: CallerHeaders };

/** RFC 9449 §7.1; told without saying what is wrong with the token. */
const CHALLENGES = {
  TOKEN_REFUSED: 'DPoP error="invalid_token"',
  PROOF_REFUSED: 'DPoP error="invalid_dpop_proof"',
} as const;

/**
 * Finds out who sends a request. Where token or proof are not good it answers 401 by itself, and the
 * log has the cause, by code alone.
 *
 * @returns undefined when it has answered
 */
export async function receiveCaller(
  request: FastifyRequest,
  reply: FastifyReply,
  { read, log }: { read: CallerReader; log: Logger },
): Promise<Visitor | undefined> {
  const credentials = credentialsOf(request);
  const found = await read(credentials, request.id);
  if (found.ok) return { caller: found.caller, credentials };
  const { code, cause } = found;
  log.warn({ requestId: request.id, code, cause }, 'a caller was refused');
  await reply
    .code(401)
    .header('www-authenticate', CHALLENGES[code])
    .send(edgeError(code, request.id));
  return undefined;
}

/** Node joins or drops what is sent twice; a proof joined with another one is not a JWT. */
function credentialsOf({ headers }: FastifyRequest): CallerHeaders {
  const { authorization, dpop } = headers;
  return { authorization, dpop: Array.isArray(dpop) ? dpop.join(', ') : dpop };
}
