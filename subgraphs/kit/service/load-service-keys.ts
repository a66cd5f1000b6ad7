import { ConfigError } from '../config/service-config.ts';
import type { ServiceConfig } from '../config/service-config.ts';
import { loadOrCreateKeys, readKeys } from '../sealing/keys.ts';
import type { OwnKeys } from '../sealing/keys.ts';

/** A service's own keys: the text of `KEYS`, or the file `KEYS_FILE`, made when it is not there. */
export async function loadServiceKeys({ keys }: ServiceConfig): Promise<OwnKeys> {
  if (keys.text !== undefined) return readKeys(keys.text);
  if (keys.file !== undefined) return loadOrCreateKeys(keys.file);
  throw new ConfigError('Set KEYS_FILE or KEYS');
}
