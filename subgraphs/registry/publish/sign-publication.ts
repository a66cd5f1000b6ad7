import { PUBLICATION_TYP, REGISTRY } from '../../../schema/contract/publication.ts';
import type { PublicationClaims } from '../../../schema/contract/publication.ts';
import type { OwnKeys } from '../../kit/sealing/keys.ts';
import { signClaims } from '../../kit/sealing/sign-claims.ts';
import type { Candidate } from '../checks/schema-problem.ts';
import { digestOf } from './digest-of.ts';
import type { Publication } from './verify-publication.ts';

/**
 * Signs a schema, as the subgraph of that code.
 *
 * @param percent of the requests that get it; 100 is all
 * @throws KeysError when no key of the subgraph is valid now
 */
export async function signPublication(
  candidate: Candidate,
  own: OwnKeys,
  { percent, now }: { percent: number; now: Date },
): Promise<Publication> {
  const { code, sdl, url, jwks } = candidate;
  const claims: PublicationClaims = {
    ...{ iss: code, aud: REGISTRY, iat: Math.floor(now.getTime() / 1000) },
    // milliseconds count up by themselves, and nobody need remember the last one
    ...{ sequence: now.getTime(), sdl: digestOf(sdl), url, jwks: digestOf(jwks), percent },
  };
  return { ...candidate, token: await signClaims(claims, own, PUBLICATION_TYP, now) };
}
