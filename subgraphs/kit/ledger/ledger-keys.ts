import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { ConfigError } from '../config/service-config.ts';
import { createPrivateFile, readPrivateFile } from '../sealing/private-file.ts';

/** Names people in a ledger so that only the holder of the key can tell who it is. */
export type Pseudonyms = {
  /** HMAC-SHA-256 of an identifier under the newest key: what an entry holds. */
  of: (identifier: string) => Uint8Array;
  /** The same under every key that was ever used, the newest first: what to look for. */
  all: (identifier: string) => Uint8Array[];
};

const keyOf32Bytes = z
  .base64()
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64');

const ledgerKeysSchema = z.object({
  /** The newest first; one that is taken away makes the people of its time unfindable. */
  pseudonyms: z.array(keyOf32Bytes).min(1).max(50),
});

export type LedgerKeys = z.infer<typeof ledgerKeysSchema>;

/**
 * A service's keys for pseudonyms, from the text of `LEDGER_KEYS` or from a file that only its owner
 * may read. A file that is not there yet is made.
 *
 * @throws ConfigError or KeysError when the file is open to others or does not hold keys.
 */
export async function loadPseudonyms(from: {
  file: string | undefined;
  text: string | undefined;
}): Promise<Pseudonyms> {
  if (from.text !== undefined) return pseudonymsOf(parsePseudonyms(from.text, 'LEDGER_KEYS'));
  if (from.file === undefined) throw new ConfigError('Set LEDGER_KEYS_FILE or LEDGER_KEYS');
  const fresh = { pseudonyms: [randomBytes(32).toString('base64')] };
  // what is there stays
  await createPrivateFile(from.file, `${JSON.stringify(fresh, null, 2)}\n`);
  const text = (await readPrivateFile(from.file)) ?? '';
  return pseudonymsOf(parsePseudonyms(text, 'LEDGER_KEYS_FILE'));
}

function pseudonymsOf({ pseudonyms }: LedgerKeys): Pseudonyms {
  const keys = pseudonyms.map((text) => createSecretKey(Buffer.from(text, 'base64')));
  const under = (key: KeyObject, identifier: string) =>
    new Uint8Array(createHmac('sha256', key).update(identifier).digest());
  return {
    of: (identifier) =>
      keys.slice(0, 1).map((key) => under(key, identifier))[0] ?? new Uint8Array(),
    all: (identifier) => keys.map((key) => under(key, identifier)),
  };
}

/** @throws ConfigError naming `source`, without quoting a value. */
export function parsePseudonyms(text: string, source: string): LedgerKeys {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ConfigError(`${source} does not hold JSON`);
  }
  const parsed = ledgerKeysSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ConfigError(`${source} must hold base64 keys under "pseudonyms"`);
}
