import { hash } from 'node:crypto';
import { compactVerify } from 'jose';
import type { CryptoKey } from 'jose';
import { accessClaimsSchema } from './access-claims.ts';
import type { AccessClaims } from './access-claims.ts';
import { because, known } from './caller-cause.ts';
import type { CallerCause, Known } from './caller-cause.ts';
import type { Person } from './person.ts';
import { personOf } from './person-of.ts';
import type { ProviderKeys } from './provider-keys.ts';
import { parseBytes, readHeader } from './read-header.ts';
import { rememberRecent } from './remember-recent.ts';

/** Signatures only: with a shared secret, whoever verifies could sign as well (RFC 8725 §3.1). */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'RS256', 'PS256'];
const TYPS = ['at+jwt', 'application/at+jwt'];
/** Seconds a token may live, and by which the provider's clock may run ahead of ours. */
const LIFETIME = 3600;
const SKEW = 5;
/** Tokens that one process remembers; only sound ones are. */
const REMEMBERED = 2_000;

export type TokenRules = {
  keys: ProviderKeys;
  issuer: string;
  audience: string;
  rolesClaim: string;
  now: () => Date;
};

/** Verifies an access token as RFC 9068 §4 says, bound to a key as RFC 9449 §6.1 says. */
export type TokenVerifier = (token: string) => Promise<Known<Person>>;

/** What the provider signed, and with which of its keys. */
type Signed = { alg: string; kid: string; key: CryptoKey; claims: AccessClaims };

/**
 * A token comes with each request of the hour it lives. Its signature is verified when it comes
 * first, and again when the provider publishes another key in the place of the one that made it;
 * what it says is checked against the clock each time.
 */
export function createTokenVerifier(rules: TokenRules): TokenVerifier {
  const sound = rememberRecent<Signed>(REMEMBERED);
  return async (token) => {
    const name = hash('sha256', token, 'base64url');
    const before = sound.get(name);
    const signed = before ? await confirm(before, token, rules) : await readToken(token, rules);
    if (!signed.ok) return signed;
    sound.set(name, signed.value);
    const { claims } = signed.value;
    const problem = problemOf(claims, rules);
    return problem === undefined ? personOf(claims, rules.rolesClaim) : because(problem);
  };
}

async function confirm(before: Signed, token: string, rules: TokenRules): Promise<Known<Signed>> {
  const key = await rules.keys(before);
  if (!key.ok) return key;
  return key.value === before.key ? known(before) : readToken(token, rules);
}

async function readToken(token: string, rules: TokenRules): Promise<Known<Signed>> {
  const header = readHeader(token, { typs: TYPS, algorithms: ALGORITHMS });
  if (!header.ok) return header;
  const { alg, kid } = header.value;
  if ('jwk' in header.value) return because('FOREIGN_KEY');
  if (typeof kid !== 'string') return because('UNKNOWN_KEY');
  const key = await rules.keys({ alg, kid });
  if (!key.ok) return key;
  const content = await contentOf(token, key.value, alg);
  if (content === undefined) return because('BAD_SIGNATURE');
  const claims = accessClaimsSchema.safeParse(parseBytes(content));
  if (!claims.success) return because('MALFORMED');
  return known({ alg, kid, key: key.value, claims: claims.data });
}

/** What was signed; `undefined` when it was not, by this key. */
async function contentOf(
  token: string,
  key: CryptoKey,
  alg: string,
): Promise<Uint8Array | undefined> {
  try {
    return (await compactVerify(token, key, { algorithms: [alg] })).payload;
  } catch {
    return undefined;
  }
}

function problemOf(
  { iss, aud, iat, nbf = iat, exp }: AccessClaims,
  { issuer, audience, now }: TokenRules,
): CallerCause | undefined {
  const seconds = now().getTime() / 1000;
  if (iss !== issuer) return 'WRONG_ISSUER';
  if (![aud].flat().includes(audience)) return 'WRONG_AUDIENCE';
  if (exp - iat > LIFETIME) return 'TOO_LONG_LIVED';
  if (Math.max(iat, nbf) > seconds + SKEW) return 'NOT_YET_VALID';
  if (exp <= seconds) return 'EXPIRED';
  return undefined;
}
