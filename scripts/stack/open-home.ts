import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../subgraphs/kit/sealing/make-folder.ts';
import { isRoot } from './is-root.ts';
import { StackError, codeOf } from './stack-error.ts';
import { systemWords } from './system-words.ts';
import { usersFolder } from './users.ts';

/**
 * Makes the folder that holds a stack's database, keys and logs, and returns its true path. Where
 * root runs the stack, the account PostgreSQL runs as may pass through it; nobody may list it.
 */
export async function openHome(home: string): Promise<string> {
  try {
    makeFolder(home, isRoot() ? 0o711 : 0o700);
    const path = await realpath(home);
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    makeFolder(join(path, 'logs'), 0o700);
    makeFolder(usersFolder(path), 0o700);
    return path;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new StackError(`${home} is no folder`);
    const words = systemWords(error);
    const why = words === undefined ? '' : `: ${words}`;
    throw new StackError(`${home} cannot hold a stack (${String(codeOf(error))})${why}`);
  }
}
