import {
  PUBLICATION_LIFETIME,
  PUBLICATION_TYP,
  publicationSchema,
} from '../../../schema/contract/publication.ts';
import type { PublicationClaims } from '../../../schema/contract/publication.ts';
import { CLOCK_SKEW } from '../../kit/sealing/algorithms.ts';
import type { PinnedKeys } from '../../kit/sealing/pinned-keys.ts';
import { verifyClaims } from '../../kit/sealing/verify-claims.ts';
import { problemAt } from '../checks/schema-problem.ts';
import type { Candidate, SchemaProblem } from '../checks/schema-problem.ts';
import { digestOf } from './digest-of.ts';

/** A schema with the signature over it. */
export type Publication = Candidate & { token: string };

/** What is wrong with a signature, as who publishes is told; the code comes first. */
const PROBLEMS = {
  CODE_NOT_ACCEPTED:
    'No keys are accepted for this code; an administrator accepts them at the registry, by their fingerprints: keys accept.',
  NOT_SIGNED_BY_AGENCY: 'It is not signed by a key that is accepted for this code and valid now.',
  SIGNED_FOR_ANOTHER: 'The signature is of another code, or not for the registry.',
  SIGNED_SOMETHING_ELSE: 'The signature is over another schema, another address or other keys.',
  SIGNED_AT_ANOTHER_TIME: 'It was signed more than ten minutes ago, or by a clock that is ahead.',
} as const;

export type Verified =
  { ok: true; claims: PublicationClaims } | { ok: false; problem: SchemaProblem };

/** Verifies that the subgraph of this code signed this very schema, address and keys, just now. */
export async function verifyPublication(
  publication: Publication,
  pinned: PinnedKeys,
  now: Date,
): Promise<Verified> {
  const { code, token } = publication;
  const party = pinned.get(code);
  if (party === undefined) return refuse(code, 'CODE_NOT_ACCEPTED');
  const signed = await verifyClaims(token, [party], PUBLICATION_TYP, now);
  if (!signed.ok) return refuse(code, 'NOT_SIGNED_BY_AGENCY');
  const claims = publicationSchema.safeParse(signed.value.claims);
  if (!claims.success || claims.data.iss !== code) return refuse(code, 'SIGNED_FOR_ANOTHER');
  const { iat } = claims.data;
  const seconds = now.getTime() / 1000;
  if (iat > seconds + CLOCK_SKEW || iat < seconds - PUBLICATION_LIFETIME)
    return refuse(code, 'SIGNED_AT_ANOTHER_TIME');
  return isOver(publication, claims.data)
    ? { ok: true, claims: claims.data }
    : refuse(code, 'SIGNED_SOMETHING_ELSE');
}

function isOver({ sdl, url, jwks }: Publication, claims: PublicationClaims): boolean {
  return claims.sdl === digestOf(sdl) && claims.jwks === digestOf(jwks) && claims.url === url;
}

function refuse(code: string, problem: keyof typeof PROBLEMS): Verified {
  return { ok: false, problem: problemAt(code, problem, PROBLEMS[problem]) };
}
