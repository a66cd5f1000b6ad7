import { randomUUID } from 'node:crypto';
import type { Role, Scope } from '../../../schema/contract/roles.ts';
import { newestValid } from '../sealing/dated-key.ts';
import { KeysError } from '../sealing/keys-error.ts';
import type { KeyRing } from '../service/key-ring.ts';
import { bodyHash } from './body-hash.ts';
import { CALL_LIFETIME, GATEWAY } from './call-claims.ts';
import { createCallKeys, tagOf } from './call-key.ts';
import type { CallEnds } from './call-key.ts';

export type Call = {
  /** Code of the subgraph that is called. */
  audience: string;
  /** Exactly what is sent. */
  body: string | Buffer;
  requestId: string;
  /** Of the person who asks; empty when nobody is signed in. */
  roles: readonly Role[];
  scopes: readonly Scope[];
};

/**
 * Signs one call: the value of the header `relink-call`.
 *
 * @throws KeysError when no key of the gateway, or none pinned of the subgraph, is valid now.
 */
export type CallSigner = (call: Call) => Promise<string>;

/**
 * Each call is a compact JWS (RFC 7515) under the key that the gateway and the subgraph agree on.
 * It is put together here rather than by jose, as that takes longer than the rest of the call; the
 * tests have jose verify it.
 *
 * @param keys the gateway's own, and those it has pinned.
 */
export function createCallSigner(keys: () => Promise<KeyRing>, now: () => Date): CallSigner {
  const keyOf = createCallKeys();
  return async ({ audience, body, requestId, roles, scopes }) => {
    const at = now();
    const { header, secret } = await keyOf(endsOf(await keys(), audience, at));
    const iat = Math.floor(at.getTime() / 1000);
    const term = { iat, exp: iat + CALL_LIFETIME };
    const about = { jti: randomUUID(), bsh: bodyHash(body), rid: requestId, roles, scopes };
    const claims = JSON.stringify({ iss: GATEWAY, aud: audience, ...term, ...about });
    const input = `${header}.${Buffer.from(claims).toString('base64url')}`;
    return `${input}.${tagOf(input, secret)}`;
  };
}

/** The newest keys of both ends that are valid now. */
function endsOf({ own, pinned }: KeyRing, code: string, now: Date): CallEnds {
  const gateway = newestValid([...own.opening.values()], now);
  const subgraph = newestValid(pinned.get(code)?.sealing ?? [], now);
  if (gateway === undefined) throw new KeysError('no own key is valid now; run: keys rotate');
  if (subgraph === undefined) throw new KeysError(`no pinned key of ${code} is valid now`);
  return { code, gateway, subgraph };
}
