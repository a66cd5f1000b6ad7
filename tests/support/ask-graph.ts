import { z } from 'zod';

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
export type GraphSaid<Data> = { data: Data; codes: string[]; text: string };

/** Asks a graph and gives back whatever came. @param url without a path */
export async function tryGraph(
  url: string,
  query: string,
  variables: object = {},
): Promise<GraphSaid<Record<string, unknown> | undefined>> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await answer.text();
  const { data, errors = [] } = answerSchema.parse(JSON.parse(text));
  return { data: data ?? undefined, codes: errors.map((one) => one.extensions.code), text };
}

/** Asks a graph for what must come without an error. */
export async function askGraph<Data>(
  url: string,
  query: string,
  variables: object,
  shape: z.ZodType<Data>,
): Promise<Data> {
  const { data, codes } = await tryGraph(url, query, variables);
  if (codes.length > 0) throw new Error(`The graph said ${codes.join(', ')}`);
  return shape.parse(data);
}
