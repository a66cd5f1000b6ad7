import type { Caller } from '../people/person.ts';
import { GATEWAY } from './call-claims.ts';
import type { CallClaims } from './call-claims.ts';

/**
 * Who asks, as far as a subgraph is told that gets no token: somebody with these roles and scopes,
 * by the gateway's word. A call that names none is nobody's.
 */
export function callerOfCall({ rid, roles, scopes, exp }: CallClaims): Caller {
  const isSomebody = roles.length > 0 || scopes.length > 0;
  const person = {
    ...{ subject: GATEWAY, roles, scopes, boundTo: '' },
    expiresAt: new Date(exp * 1000),
  };
  return {
    ...{ person: isSomebody ? person : undefined, requestId: rid },
    ...{ key: undefined, proofId: undefined },
  };
}
