import type { SubgraphAnswer } from './subgraph-client.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

export type JsonObject = Record<string, unknown>;

/** What a GraphQL response holds, its form checked no further than this. */
export type GraphAnswer = {
  data: JsonObject | null;
  errors: readonly JsonObject[];
  /** All of it, and the JSON it was read from. */
  body: JsonObject;
  bytes: Buffer;
};

/**
 * Reads a subgraph's answer as a GraphQL response (GraphQL specification §7.1). A request that
 * the subgraph found wrong comes as 4xx with errors, and is an answer too.
 *
 * @throws SubgraphFailure of cause HTTP_STATUS or MALFORMED
 */
export function readAnswer({ status, bytes }: SubgraphAnswer): GraphAnswer {
  const refused = status >= 400 && status < 500;
  if (status !== 200 && !refused) throw new SubgraphFailure('HTTP_STATUS');
  const body = parsed(bytes.toString(), refused ? 'HTTP_STATUS' : 'MALFORMED');
  const { data = null, errors = [] } = body;
  const fits = (data === null || isObject(data)) && Array.isArray(errors) && errors.every(isObject);
  if (!fits) throw new SubgraphFailure('MALFORMED');
  if (refused && errors.length === 0) throw new SubgraphFailure('HTTP_STATUS');
  if (data === null && errors.length === 0) throw new SubgraphFailure('MALFORMED');
  return { data, errors, body, bytes };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string, otherwise: 'HTTP_STATUS' | 'MALFORMED'): JsonObject {
  try {
    const body: unknown = JSON.parse(text);
    if (isObject(body)) return body;
  } catch {
    // told below; the parser's message would quote the body
  }
  throw new SubgraphFailure(otherwise);
}
