import { randomBytes } from 'node:crypto';
import { ConfigError } from '../config/service-config.ts';
import { changePrivateFile } from '../sealing/private-file.ts';
import { parsePseudonyms } from './ledger-keys.ts';

/**
 * Gives a service a new key for pseudonyms, before those it has: they stay, to find the people of
 * their time. It counts from the next start of the service.
 *
 * @throws ConfigError without LEDGER_KEYS_FILE, or when it would hold more keys than are searched.
 */
export async function rotatePseudonyms(from: {
  file: string | undefined;
  text: string | undefined;
}): Promise<void> {
  const { file, text } = from;
  if (file === undefined || text !== undefined)
    throw new ConfigError(
      'Set LEDGER_KEYS_FILE and not LEDGER_KEYS: a variable cannot be written to',
    );
  await changePrivateFile(file, (before) => {
    const { pseudonyms } = parsePseudonyms(before, 'LEDGER_KEYS_FILE');
    const rotated = { pseudonyms: [randomBytes(32).toString('base64'), ...pseudonyms] };
    const written = `${JSON.stringify(rotated, null, 2)}\n`;
    parsePseudonyms(written, 'what would be written');
    return Promise.resolve(written);
  });
}
