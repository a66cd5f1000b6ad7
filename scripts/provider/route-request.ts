import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors } from 'oidc-provider';
import type { Connection } from '../../subgraphs/kit/database/connect.ts';
import { handleInteraction } from './interactions.ts';
import type { InteractionParts } from './interactions.ts';
import { errorPage } from './pages/end-pages.ts';
import { STYLE } from './pages/style.ts';
import { sendPage } from './send-page.ts';

export type Surroundings = { issuer: string; store: Connection };

/**
 * Of no other origin, never in a frame, with no script of ours; oidc-provider adds the digest of
 * the one it sends itself. Forms may lead to where the console is, since a browser holds redirects
 * to it too.
 */
function headersFor(consoleOrigins: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    `form-action ${["'self'", 'http://127.0.0.1:*', ...consoleOrigins].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  };
}

/** The provider's addresses: health, our pages, and oidc-provider for all the rest. */
export function routeRequest(parts: InteractionParts, { issuer, store }: Surroundings) {
  const serve = parts.provider.callback();
  const { host } = new URL(issuer);
  const headers = Object.entries(headersFor(parts.consoleOrigins));
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of headers) response.setHeader(name, value);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/health/live') answer(response, 200, 'live');
    else if (path === '/health/ready') await answerReady(store, response);
    // another name for this machine could be anybody's page (DNS rebinding)
    else if (request.headers.host !== host) answer(response, 421, `Ask ${issuer}`);
    else if (path === '/') response.writeHead(303, { location: '/device' }).end();
    else if (path === '/style.css') response.setHeader('content-type', 'text/css').end(STYLE);
    else if (path.startsWith('/interaction/')) await interact(parts, request, response);
    else await serve(request, response);
  };
}

async function interact(
  parts: InteractionParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('cache-control', 'no-store');
  const from = request.headers['sec-fetch-site'];
  if (request.method === 'POST' && from !== undefined && from !== 'same-origin') {
    sendPage(response, 403, errorPage('invalid_request', 'This form is of another site.'));
    return;
  }
  try {
    await handleInteraction(parts, request, response);
  } catch (error) {
    if (!(error instanceof errors.OIDCProviderError)) throw error;
    sendPage(response, 400, errorPage(error.error, error.error_description));
  }
}

async function answerReady(store: Connection, response: ServerResponse): Promise<void> {
  const ready = await store.sql`select 1`.then(
    () => true,
    () => false,
  );
  answer(response, ready ? 200 : 503, ready ? 'ready' : 'the database does not answer');
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
