import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** A server that stands where an agency should. */
export type StrayAgency = AsyncDisposable & {
  /** Without a path. */
  url: string;
  /** Requests that have come in so far. */
  asked(): number;
};

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Stands in for an agency, on a free port of the loopback. */
export async function strayAgency(behaviour: Behaviour): Promise<StrayAgency> {
  const sockets = new Set<Socket>();
  const counted = { asked: 0 };
  const listener: RequestListener = (request, response) => {
    counted.asked += 1;
    behaviour(request, response);
  };
  const server = createServer(listener).on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server listening on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    asked: () => counted.asked,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** A port on which nobody listens. */
export async function deadUrl(): Promise<string> {
  const stray = await strayAgency(() => undefined);
  await stray[Symbol.asyncDispose]();
  return stray.url;
}

/** Takes the request and says nothing. */
export const hangs: Behaviour = () => undefined;

/** Says who knows what, with a status and a body of one's own. */
export function says(status: number, body: string): Behaviour {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };
}

/** Begins an answer and breaks off in the middle. */
export const breaksOff: Behaviour = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
  response.write('{"data":{"_entities":[{"', () => response.destroy());
};

/** Hands everything to the true agency and remembers what it said. */
export type Middleman = {
  behaviour: Behaviour;
  /** From now on the first remembered answer is given to whatever is asked. */
  replay(): void;
};

export function middleman(target: string): Middleman {
  const state: { replaying: boolean; remembered: string | undefined } = {
    replaying: false,
    remembered: undefined,
  };
  const behaviour = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const remembered = state.replaying ? state.remembered : undefined;
    const answer = remembered ?? (await handOn(target, body, request.headers['relink-call']));
    state.remembered ??= answer;
    says(200, answer)(request, response);
  };
  return { behaviour, replay: () => void (state.replaying = true) };
}

/** Asks the true agency, with the gateway's own signature of the call, which holds for this body. */
export async function handOn(target: string, body: string, call: unknown): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    ...(typeof call === 'string' ? { 'relink-call': call } : {}),
  };
  const answer = await fetch(`${target}/graphql`, { method: 'POST', headers, body });
  return answer.text();
}
