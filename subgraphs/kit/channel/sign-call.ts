import { randomUUID } from 'node:crypto';
import type { Role, Scope } from '../../../schema/contract/roles.ts';
import type { OwnKeys } from '../sealing/keys.ts';
import { signClaims } from '../sealing/sign-claims.ts';
import { bodyHash } from './body-hash.ts';
import { CALL_LIFETIME, CALL_TYP, GATEWAY } from './call-claims.ts';

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

/** Signs one call: the value of the header `relink-call`. */
export type CallSigner = (call: Call) => Promise<string>;

/** @param own the gateway's keys. */
export function createCallSigner(own: OwnKeys, now: () => Date): CallSigner {
  return ({ audience, body, requestId, roles, scopes }) => {
    const at = now();
    const iat = Math.floor(at.getTime() / 1000);
    const term = { iat, exp: iat + CALL_LIFETIME };
    const about = { jti: randomUUID(), bsh: bodyHash(body), rid: requestId, roles, scopes };
    return signClaims({ iss: GATEWAY, aud: audience, ...term, ...about }, own, CALL_TYP, now());
  };
}
