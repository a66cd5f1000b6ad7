import { TEST_KEYS } from '../../../schema/contract/test-keys.ts';
import type { PublicJwks } from './jwks.ts';
import { KeysError } from './keys-error.ts';

/**
 * Keeps the keys of the published vectors out of every installation: anybody can sign with them.
 *
 * @throws KeysError
 */
export function refuseTestKeys({ keys }: PublicJwks, source: string): void {
  if (!keys.some(({ kid }) => TEST_KEYS.has(kid))) return;
  throw new KeysError(`${source} holds a published test key, with which anybody can sign`);
}
