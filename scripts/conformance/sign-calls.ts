import { createCallSigner } from '../../subgraphs/kit/channel/sign-call.ts';
import type { PinnedParty } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import type { Party } from './party.ts';

/** Signs one call of the agency over its body: the value of the header `relink-call`. */
export type SignCall = (body: string | Buffer, audience?: string) => Promise<string>;

/**
 * How the suite authenticates its calls; all that it knows of that is here.
 *
 * @param as whose keys sign
 * @param now the clock of whoever signs
 */
export function signCallsAs(
  as: Pick<Party, 'own'>,
  agency: PinnedParty,
  now: () => Date = () => new Date(),
): SignCall {
  return (body, audience = agency.code) => {
    const ring = { own: as.own, pinned: new Map([[audience, agency]]) };
    const sign = createCallSigner(() => Promise.resolve(ring), now);
    return sign({ audience, body, requestId: 'conformance', roles: [], scopes: [] });
  };
}
