import { z } from 'zod';

const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.looseObject({ code: z.string() }),
      }),
    )
    .default([]),
});

/** What an answer refused and where, and whatever values it gave, field by field. */
export type Refusals = {
  refusals: { code: string; path: (string | number)[] | undefined }[];
  values: unknown[];
};

/** Reads the text of an answer of a graph. */
export function readRefusals(text: string): Refusals {
  const { data, errors } = answerShape.parse(JSON.parse(text));
  return {
    refusals: errors.map(({ path, extensions: { code } }) => ({ code, path })),
    values: Object.values(data ?? {}),
  };
}
