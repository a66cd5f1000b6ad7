import { join } from 'node:path';
import { required } from '../config/service-config.ts';
import { writeJwks } from '../sealing/jwks.ts';
import { publicKeys } from '../sealing/keys.ts';
import type { OwnKeys } from '../sealing/keys.ts';
import { makeFolder } from '../sealing/make-folder.ts';
import { replaceFile } from '../sealing/replace-file.ts';
import type { KeysConfig } from './load-service-keys.ts';

/** Writes the half of a party's keys that others pin, as `<code>.json` among the pinned ones. */
export async function publishKeys(code: string, config: KeysConfig, own: OwnKeys): Promise<void> {
  const directory = required(config.pinnedKeysDir, 'PINNED_KEYS_DIR');
  makeFolder(directory);
  await replaceFile(join(directory, `${code}.json`), writeJwks(publicKeys(own)));
}
