import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type ReceivedPost = { headers: IncomingHttpHeaders; body: string };

/** For tests: a server that is told of alerts. */
export type WebhookReceiver = AsyncDisposable & {
  url: string;
  received: ReceivedPost[];
  /** Status codes of the next answers; 204 when there are none left, no answer for 0. */
  answers: number[];
};

export async function webhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedPost[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers, body });
      const status = answers.shift() ?? 204;
      if (status === 0) return;
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // a server that listens on TCP has an address of this form
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/alerts`, received, answers },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
