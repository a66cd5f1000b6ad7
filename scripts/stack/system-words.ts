import { StackError, codeOf } from './stack-error.ts';

/** What keeps the system from doing what was asked, and what helps, by the code of its error. */
const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Make room, and run it again: what was kept is whole',
  EDQUOT: 'your share of the disk is used up. Make room, and run it again: what was kept is whole',
  EROFS: 'nothing can be written there: the disk is read-only',
  EACCES: 'it belongs to another user, or its modes were changed; run it as its owner',
  EPERM: 'it belongs to another user, or its modes were changed; run it as its owner',
  EMFILE: 'too many files are open at once. Raise the limit (ulimit -n), and run it again',
  ENFILE: 'too many files are open on this machine. Run it again when fewer are',
  EAGAIN: 'the system starts no more processes. Raise the limit (ulimit -u), or end some',
  ENOMEM: 'the memory is used up. Run it again when more is free',
  EIO: 'the disk does not read or write. Look at the system’s log',
};

/** Words for the code of a system error; undefined for one that says something of our own code. */
export function systemWords(error: unknown): string | undefined {
  const code = codeOf(error);
  return typeof code === 'string' && Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
}

/**
 * Does something with the files of a home.
 *
 * @throws StackError naming the file and what helps, where the system refused; what was thrown otherwise
 */
export async function inSystemWords<Result>(
  home: string,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const words = systemWords(error);
    if (error instanceof StackError || words === undefined) throw error;
    const path = error instanceof Error && 'path' in error ? error.path : undefined;
    const what = typeof path === 'string' && path.startsWith(home) ? path : home;
    throw new StackError(`${what}: ${words} (${String(codeOf(error))})`, { cause: error });
  }
}
