import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';

/**
 * The value of `--home`: a folder, or nothing that is there yet.
 *
 * @throws InvalidArgumentError when none is named, or something else is there.
 */
export function homeFolder(path: string): string {
  // as a variable is that is not set; it would be the folder one stands in
  if (path.trim() === '') throw new InvalidArgumentError('Name a folder.');
  if (existsSync(path) && !statSync(path).isDirectory())
    throw new InvalidArgumentError('That is no folder.');
  return resolve(path);
}

/** The flag by which another command reaches the same home; empty for the one that it takes by itself. */
export function sameHome(home: string): string {
  if (home === resolve('.relink')) return '';
  return ` --home ${/\s/u.test(home) ? `"${home}"` : home}`;
}
