import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { required } from '../config/service-config.ts';
import type { ServiceConfig } from '../config/service-config.ts';
import { publicKeys } from '../sealing/keys.ts';
import { loadServiceKeys } from './load-service-keys.ts';
import type { Service } from './service.ts';

/** Makes a service's keys where it has none, and writes the half that others pin. */
export async function createKeys(service: Service, config: ServiceConfig): Promise<void> {
  const own = await loadServiceKeys(config);
  const directory = required(config.pinnedKeysDir, 'PINNED_KEYS_DIR');
  await mkdir(directory, { recursive: true });
  const file = join(directory, `${service.code}.json`);
  const draft = `${file}.${String(process.pid)}`;
  await writeFile(draft, `${JSON.stringify(publicKeys(own), null, 2)}\n`, { mode: 0o644 });
  await rename(draft, file);
}
