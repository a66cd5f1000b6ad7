import { closeSync, openSync, writeSync } from 'node:fs';

/** A file that is only appended to. Memory stays at one buffer however long the file gets. */
export type LineFile = { append: (text: string) => void; close: () => void };

const BUFFERED = 1 << 18;

export function openLineFile(path: string): LineFile {
  const file = openSync(path, 'w');
  let waiting: string[] = [];
  let length = 0;
  const flush = (): void => {
    writeAll(file, Buffer.from(waiting.join(''), 'utf8'));
    waiting = [];
    length = 0;
  };
  return {
    append: (text) => {
      waiting.push(text);
      length += text.length;
      if (length >= BUFFERED) flush();
    },
    close: () => {
      flush();
      closeSync(file);
    },
  };
}

function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(file, bytes, written);
  }
}
