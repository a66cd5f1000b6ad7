import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseKeys, privateJwksSchema } from '../../subgraphs/kit/sealing/jwks.ts';
import type { PrivateJwks, PublicJwks } from '../../subgraphs/kit/sealing/jwks.ts';
import { generateKeys } from '../../subgraphs/kit/sealing/generate-keys.ts';
import { privateKeysFile, publicKeysFile } from '../conformance/party.ts';
import { VECTORS } from '../conformance/vector-files.ts';

export const TEST_KEYS_FOLDER = join(VECTORS, 'keys');

/** Of the parties whose keys are published. */
export const TEST_PARTIES = ['agency', 'audit', 'court', 'gateway'] as const;

const WARNING =
  'TEST KEYS. Their private halves are published: never pin them where data are real.';

/** Makes the published keys that are not there, and writes the public half of each. */
export async function writeTestKeys(): Promise<void> {
  for (const code of TEST_PARTIES) {
    const file = privateKeysFile(TEST_KEYS_FOLDER, code);
    if (!existsSync(file)) await write(file, await generateKeys());
    await write(publicKeysFile(TEST_KEYS_FOLDER, code), publicHalf(await readTestKeys(code)));
  }
}

/** The private keys of one of them. */
async function readTestKeys(code: string): Promise<PrivateJwks> {
  const file = privateKeysFile(TEST_KEYS_FOLDER, code);
  return parseKeys(privateJwksSchema, await readFile(file, 'utf8'), file);
}

function publicHalf({ keys }: PrivateJwks): PublicJwks {
  return { keys: keys.map(({ d: _, ...rest }) => rest) };
}

async function write(file: string, jwks: PrivateJwks | PublicJwks): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ warning: WARNING, ...jwks }, null, 2)}\n`);
}
