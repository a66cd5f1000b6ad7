import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRegisters } from '../../scripts/repair/load-data.ts';
import { findStack } from '../../scripts/stack/find-stack.ts';
import { quiet } from './quiet.ts';
import { sampleFile } from './sample-file.ts';

/** Puts the sample's registers of these agencies back into the stack over `home`. */
export async function restoreRegisters(home: string, codes: readonly string[]): Promise<void> {
  const stack = await findStack(home);
  if (stack === undefined) throw new Error(`No stack runs over ${home}`);
  const folder = await mkdtemp(join(tmpdir(), 'relink-test-'));
  try {
    for (const code of codes) {
      await symlink(sampleFile(code), join(folder, `${code}.csv`));
    }
    await loadRegisters(stack, folder, quiet);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
