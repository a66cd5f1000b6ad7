import { readFile } from 'node:fs/promises';
import { replaceFile } from '../../subgraphs/kit/sealing/replace-file.ts';

/** The last good release, as the registry signed it, for a start without the registry. */
export type ReleaseCache = {
  /** undefined where there is none. */
  read(): Promise<string | undefined>;
  write(json: string): Promise<void>;
};

/** @param file undefined keeps nothing */
export function createReleaseCache(file: string | undefined): ReleaseCache {
  return {
    read: async () => {
      if (file === undefined) return undefined;
      return readFile(file, 'utf8').catch(() => undefined);
    },
    write: async (json) => {
      if (file !== undefined) await replaceFile(file, json, 0o600);
    },
  };
}
