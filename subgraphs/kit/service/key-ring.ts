import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { required } from '../config/service-config.ts';
import type { Logger } from '../log/logger.ts';
import type { OwnKeys } from '../sealing/keys.ts';
import { KeysError } from '../sealing/keys-error.ts';
import { readPinnedKeys } from '../sealing/pinned-keys.ts';
import type { PinnedKeys } from '../sealing/pinned-keys.ts';
import { findServiceKeys, loadServiceKeys } from './load-service-keys.ts';
import type { KeysConfig } from './load-service-keys.ts';

/** A service's own keys and those of the parties it has accepted. */
export type KeyRing = { own: OwnKeys; pinned: PinnedKeys };

export type KeyRingOptions = {
  config: KeysConfig;
  log: Logger;
  now: () => Date;
  /** Milliseconds during which files are not looked at again; ten seconds unless given. */
  recheck?: number;
};

const RECHECK = 10_000;

/**
 * Reads the keys once, and again when a file has changed: a rotated or newly accepted key counts
 * within ten seconds, without a restart. Files that no longer fit are named in the log, and the keys
 * that were read before stay in use.
 *
 * @returns the keys as they are now; ask for them at each message.
 * @throws KeysError or ConfigError when the keys cannot be read to begin with.
 */
export async function openKeyRing(options: KeyRingOptions): Promise<() => Promise<KeyRing>> {
  const { config, log, now, recheck = RECHECK } = options;
  await loadServiceKeys(config);
  const held = { ...(await readRing(config)), checkedAt: now().getTime() };
  return async () => {
    const at = now().getTime();
    if (at - held.checkedAt >= recheck) {
      // before the wait: whoever asks meanwhile goes on with what is held
      held.checkedAt = at;
      Object.assign(held, await readAgain(config, held, log));
    }
    return held.ring;
  };
}

type Reading = { ring: KeyRing; stamp: string };

async function readAgain(config: KeysConfig, before: Reading, log: Logger): Promise<Reading> {
  try {
    if ((await stampOf(config)) === before.stamp) return { ...before };
    const reading = await readRing(config);
    log.info('keys were read again');
    return reading;
  } catch (error) {
    // one of ours names a file and no value
    const problem = error instanceof KeysError ? error.message : 'a file cannot be read';
    log.warn({ problem }, 'changed keys do not fit; those read before stay in use');
    return { ...before };
  }
}

async function readRing(config: KeysConfig): Promise<Reading> {
  // first the stamp: what changes while the files are read is read once more
  const stamp = await stampOf(config);
  // never made here: keys that went away while others trust them are not replaced in silence
  const own = await findServiceKeys(config);
  const pinned = await readPinnedKeys(required(config.pinnedKeysDir, 'PINNED_KEYS_DIR'));
  return { ring: { own, pinned }, stamp };
}

/** Changes whenever a file is put in another's place, written to, added or taken away. */
async function stampOf({ keys, pinnedKeysDir }: KeysConfig): Promise<string> {
  const pinned = required(pinnedKeysDir, 'PINNED_KEYS_DIR');
  const found = await stat(pinned).catch(() => undefined);
  const isDirectory = found?.isDirectory() ?? false;
  const names = isDirectory ? (await readdir(pinned)).filter((name) => name.endsWith('.json')) : [];
  const own = keys.text === undefined ? keys.file : undefined;
  const files = [...(own === undefined ? [] : [own]), pinned];
  return JSON.stringify(
    await Promise.all([...files, ...names.map((name) => join(pinned, name))].map(stampOfFile)),
  );
}

async function stampOfFile(file: string): Promise<unknown[]> {
  const found = await stat(file).catch(() => undefined);
  return [file, found?.ino, found?.size, found?.mtimeMs];
}
