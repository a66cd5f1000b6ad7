import { ConfigError } from '../config/service-config.ts';
import { parseKeys, privateJwksSchema, writeJwks } from '../sealing/jwks.ts';
import { changePrivateFile } from '../sealing/private-file.ts';
import { rotateJwks } from '../sealing/rotate-jwks.ts';
import { findServiceKeys } from './load-service-keys.ts';
import type { KeysConfig } from './load-service-keys.ts';
import { publishKeys } from './publish-keys.ts';

/** Days. */
export type RotationTimes = {
  /** For how long the present keys go on signing, while others accept the new ones. */
  notice: number;
  /** For how long after that the present keys are still accepted. */
  overlap: number;
};

const DAY = 24 * 60 * 60 * 1000;

/**
 * Gives a party new keys beside the present ones, in `KEYS_FILE` and in its public half. The private
 * part is written first: a public key that nobody holds would be sealed to in vain, whereas a public
 * half that is behind is written by the next `keys`.
 *
 * @throws ConfigError without KEYS_FILE, KeysError when the file cannot be changed.
 */
export async function rotateKeys(
  code: string,
  config: KeysConfig,
  { notice, overlap }: RotationTimes,
  now: Date,
): Promise<void> {
  const { file, text } = config.keys;
  if (file === undefined || text !== undefined) {
    throw new ConfigError('Set KEYS_FILE and not KEYS: a variable cannot be written to');
  }
  // messages are dated in whole seconds, and a key that begins within one would miss its first
  const start = Math.floor(now.getTime() / 1000) * 1000;
  const from = new Date(start + notice * DAY);
  const until = new Date(from.getTime() + overlap * DAY);
  await changePrivateFile(file, async (before) => {
    const jwks = parseKeys(privateJwksSchema, before, file);
    return writeJwks(await rotateJwks(jwks, { from, until }, new Date(start)));
  });
  await publishKeys(code, config, await findServiceKeys(config));
}
