import { compactVerify, decodeProtectedHeader } from 'jose';
import { SIGNING } from './algorithms.ts';
import type { PinnedParty } from './pinned-keys.ts';
import { accept, refuse } from './refusal.ts';
import type { Checked } from './refusal.ts';
import { parseStrictJson } from './strict-json.ts';

/**
 * Verifies a compact JWS and returns its claims, unchecked. The key is the one that `kid` names
 * among the signer's pinned keys; keys that the message brings along or points to (`jwk`, `jku`,
 * `x5c`, `x5u`) are never looked at, and an extension it insists on (`crit`) is refused.
 */
export async function verifyClaims(
  jws: string,
  signer: PinnedParty,
  typ: string,
): Promise<Checked<unknown>> {
  const header = readHeader(jws);
  if (header === undefined || header.crit !== undefined) return refuse('MALFORMED');
  if (header.typ !== typ) return refuse('WRONG_TYPE');
  if (header.alg !== SIGNING) return refuse('BAD_SIGNATURE');
  const key = typeof header.kid === 'string' ? signer.verifying.get(header.kid) : undefined;
  if (key === undefined) return refuse('UNKNOWN_KEY');
  try {
    const { payload } = await compactVerify(jws, key, { algorithms: [SIGNING] });
    return accept(parseStrictJson(new TextDecoder().decode(payload)));
  } catch {
    // jose throws for nothing but the message here: the key was imported for this algorithm
    return refuse('BAD_SIGNATURE');
  }
}

function readHeader(jws: string): ReturnType<typeof decodeProtectedHeader> | undefined {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    return undefined;
  }
}
