import { z } from 'zod';
import { headersOf } from './session-of.ts';
import type { PersonName } from './session-of.ts';

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.looseObject({ code: z.string() }),
      }),
    )
    .optional(),
});

/** What a graph answered: data, the codes of its errors, and every byte of it. */
export type GraphSaid<Data> = { data: Data; codes: string[]; text: string; status: number };

/**
 * Asks a gateway as a person of the stack and gives back whatever came.
 *
 * @param url without a path
 * @param as nobody when null
 */
export async function tryGraph(
  url: string,
  query: string,
  variables: object = {},
  as: PersonName | null = 'clerk',
): Promise<GraphSaid<Record<string, unknown> | undefined>> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(as && (await headersOf(as))) },
    body: JSON.stringify({ query, variables }),
  });
  return readSaid(answer.status, await answer.text());
}

/** Takes an answer of a graph apart. */
export function readSaid(
  status: number,
  text: string,
): GraphSaid<Record<string, unknown> | undefined> {
  const { data, errors = [] } = answerSchema.parse(JSON.parse(text));
  return { data: data ?? undefined, codes: errors.map((one) => one.extensions.code), text, status };
}

/** Asks a graph for what must come without an error. */
export async function askGraph<Data>(
  url: string,
  query: string,
  variables: object,
  shape: z.ZodType<Data>,
  as: PersonName = 'clerk',
): Promise<Data> {
  const { data, codes } = await tryGraph(url, query, variables, as);
  if (codes.length > 0) throw new Error(`The graph said ${codes.join(', ')}`);
  return shape.parse(data);
}
