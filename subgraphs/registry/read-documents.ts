import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError } from '../kit/config/service-config.ts';
import type { TrustedDocument } from './checks/check-documents.ts';

const manifestShape = z.record(
  z.string(),
  z.object({ name: z.string(), client: z.string(), text: z.string() }),
);

/**
 * The documents that our own clients send, from the manifest that `npm run compose` writes.
 *
 * @throws ConfigError when the file is not one
 */
export async function readDocuments(file: string): Promise<TrustedDocument[]> {
  try {
    return Object.values(manifestShape.parse(JSON.parse(await readFile(file, 'utf8'))));
  } catch {
    throw new ConfigError('TRUSTED_DOCUMENTS_FILE: this is no manifest of documents');
  }
}
