import { createRemoteJWKSet, customFetch, errors } from 'jose';
import type { CryptoKey, FetchImplementation } from 'jose';
import { z } from 'zod';
import { isSecureUrl } from '../config/is-secure-url.ts';
import { ConfigError } from '../config/service-config.ts';
import { because, known } from './caller-cause.ts';
import type { Known } from './caller-cause.ts';

/** Milliseconds to wait for the provider; and after it failed, before it is asked again. */
const PATIENCE = 5000;
const PAUSE = 1000;

/** Finds the provider's key that a header names. Keys come from the provider's own address alone. */
export type ProviderKeys = (header: { alg: string; kid: string }) => Promise<Known<CryptoKey>>;

type RemoteKeys = ReturnType<typeof createRemoteJWKSet>;

/**
 * The signing keys of an OpenID provider, by way of its discovery document. They are kept for ten
 * minutes; a `kid` that is not among them has them fetched anew, at most every thirty seconds.
 *
 * @throws ConfigError when the issuer is neither https nor on the loopback.
 */
export function createProviderKeys(issuer: string, now: () => Date): ProviderKeys {
  if (!isSecureUrl(issuer)) throw new ConfigError('OIDC_ISSUER: use https outside the loopback');
  const ask = withPause(now);
  const discovered: { keys?: Promise<RemoteKeys> | undefined } = {};
  const discoverOnce = (): Promise<RemoteKeys> => {
    discovered.keys ??= discover(issuer, ask).catch((error: unknown) => {
      discovered.keys = undefined;
      throw error;
    });
    return discovered.keys;
  };
  return async ({ alg, kid }) => {
    try {
      const find = await discoverOnce();
      return known(await find({ alg, kid }));
    } catch (error) {
      return because(isAboutKey(error) ? 'UNKNOWN_KEY' : 'PROVIDER_UNREACHABLE');
    }
  };
}

const documentSchema = z.object({ issuer: z.string(), jwks_uri: z.string() });

/** OpenID Connect Discovery 1.0 §4; the document must be about this very issuer (§4.3). */
async function discover(issuer: string, ask: FetchImplementation): Promise<RemoteKeys> {
  const address = `${issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`;
  const response = await ask(address, {
    method: 'GET',
    redirect: 'manual',
    headers: new Headers({ accept: 'application/json' }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (response.status !== 200) throw new Error('The provider has no discovery document');
  const document = documentSchema.parse(await response.json());
  if (document.issuer !== issuer || !isSecureUrl(document.jwks_uri)) {
    throw new Error('The discovery document is not of this issuer, or points to an open address');
  }
  const options = { timeoutDuration: PATIENCE, [customFetch]: ask };
  return createRemoteJWKSet(new URL(document.jwks_uri), options);
}

/** Keeps unknown names of keys from hammering a provider that is down. */
function withPause(now: () => Date): FetchImplementation {
  const failed = { at: -Infinity };
  return async (url, options) => {
    if (now().getTime() < failed.at + PAUSE) throw new Error('The provider failed a moment ago');
    try {
      const response = await fetch(url, options);
      if (response.status !== 200) failed.at = now().getTime();
      return response;
    } catch (error) {
      failed.at = now().getTime();
      throw error;
    }
  };
}

/** Whether the set was there, and it is the key that is not, or cannot be used. */
function isAboutKey(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JWKInvalid ||
    error instanceof errors.JOSENotSupported
  );
}
