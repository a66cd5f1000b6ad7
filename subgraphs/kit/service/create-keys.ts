import { loadServiceKeys } from './load-service-keys.ts';
import type { KeysConfig } from './load-service-keys.ts';
import { publishKeys } from './publish-keys.ts';

/** Makes a party's keys where it has none, and writes the half that others pin. */
export async function createKeys({ code }: { code: string }, config: KeysConfig): Promise<void> {
  await publishKeys(code, config, await loadServiceKeys(config));
}
