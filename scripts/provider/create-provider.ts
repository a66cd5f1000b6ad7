import { createHash } from 'node:crypto';
import { Provider, errors } from 'oidc-provider';
import type { Configuration } from 'oidc-provider';
import { SCOPES } from '../../schema/contract/roles.ts';
import type { Database } from '../../subgraphs/kit/database/connect.ts';
import { grantable } from './accounts.ts';
import type { Account } from './accounts.ts';
import { clientsOf, mayCall } from './clients.ts';
import { DEVICE_PAGES, LOGOUT_PAGES, showError } from './page-sources.ts';
import { textOf } from './text-of.ts';
import { TOKEN_SIGNING } from './provider-keys.ts';
import type { ProviderKeys } from './provider-keys.ts';
import { postgresAdapter } from './store/postgres-adapter.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** A working day: after it one signs in again, however often the token was renewed. */
const DAY = 8 * HOUR;
const ACCESS_TOKEN = 10 * MINUTE;

export type ProviderParts = {
  issuer: string;
  audience: string;
  accounts: readonly Account[];
  keys: ProviderKeys;
  consoleRedirectUris: readonly string[];
  db: Database;
};

/**
 * An OpenID provider (OpenID Connect Core 1.0) of these accounts. Access tokens are JWTs for one
 * resource (RFC 9068), bound to the client's key (RFC 9449), with `roles` beside `scope`.
 */
export function createProvider(parts: ProviderParts): Provider {
  const { accounts, audience } = parts;
  const byName = new Map(accounts.map((account) => [account.name, account]));
  return new Provider(parts.issuer, {
    adapter: postgresAdapter(parts.db),
    clients: clientsOf(parts.consoleRedirectUris),
    clientBasedCORS: (_ctx, origin) => mayCall(origin, parts.consoleRedirectUris),
    ...cryptography(parts.keys),
    scopes: ['openid'],
    claims: { openid: ['sub'], profile: ['name'] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    findAccount: (_ctx, sub) => {
      const account = byName.get(sub);
      if (account === undefined) return undefined;
      const { name, title, roles } = account;
      return { accountId: name, claims: () => ({ sub: name, name: title, roles }) };
    },
    ...tokens(byName),
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    renderError: showError,
    features: featuresOf(audience, parts.keys),
  });
}

function cryptography({ keys, cookies }: ProviderKeys): Configuration {
  return {
    jwks: { keys },
    cookies: { keys: cookies },
    clientDefaults: { id_token_signed_response_alg: TOKEN_SIGNING },
    enabledJWA: { idTokenSigningAlgValues: [TOKEN_SIGNING], dPoPSigningAlgValues: ['ES256'] },
  };
}

/** How long things hold, and what an access token says. */
function tokens(byName: ReadonlyMap<string, Account>): Configuration {
  return {
    ttl: {
      AccessToken: ACCESS_TOKEN,
      AuthorizationCode: MINUTE,
      DeviceCode: 10 * MINUTE,
      IdToken: ACCESS_TOKEN,
      Interaction: 10 * MINUTE,
      Grant: DAY + HOUR,
      Session: DAY + HOUR,
      RefreshToken: (ctx) => ctx.oidc.entities.RotatedRefreshToken?.remainingTTL ?? DAY,
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    formats: {
      customizers: {
        // roles as they are now: they may be fewer than when the grant was given
        jwt: (_ctx, token, { payload }) => {
          const account = 'accountId' in token ? byName.get(token.accountId) : undefined;
          const roles = account?.roles ?? [];
          const asked = textOf(payload['scope']).split(' ');
          Object.assign(payload, { roles, scope: grantable(roles, asked).join(' ') });
        },
      },
    },
  };
}

function featuresOf(audience: string, keys: ProviderKeys): Configuration['features'] {
  // nonces outlive a restart, as cookies do
  const nonceSecret = createHash('sha256').update(`dpop:${keys.cookies.join()}`).digest();
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: true, nonceSecret, requireNonce: () => true },
    deviceFlow: { enabled: true, ...DEVICE_PAGES },
    rpInitiatedLogout: { enabled: true, ...LOGOUT_PAGES },
    revocation: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, resource) => {
        if (resource !== audience) throw new errors.InvalidTarget();
        return {
          audience,
          scope: SCOPES.join(' '),
          accessTokenFormat: 'jwt',
          accessTokenTTL: ACCESS_TOKEN,
          jwt: { sign: { alg: TOKEN_SIGNING } },
        };
      },
    },
  };
}
