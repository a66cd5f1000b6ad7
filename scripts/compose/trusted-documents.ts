import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** Modules that export a client's documents as `DOCUMENTS`, texts by name; by the client's name. */
const CLIENTS = { command: 'scripts/repair/documents.ts' };

const moduleShape = z.object({ DOCUMENTS: z.record(z.string(), z.string().min(1)) });

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
  if (!module.success) throw new Error(`${file} exports no DOCUMENTS, texts by name`);
  return Object.entries(module.data.DOCUMENTS).map(([name, text]) => [
    createHash('sha256').update(text, 'utf8').digest('hex'),
    { name, client, text },
  ]);
}
