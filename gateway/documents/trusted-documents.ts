import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What `npm run compose` writes: documents by the SHA-256 of their text, in hexadecimal. */
const manifestSchema = z.record(
  z.string().regex(/^[0-9a-f]{64}$/u),
  z.object({ name: z.string().min(1), client: z.string().min(1), text: z.string().min(1) }),
);

/** Texts of documents by their ids. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/**
 * Reads a manifest, `schema/generated/trusted-documents.json`.
 *
 * @throws where it is no manifest, or an id is not the SHA-256 of its text.
 */
export function readTrustedDocuments(json: string): TrustedDocuments {
  const manifest = manifestSchema.parse(JSON.parse(json));
  const documents = new Map(Object.entries(manifest).map(([id, { text }]) => [id, text]));
  for (const [id, text] of documents) {
    if (documentId(text) !== id) throw new Error('A trusted document is not what its id says');
  }
  return documents;
}

/** The id under which a document is trusted: SHA-256 of its text in UTF-8, lower-case hexadecimal. */
export function documentId(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
