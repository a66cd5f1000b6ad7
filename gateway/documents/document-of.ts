import { z } from 'zod';
import type { TrustedDocuments } from './trusted-documents.ts';

const optional = <T extends z.ZodType>(shape: T) =>
  shape.nullish().transform((value) => value ?? undefined);

/** A body, as far as it is read; anything else in it goes nowhere, APQ's extension included. */
const bodySchema = z.object({
  documentId: optional(z.string()),
  query: optional(z.string().min(1)),
  variables: optional(z.record(z.string(), z.unknown())),
  operationName: optional(z.string()),
});

/** What is handed on in place of the body: these keys and no others. */
export type GraphRequest = {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
};

export type DocumentOf =
  { ok: true; request: GraphRequest } | { ok: false; code: 'BAD_REQUEST' | 'DOCUMENT_NOT_TRUSTED' };

/**
 * The document that the body of a request stands for.
 *
 * A `documentId` stands for the text of the manifest. Where documents are not required to be trusted,
 * `query` may be sent instead. Both together must agree. A list of requests in one body is none.
 *
 * @param body parsed JSON, as it came
 * @param required whether only documents of the manifest are answered
 */
export function documentOf(
  body: unknown,
  documents: TrustedDocuments,
  required: boolean,
): DocumentOf {
  const { data } = bodySchema.safeParse(body);
  if (!data) return { ok: false, code: 'BAD_REQUEST' };
  const { documentId, query, variables, operationName } = data;
  if (documentId === undefined && required) return { ok: false, code: 'DOCUMENT_NOT_TRUSTED' };
  const text = documentId === undefined ? query : documents.get(documentId);
  if (text === undefined) {
    return { ok: false, code: documentId === undefined ? 'BAD_REQUEST' : 'DOCUMENT_NOT_TRUSTED' };
  }
  if (query !== undefined && query !== text) return { ok: false, code: 'BAD_REQUEST' };
  return {
    ok: true,
    request: {
      query: text,
      ...(variables && { variables }),
      ...(operationName !== undefined && { operationName }),
    },
  };
}
