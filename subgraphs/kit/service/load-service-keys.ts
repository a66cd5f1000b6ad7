import { ConfigError } from '../config/service-config.ts';
import type { ServiceConfig } from '../config/service-config.ts';
import { loadKeys, loadOrCreateKeys, readKeys } from '../sealing/keys.ts';
import type { OwnKeys } from '../sealing/keys.ts';

/** Where a party's own keys are, and those of others that it has accepted. */
export type KeysConfig = Pick<ServiceConfig, 'keys' | 'pinnedKeysDir'>;

/** A service's own keys: the text of `KEYS`, or the file `KEYS_FILE`, made when it is not there. */
export async function loadServiceKeys(config: Pick<KeysConfig, 'keys'>): Promise<OwnKeys> {
  return load(config, loadOrCreateKeys);
}

/** The same, of a service that must have its keys already. */
export async function findServiceKeys(config: Pick<KeysConfig, 'keys'>): Promise<OwnKeys> {
  return load(config, loadKeys);
}

async function load(
  { keys }: Pick<KeysConfig, 'keys'>,
  fromFile: (file: string) => Promise<OwnKeys>,
): Promise<OwnKeys> {
  if (keys.text !== undefined) return readKeys(keys.text);
  if (keys.file !== undefined) return fromFile(keys.file);
  throw new ConfigError('Set KEYS_FILE or KEYS');
}
