import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { z } from 'zod';
import { CALL_HEADER } from '../../subgraphs/kit/channel/call-claims.ts';
import type { CallVerifier } from '../../subgraphs/kit/channel/verify-call.ts';

export type Asked = { body: string; headers: IncomingHttpHeaders };

export type ToyServer = {
  url: string;
  /** Every request it got, oldest first. */
  asked: Asked[];
  stop(): Promise<void>;
};

export type Resolvers = NonNullable<
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

/**
 * A real subgraph of a few lines.
 * @param verify refuses a call that the gateway did not sign, as every subgraph does
 */
export function startToySubgraph(
  sdl: string,
  resolvers: Resolvers,
  verify?: CallVerifier,
): Promise<ToyServer> {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });
  const isCalledBy = async (headers: IncomingHttpHeaders, body: string) => {
    const call = headers[CALL_HEADER];
    if (verify === undefined) return true;
    return typeof call === 'string' && (await verify(call, Buffer.from(body))).ok;
  };
  return startToyServer((body, answer, response, headers) => {
    void isCalledBy(headers, body).then(async (allowed) => {
      response.statusCode = allowed ? 200 : 401;
      if (!allowed) {
        answer('{"errors":[{"extensions":{"code":"CALL_REFUSED"}}]}');
        return;
      }
      const { query, variables } = requestSchema.parse(JSON.parse(body));
      const result = await graphql({ schema, source: query, variableValues: variables });
      answer(JSON.stringify(result));
    });
  });
}

type Answering = (
  body: string,
  answer: (json: string) => void,
  response: Parameters<RequestListener>[1],
  headers: IncomingHttpHeaders,
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
      answering(body, answer, response, request.headers);
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
