import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readPrivateJson, writePrivateJson } from './private-json.ts';
import { StackError } from './stack-error.ts';

/** Names of the files in `keys/`; a list that was damaged is written anew by the next start. */
const namesSchema = z.array(z.string()).optional().catch(undefined);

function listFile(home: string): string {
  return join(home, 'keys.json');
}

/**
 * A start makes the keys that are missing. Of a home that has been started before that would hide a
 * loss: what was sealed or named under the old ones would be there and never be found.
 *
 * @param codes those that are started; of others nothing is needed
 * @throws StackError naming the files that are gone
 */
export async function refuseLostKeys(home: string, codes: readonly string[]): Promise<void> {
  const kept = (await readPrivateJson(listFile(home), namesSchema)) ?? [];
  const lost = kept
    .filter((name) => codes.includes(name.split('.')[0] ?? ''))
    .map((name) => join(home, 'keys', name))
    .filter((file) => !existsSync(file));
  if (lost.length === 0) return;
  throw new StackError(
    `${lost.join(', ')}: gone. What was kept with these keys is of no use without them, and new ones ` +
      'would hide it. Restore them from a copy.',
  );
}

/** Notes which keys there are, once all of them have been made. */
export async function rememberKeys(home: string): Promise<void> {
  const kept = (await readPrivateJson(listFile(home), namesSchema)) ?? [];
  const found = (await readdir(join(home, 'keys'))).filter((name) => name.endsWith('.json'));
  const all = [...new Set([...kept, ...found])].sort();
  if (all.length > kept.length) await writePrivateJson(listFile(home), all);
}
