import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { z } from 'zod';

export type Asked = { body: string; headers: IncomingHttpHeaders };

export type ToyServer = {
  url: string;
  /** Every request it got, oldest first. */
  asked: Asked[];
  stop(): Promise<void>;
};

type Resolvers = NonNullable<
  Parameters<typeof buildSubgraphSchema>[0] extends infer Module
    ? Module extends { resolvers?: infer Given }
      ? Given
      : never
    : never
>;

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).optional(),
});

/** A real subgraph of a few lines. */
export function startToySubgraph(sdl: string, resolvers: Resolvers): Promise<ToyServer> {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });
  return startToyServer((body, answer) => {
    const { query, variables } = requestSchema.parse(JSON.parse(body));
    void graphql({ schema, source: query, variableValues: variables }).then((result) => {
      answer(JSON.stringify(result));
    });
  });
}

type Answering = (
  body: string,
  answer: (json: string) => void,
  response: Parameters<RequestListener>[1],
) => void;

/** A server that answers a request, once all of it is there, in any way it likes. */
export async function startToyServer(answering: Answering): Promise<ToyServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      asked.push({ body, headers: request.headers });
      const answer = (json: string): void => {
        response.setHeader('content-type', 'application/json').end(json);
      };
      answering(body, answer, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return { url: `http://127.0.0.1:${port}/graphql`, asked, stop: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
