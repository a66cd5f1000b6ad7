import { compactVerify, decodeProtectedHeader } from 'jose';
import { CLOCK_SKEW, SIGNING } from './algorithms.ts';
import { isValid } from './dated-key.ts';
import type { PinnedParty } from './pinned-keys.ts';
import { accept, refuse } from './refusal.ts';
import type { Checked } from './refusal.ts';
import { parseStrictJson } from './strict-json.ts';

/** Claims that somebody has signed, unchecked, and who. */
export type SignedClaims = { claims: unknown; signer: PinnedParty };

/**
 * Verifies a compact JWS. The key is the one that `kid` names among the pinned keys of those who
 * may have signed; keys that the message brings along or points to (`jwk`, `jku`, `x5c`, `x5u`) are
 * never looked at, and an extension it insists on (`crit`) is refused.
 *
 * @param now against which the dates of the key are judged: what a message says of its own age
 *   counts for nothing once its key may be in other hands.
 * @returns RETIRED_KEY when the signature is sound, but its key not valid now.
 */
export async function verifyClaims(
  jws: string,
  signers: readonly PinnedParty[],
  typ: string,
  now: Date,
): Promise<Checked<SignedClaims>> {
  const header = readHeader(jws);
  if (header === undefined || header.crit !== undefined) return refuse('MALFORMED');
  if (header.typ !== typ) return refuse('WRONG_TYPE');
  if (header.alg !== SIGNING) return refuse('BAD_SIGNATURE');
  const found = findKey(header.kid, signers);
  if (found === undefined) return refuse('UNKNOWN_KEY');
  const { dated, signer } = found;
  try {
    const { payload } = await compactVerify(jws, dated.key, { algorithms: [SIGNING] });
    if (!isValid(dated, now, CLOCK_SKEW)) return refuse('RETIRED_KEY');
    return accept({ claims: parseStrictJson(new TextDecoder().decode(payload)), signer });
  } catch {
    // jose throws for nothing but the message here: the key was imported for this algorithm
    return refuse('BAD_SIGNATURE');
  }
}

/** No two parties have a key in common: whoever reads pinned keys refuses that. */
function findKey(kid: unknown, signers: readonly PinnedParty[]) {
  if (typeof kid !== 'string') return undefined;
  for (const signer of signers) {
    const dated = signer.verifying.get(kid);
    if (dated !== undefined) return { dated, signer };
  }
  return undefined;
}

function readHeader(jws: string): ReturnType<typeof decodeProtectedHeader> | undefined {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    return undefined;
  }
}
