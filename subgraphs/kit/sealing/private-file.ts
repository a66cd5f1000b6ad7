import { randomBytes } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KeysError } from './keys-error.ts';
import { makeFolder } from './make-folder.ts';
import { syncFolder } from './replace-file.ts';

/**
 * The text of a file that only its owner may read; `undefined` when there is none.
 *
 * @throws KeysError when its mode lets others in.
 */
export async function readPrivateFile(file: string): Promise<string | undefined> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (handle === undefined) return undefined;
  try {
    // asked of the open file: the path may lead elsewhere a moment later
    const { mode } = await handle.stat();
    if ((mode & 0o077) !== 0) {
      throw new KeysError(`${file} is readable by others; run: chmod 600 ${file}`);
    }
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/**
 * Makes the file with mode 600 unless there is one. It is written under another name and then
 * linked, which fails when the name is taken: nobody meets half a file, and of two makers one wins.
 */
export async function createPrivateFile(file: string, text: string): Promise<void> {
  makeFolder(dirname(file), 0o700);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeDraft(draft, text);
    await link(draft, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Puts a changed text in the place of a private file's, whole at once and kept through a loss of
 * power. The draft has a fixed name, by which of two changes at once the second is refused.
 *
 * @throws KeysError when there is no such file, others may read it, or another change is under way.
 */
export async function changePrivateFile(
  file: string,
  change: (text: string) => Promise<string>,
): Promise<void> {
  const text = await readPrivateFile(file);
  if (text === undefined) throw new KeysError(`${file} is not there; to make it, run: keys`);
  const draft = `${file}.next`;
  const handle = await open(draft, 'wx', 0o600).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
    throw new KeysError(
      `${draft} is there: somebody else is at it, or was cut off; then remove it`,
    );
  });
  try {
    // read again: what stood there before the draft was ours may be another's to change
    await handle.writeFile(await change((await readPrivateFile(file)) ?? text));
    await handle.sync();
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(file));
}

async function writeDraft(draft: string, text: string): Promise<void> {
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
