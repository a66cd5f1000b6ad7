import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentNode } from 'graphql';
import { z } from 'zod';
import { documentText } from '../../schema/client/document-text.ts';

/** Modules that export a client's documents as `DOCUMENTS`, by name of operation; by the client's name. */
const CLIENTS = {
  command: 'scripts/repair/documents.ts',
  audit: 'scripts/audit/documents.ts',
  review: 'scripts/review/documents.ts',
  agency: 'scripts/agency/documents.ts',
};

const document = z.custom<DocumentNode>(
  (value) => z.looseObject({ kind: z.literal('Document') }).safeParse(value).success,
);
const moduleShape = z.object({ DOCUMENTS: z.record(z.string(), document) });

/**
 * The manifest of trusted documents, `schema/generated/trusted-documents.json`: by SHA-256 of a text
 * in hexadecimal, sorted. A client that is not there has no documents.
 *
 * @param root the repository
 * @throws when a client's module is there and exports no documents
 */
export async function trustedDocuments(root: string): Promise<string> {
  const entries = await Promise.all(
    Object.entries(CLIENTS).map(([client, file]) => documentsOf(root, client, file)),
  );
  const sorted = entries.flat().sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

type Entry = [id: string, document: { name: string; client: string; text: string }];

async function documentsOf(root: string, client: string, file: string): Promise<Entry[]> {
  const path = join(root, file);
  if (!existsSync(path)) return [];
  const module = moduleShape.safeParse({ ...(await import(pathToFileURL(path).href)) });
  if (!module.success) throw new Error(`${file} exports no DOCUMENTS, parsed, by name`);
  return Object.entries(module.data.DOCUMENTS).map(([name, document]) => {
    const text = documentText(document);
    return [createHash('sha256').update(text, 'utf8').digest('hex'), { name, client, text }];
  });
}
