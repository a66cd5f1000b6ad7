import { codeOf } from './stack-error.ts';

/**
 * Lets a command go on to its end when whoever reads what it prints has read enough, as `head` does:
 * the rest is printed to nobody.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      if (codeOf(error) !== 'EPIPE') throw error;
    });
}
