import { realpath } from 'node:fs/promises';
import { inSystemWords } from './system-words.ts';
import { enterUsers } from './users.ts';

/** What somebody else's stack has, which is not stopped before this is disposed of. */
export type Used<Found> = AsyncDisposable & { found: Found };

/**
 * Uses what runs over `home`, and says so to whoever would stop it; undefined where nothing runs.
 *
 * It is looked for once more after that was said: whoever stops it hides it first and looks for users
 * then (`until-unused.ts`), so either it is hidden from us, or they have seen us and wait.
 */
export async function useRunning<Found>(
  home: string,
  find: () => Promise<Found | undefined>,
): Promise<Used<Found> | undefined> {
  if ((await find()) === undefined) return undefined;
  await using cleanup = new AsyncDisposableStack();
  const folder = await realpath(home);
  const user = await inSystemWords(folder, () => enterUsers(folder));
  cleanup.defer(() => user.release());
  const found = await find();
  if (found === undefined) return undefined;
  const held = cleanup.move();
  return { found, [Symbol.asyncDispose]: () => held.disposeAsync() };
}
