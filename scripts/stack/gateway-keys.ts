import { join } from 'node:path';
import { GATEWAY } from '../../subgraphs/kit/channel/call-claims.ts';
import { createKeys } from '../../subgraphs/kit/service/create-keys.ts';

/** Where the gateway's own keys are. */
export function gatewayKeysFile(home: string): string {
  return join(home, 'keys', `${GATEWAY}.jwks.json`);
}

/** Where every party's public keys are. */
export function pinnedKeysFolder(home: string): string {
  return join(home, 'keys', 'pinned');
}

/**
 * Makes the gateway's keys, if it has none, and pins their public half: a subgraph answers nobody
 * else.
 */
export function prepareGatewayKeys(home: string): Promise<void> {
  const keys = { file: gatewayKeysFile(home), text: undefined };
  return createKeys({ code: GATEWAY }, { keys, pinnedKeysDir: pinnedKeysFolder(home) });
}
