import type { PublicationClaims } from '../../../schema/contract/publication.ts';
import type { PinnedKeys } from '../../kit/sealing/pinned-keys.ts';
import { checkSchema } from '../checks/check-schema.ts';
import type { CheckedSchema } from '../checks/check-schema.ts';
import { problemAt } from '../checks/schema-problem.ts';
import type { Candidate, SchemaProblem } from '../checks/schema-problem.ts';
import type { Released } from '../release/released.ts';
import type { StoredPublication } from './newest-versions.ts';
import { verifyPublication } from './verify-publication.ts';
import type { Publication } from './verify-publication.ts';

/** A schema that is new, with its next version. */
export type Sifted = {
  publication: Candidate & { token?: string };
  /** Undefined of what is only to be checked. */
  claims: PublicationClaims | undefined;
  version: number;
  checked: CheckedSchema;
};

export type Sifting = {
  pinned: PinnedKeys;
  released: Released | undefined;
  newest: ReadonlyMap<string, StoredPublication>;
  now: Date;
};

/**
 * Verifies one publication and checks its schema by itself.
 *
 * @returns undefined where it says what is served to everybody already
 */
export async function siftPublication(
  publication: Candidate & { token?: string },
  { pinned, released, newest, now }: Sifting,
): Promise<{ sifted: Sifted | undefined; problems: SchemaProblem[] }> {
  const { code } = publication;
  const last = newest.get(code);
  const verified = isSigned(publication)
    ? await verifyPublication(publication, pinned, now)
    : undefined;
  if (verified?.ok === false) return { sifted: undefined, problems: [verified.problem] };
  const claims = verified?.claims;
  const isLive = last !== undefined && released?.stable.parts[code] === last.version;
  const isAll = (claims?.percent ?? 100) === 100;
  if (isLive && isAll && released.canary?.code !== code && isSame(last, publication))
    return { sifted: undefined, problems: [] };
  if (claims && last && claims.sequence <= last.sequence) {
    const message = 'A publication that is as new as this one, or newer, was taken already.';
    return { sifted: undefined, problems: [problemAt(code, 'TAKEN_BEFORE', message)] };
  }
  const checked = await checkSchema(publication, pinned);
  const sifted = { publication, claims, version: (last?.version ?? 0) + 1, checked };
  return { sifted, problems: checked.problems };
}

function isSigned(publication: Candidate & { token?: string }): publication is Publication {
  return publication.token !== undefined;
}

function isSame(last: StoredPublication, { sdl, url, jwks }: Candidate): boolean {
  return last.sdl === sdl && last.url === url && last.jwks === jwks;
}
