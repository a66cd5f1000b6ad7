import { readFile } from 'node:fs/promises';
import type { LedgerIdentity } from '../../subgraphs/kit/ledger/checkpoint.ts';
import { identityOf } from '../../subgraphs/kit/ledger/identity-of.ts';
import { parseKeys, publicJwksSchema } from '../../subgraphs/kit/sealing/jwks.ts';
import { LedgerCommandError } from './ledger-error.ts';

/**
 * Whose checkpoints are believed: those of one service, signed by any of these keys. Keys that were
 * rotated away still speak for what they signed in their time.
 *
 * @param files public keys (JWKS) of the service, as `keys/pinned/<code>.json` holds them
 * @throws LedgerCommandError when one cannot be read, KeysError when it holds something else
 */
export async function readIdentity(
  code: string,
  files: readonly string[],
): Promise<LedgerIdentity> {
  const sets = await Promise.all(files.map(readJwks));
  return identityOf(
    code,
    sets.flatMap(({ keys }) => keys),
  );
}

async function readJwks(file: string) {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new LedgerCommandError(`--keys: ${file} cannot be read`);
  });
  return parseKeys(publicJwksSchema, text, file);
}
