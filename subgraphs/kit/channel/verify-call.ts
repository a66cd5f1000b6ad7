import { CLOCK_SKEW } from '../sealing/algorithms.ts';
import type { KeyRing } from '../service/key-ring.ts';
import { bodyHash } from './body-hash.ts';
import { CALL_LIFETIME, callSchema, GATEWAY } from './call-claims.ts';
import type { CallClaims, CallRefusal } from './call-claims.ts';
import { createCallKeys } from './call-key.ts';
import type { CallKeys } from './call-key.ts';
import { openCall } from './open-call.ts';
import { createSeenIds } from './seen-ids.ts';

/** Characters of a call; what the gateway signs is a tenth of it. */
const LIMIT = 8192;
/** Calls that one process remembers in a minute; sooner than forget one it refuses new ones. */
const REMEMBERED = 500_000;

export type CallVerdict = { ok: true; call: CallClaims } | { ok: false; code: CallRefusal };

/**
 * Verifies that the gateway made this very call.
 *
 * @param token the value of the header `relink-call`.
 * @param body its bytes as they came, or how to get them: nothing is read of a call that is refused
 *   for what it says.
 */
export type CallVerifier = (
  token: string | undefined,
  body: Buffer | (() => Promise<Buffer>),
) => Promise<CallVerdict>;

export type CallRules = {
  /** The subgraph's code. */
  audience: string;
  /** Its own keys and the gateway's as they are now: they may change while the service runs. */
  keys: () => Promise<KeyRing>;
  now: () => Date;
};

/** A verifier that takes each call once, as far as its process remembers. */
export function createCallVerifier(rules: CallRules): CallVerifier {
  const seconds = CALL_LIFETIME + CLOCK_SKEW;
  const isSeen = createSeenIds({ seconds, limit: REMEMBERED }, rules.now);
  const keyOf = createCallKeys();
  return async (token, body) => {
    const said = await readCall(token, rules, keyOf);
    if (!said.ok) return said;
    const bytes = typeof body === 'function' ? await body() : body;
    if (bodyHash(bytes) !== said.call.bsh) return refuse('OTHER_BODY');
    const sighting = isSeen(said.call.jti);
    if (sighting === 'FIRST') return said;
    return refuse(sighting === 'AGAIN' ? 'REPLAYED' : 'TOO_MANY_CALLS');
  };
}

async function readCall(
  token: string | undefined,
  { audience, keys, now }: CallRules,
  keyOf: CallKeys,
): Promise<CallVerdict> {
  if (token === undefined) return refuse('MISSING');
  if (token.length > LIMIT) return refuse('MALFORMED');
  const at = now();
  const opened = await openCall(token, { code: audience, ring: await keys(), keyOf, now: at });
  if (!opened.ok) return opened;
  const parsed = callSchema.safeParse(opened.value);
  if (!parsed.success) return refuse('MALFORMED');
  const problem = problemOf(parsed.data, audience, at);
  return problem === undefined ? { ok: true, call: parsed.data } : refuse(problem);
}

function problemOf(
  { iss, aud, iat, exp }: CallClaims,
  audience: string,
  now: Date,
): CallRefusal | undefined {
  const seconds = now.getTime() / 1000;
  if (iss !== GATEWAY) return 'WRONG_ISSUER';
  if (aud !== audience) return 'WRONG_AUDIENCE';
  if (exp - iat > CALL_LIFETIME) return 'TOO_LONG_LIVED';
  if (iat > seconds + CLOCK_SKEW) return 'NOT_YET_VALID';
  if (exp <= seconds) return 'EXPIRED';
  return undefined;
}

function refuse(code: CallRefusal): CallVerdict {
  return { ok: false, code };
}
