import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { openKeyRing } from '../subgraphs/kit/service/key-ring.ts';
import type { KeyRing } from '../subgraphs/kit/service/key-ring.ts';
import { findServiceKeys } from '../subgraphs/kit/service/load-service-keys.ts';
import type { GatewayConfig } from './config.ts';

/** Milliseconds: an agency that has just joined is to be called within two seconds. */
const RECHECK = 500;

/**
 * The gateway's own keys and those of the subgraphs, as they are now. Keys of its own are never made
 * here: no subgraph would know them.
 *
 * @throws KeysError or ConfigError when they cannot be read.
 */
export async function openKeys(
  config: Pick<GatewayConfig, 'keys' | 'pinnedKeysDir'>,
  log: Logger,
): Promise<() => Promise<KeyRing>> {
  await findServiceKeys(config);
  return openKeyRing({ config, log, now: () => new Date(), recheck: RECHECK });
}

/** Says of which subgraphs no keys are pinned: they stay unavailable until some are. */
export function warnOfUnknown(
  subgraphs: readonly string[],
  { pinned }: KeyRing,
  log: Logger,
): void {
  for (const subgraph of subgraphs) {
    if (pinned.has(subgraph)) continue;
    log.warn(
      { subgraph, cause: 'NO_KEYS' },
      'a subgraph cannot be called: none of its keys is pinned',
    );
  }
}
