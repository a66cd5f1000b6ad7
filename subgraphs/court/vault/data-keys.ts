import { createSecretKey, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ConfigError } from '../../kit/config/service-config.ts';
import { createPrivateFile, readPrivateFile } from '../../kit/sealing/private-file.ts';

/** As a KeyObject, with which Node seals and signs about three times as fast as with bytes. */
const keyOf32Bytes = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === 32, 'must be 32 bytes in base64')
  .transform((bytes) => createSecretKey(bytes));

const dataKeysSchema = z.object({
  /** AES-256 key for what is stored. */
  encryption: keyOf32Bytes,
  /** HMAC-SHA-256 key for blind indexes; another key, so that one does not give away the other. */
  index: keyOf32Bytes,
});

export type DataKeys = z.infer<typeof dataKeysSchema>;

/**
 * The court's keys for data at rest, from the text of `DATA_KEYS` or from a file that only its
 * owner may read. A file that is not there yet is made.
 *
 * @throws ConfigError or KeysError when the file is open to others or does not hold two keys.
 */
export async function loadDataKeys(from: {
  file: string | undefined;
  text: string | undefined;
}): Promise<DataKeys> {
  if (from.text !== undefined) return parse(from.text, 'DATA_KEYS');
  if (from.file === undefined) throw new ConfigError('Set DATA_KEYS_FILE or DATA_KEYS');
  const found = await readPrivateFile(from.file);
  if (found !== undefined) return parse(found, 'DATA_KEYS_FILE');
  const fresh = { encryption: freshKey(), index: freshKey() };
  await createPrivateFile(from.file, `${JSON.stringify(fresh, null, 2)}\n`);
  return parse((await readPrivateFile(from.file)) ?? '', 'DATA_KEYS_FILE');
}

function freshKey(): string {
  return randomBytes(32).toString('base64');
}

function parse(text: string, source: string): DataKeys {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ConfigError(`${source} does not hold JSON`);
  }
  const parsed = dataKeysSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ConfigError(`${source} must hold the base64 keys "encryption" and "index"`);
}
