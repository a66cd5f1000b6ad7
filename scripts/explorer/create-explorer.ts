import fastify from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CLIENT_HEADER } from '../../schema/contract/usage.ts';
import { bundlePage } from './bundle-page.ts';
import type { Asset } from './bundle-page.ts';
import { pageHeaders } from './page-headers.ts';
import type { Settings } from './settings.ts';

const HTML = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Relink explorer</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/style.css">
<div id="page"></div>
<script type="module" src="/assets/main.js"></script>
</html>
`;

export type ExplorerParts = {
  /** Of the gateway, without a path. */
  gatewayUrl: string;
  settings: Settings;
};

/**
 * The page, and a way from it to the gateway, which answers no other origin itself. The page is
 * bundled when it is first asked for.
 */
export function createExplorer({ gatewayUrl, settings }: ExplorerParts): FastifyInstance {
  const app = fastify({ forceCloseConnections: true });
  const headers = pageHeaders(settings.tokenEndpoint);
  const held: { page?: Promise<ReadonlyMap<string, Asset>> } = {};
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers);
    // people are sent back to this name, and any other could be anybody's page (DNS rebinding)
    if (request.hostname !== '127.0.0.1') await reply.code(421).send('Ask 127.0.0.1');
  });
  for (const path of ['/', '/signed-in'])
    app.get(path, (_request, reply) => reply.type('text/html; charset=utf-8').send(HTML));
  app.get('/settings.json', () => settings);
  app.get<{ Params: { name: string } }>('/assets/:name', async ({ params }, reply) => {
    const asset = (await (held.page ??= bundlePage())).get(params.name);
    if (asset === undefined) return reply.code(404).send();
    return reply.type(asset.type).send(asset.body);
  });
  app.post('/graphql', async (request, reply) => {
    const answer = await pass(request, gatewayUrl).catch(() => undefined);
    if (answer === undefined) return reply.code(502).send(away());
    return reply
      .code(answer.status)
      .type('application/json')
      .send(await answer.text());
  });
  return app;
}

/** Hands a request on with who asks, and nothing else of its headers. */
function pass({ body, headers }: FastifyRequest, gatewayUrl: string): Promise<Response> {
  const { authorization, dpop } = headers;
  return fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [CLIENT_HEADER]: 'explorer',
      ...(authorization !== undefined && { authorization }),
      ...(typeof dpop === 'string' && { dpop }),
    },
    body: JSON.stringify(body),
  });
}

function away() {
  return { errors: [{ message: 'The gateway does not answer' }] };
}
