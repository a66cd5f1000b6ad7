import { parseKeys, publicJwksSchema } from '../../kit/sealing/jwks.ts';
import { KeysError } from '../../kit/sealing/keys-error.ts';
import type { PinnedKeys } from '../../kit/sealing/pinned-keys.ts';
import { importPublicKeys } from '../../kit/sealing/public-keys.ts';
import { problemAt } from './schema-problem.ts';
import type { Candidate, SchemaProblem } from './schema-problem.ts';

/**
 * Every key that is published is one whose fingerprint an administrator accepted for that code: what
 * is published alone makes nobody trusted.
 */
export async function checkKeys(
  { code, jwks }: Candidate,
  pinned: PinnedKeys,
): Promise<SchemaProblem[]> {
  const published = await readKeys(jwks);
  if (published === undefined) {
    const message = 'The keys are not a public JWKS with a key to verify with and one to seal to.';
    return [problemAt(code, 'INVALID_KEYS', message)];
  }
  const accepted = new Set(pinned.get(code)?.jwks.keys.map(({ kid }) => kid));
  return published
    .filter((kid) => !accepted.has(kid))
    .map((kid) => {
      const message = `The key ${kid} is not accepted for ${code}; an administrator accepts it at the registry, by its fingerprint: keys accept.`;
      return problemAt(code, 'KEY_NOT_ACCEPTED', message);
    });
}

/** Fingerprints of the keys; undefined where it is no key set. */
async function readKeys(jwks: string): Promise<string[] | undefined> {
  try {
    const parsed = parseKeys(publicJwksSchema, jwks, 'the keys');
    await importPublicKeys(parsed, 'the keys');
    return parsed.keys.map(({ kid }) => kid);
  } catch (error) {
    if (error instanceof KeysError) return undefined;
    throw error;
  }
}
