import { fastify } from 'fastify';
import type { JWK } from 'jose';
import { forgeJwt, toyKey } from './toy-jwt.ts';
import type { ToyAlgorithm, ToyKey } from './toy-jwt.ts';

/** For tests: an OpenID provider over HTTP, as far as whoever verifies its tokens can see. */
export type ToyProvider = AsyncDisposable & {
  issuer: string;
  /** What it publishes; a test may change any of it. */
  published: { keys: JWK[]; document: Record<string, unknown>; status: number };
  /** From now on it breaks every connection off, at an address that stays its own. */
  goAway(): void;
  /** How often each was fetched. */
  fetched: { document: number; keys: number };
  /** Makes a key and publishes it, in the place of the others. */
  rotate(alg?: ToyAlgorithm): Promise<ToyKey>;
};

export async function toyProvider(): Promise<ToyProvider> {
  const app = fastify({ forceCloseConnections: true });
  const fetched = { document: 0, keys: 0 };
  const published: ToyProvider['published'] = { keys: [], document: {}, status: 200 };
  const state = { away: false };
  app.addHook('onRequest', (request, _reply, done) => {
    if (state.away) request.raw.destroy();
    else done();
  });
  app.get('/.well-known/openid-configuration', (_request, reply) => {
    fetched.document += 1;
    return reply.code(published.status).send(published.document);
  });
  app.get('/keys', (_request, reply) => {
    fetched.keys += 1;
    return reply.code(published.status).send({ keys: published.keys });
  });
  const issuer = await app.listen({ host: '127.0.0.1', port: 0 });
  published.document = { issuer, jwks_uri: `${issuer}/keys` };
  return {
    ...{ issuer, published, fetched },
    rotate: async (alg = 'EdDSA') => {
      const key = await toyKey(alg);
      published.keys = [{ ...key.jwk, kid: key.kid, use: 'sig', alg }];
      return key;
    },
    goAway: () => {
      state.away = true;
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
    },
  };
}

export const AUDIENCE = 'urn:relink:graph';
export const PUBLIC_URL = 'https://relink.court.example/graphql';
export const NOW = new Date('2026-03-02T09:00:00Z');
export const IAT = NOW.getTime() / 1000;

/** Claims of a clerk's sound access token, bound to a key. */
export function toyClaims(issuer: string, boundTo: string): Record<string, unknown> {
  return {
    ...{
      iss: issuer,
      aud: AUDIENCE,
      sub: 'wang.shuji',
      client_id: 'relink-command',
      jti: 'token-1',
    },
    ...{ iat: IAT, exp: IAT + 600, roles: ['CLERK'], scope: 'openid case:read repair:run' },
    cnf: { jkt: boundTo },
  };
}

/** An access token, sound but for what is changed; a member changed to `undefined` is left out. */
export function toyToken(
  key: ToyKey,
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
): string {
  return forgeJwt({ alg: key.alg, typ: 'at+jwt', kid: key.kid, ...header }, claims, key);
}
