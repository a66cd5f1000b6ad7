import type { ClientMetadata } from 'oidc-provider';
import { TOKEN_SIGNING } from './provider-keys.ts';

/** The command line: device flow (RFC 8628). */
const COMMAND_CLIENT = 'relink-command';
/** The console in a browser: code flow with PKCE (RFC 7636). */
export const CONSOLE_CLIENT = 'relink-console';

/** Where the console may be told the outcome, on any port of this machine (RFC 8252 §7.3). */
const LOOPBACK = ['http://127.0.0.1/', 'http://127.0.0.1/signed-in', 'http://127.0.0.1/console/'];

/** Public clients both; what they are given is worth nothing without their key (RFC 9449). */
const PUBLIC: Partial<ClientMetadata> = {
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  id_token_signed_response_alg: TOKEN_SIGNING,
  dpop_bound_access_tokens: true,
};

/** @param consoleUris where the console may be besides this machine */
export function clientsOf(consoleUris: readonly string[]): ClientMetadata[] {
  return [
    {
      ...PUBLIC,
      client_id: COMMAND_CLIENT,
      client_name: 'Relink 命令行 command line',
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
      response_types: [],
      redirect_uris: [],
    },
    {
      ...PUBLIC,
      client_id: CONSOLE_CLIENT,
      client_name: 'Relink 控制台 console',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...LOOPBACK, ...consoleUris],
      post_logout_redirect_uris: [...LOOPBACK, ...consoleUris],
    },
  ];
}

/** Whether a page of this origin may call the token endpoint from a browser. */
export function mayCall(origin: string, consoleUris: readonly string[]): boolean {
  const { protocol, hostname } = URL.parse(origin) ?? {};
  if (protocol === 'http:' && hostname === '127.0.0.1') return true;
  return consoleUris.some((uri) => URL.parse(uri)?.origin === origin);
}
