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

/** What a shell takes as it stands. */
const PLAIN = /^[\p{L}\p{N}_@%+=:,./-]+$/u;
/** What it reads between double quotation marks as something else. */
const READ = /["$`\\!]/u;

/** The flag by which another command reaches the same home; empty for the one that it takes by itself. */
export function sameHome(home: string): string {
  if (home === resolve('.relink')) return '';
  return ` --home ${quoted(home)}`;
}

/** As it can be typed: POSIX, "Quoting". */
function quoted(text: string): string {
  if (PLAIN.test(text)) return text;
  return READ.test(text) ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `"${text}"`;
}
