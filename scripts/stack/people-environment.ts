import type { Environment } from './find-databases.ts';
import { StackError } from './stack-error.ts';

/** The provider that the environment names; undefined where the embedded one is to be started. */
export function givenIssuer(env: Environment): string | undefined {
  const issuer = env['OIDC_ISSUER'];
  if (issuer !== undefined && issuer !== '') return issuer;
  if (env['NODE_ENV'] !== 'production') return undefined;
  throw new StackError(
    'Set OIDC_ISSUER to your OpenID provider. The one that comes with Relink knows invented ' +
      'people only, so it is not started with NODE_ENV=production.',
  );
}

/**
 * What the services must know of people: who vouches for them, and under which addresses they
 * reach the graph (a proof of possession names the address).
 */
export function peopleEnvironment(
  env: Environment,
  issuer: string,
  gatewayPort: number,
): Record<string, string> {
  const addresses = ['127.0.0.1', 'localhost'].map(
    (host) => `http://${host}:${gatewayPort}/graphql`,
  );
  return { OIDC_ISSUER: issuer, PUBLIC_URLS: env['PUBLIC_URLS'] || addresses.join(',') };
}

/**
 * How strict the gateway is. Services run with NODE_ENV=production for speed; what that would also
 * say, that nothing but trusted documents is answered, is for whoever starts the stack to say.
 */
export function doorEnvironment(env: Environment): Record<string, string> {
  if (env['NODE_ENV'] === 'production') return {};
  return {
    TRUSTED_DOCUMENTS: env['TRUSTED_DOCUMENTS'] || 'optional',
    INTROSPECTION: env['INTROSPECTION'] || 'on',
  };
}
