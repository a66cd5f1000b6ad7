import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The first line a process says; what follows is read and dropped. */
export function firstLine(from: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: from })
      .once('line', resolve)
      .once('close', () => {
        reject(new Error('It said nothing'));
      });
  });
}
