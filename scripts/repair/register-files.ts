import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError, codeOf } from '../stack/stack-error.ts';

/** What lies in a folder of registers. */
export type RegisterFiles = {
  /** The register of each agency that has one, by code. */
  files: Map<string, string>;
  /** Names of tables that are no register's; the list of parties may lie among them. */
  strays: string[];
};

/**
 * Finds the register of each agency, `<agency>.csv` in whatever case: `Police.CSV` left unread would
 * have the police answer from what they held before.
 *
 * @throws StackError when the folder cannot be read, or holds two registers of one agency
 */
export async function findRegisterFiles(
  folder: string,
  agencies: readonly string[],
): Promise<RegisterFiles> {
  const entries = await entriesOf(folder);
  const named = (wanted: string) =>
    entries.map(({ name }) => name).filter((name) => name.toLowerCase() === wanted);
  const found = agencies.map((code) => ({ code, names: named(`${code}.csv`).sort() }));
  const twice = found.filter(({ names }) => names.length > 1);
  if (twice.length > 0) {
    const clashes = twice.map(({ code, names }) => `${code} has ${names.join(' and ')}`);
    throw new StackError(
      `In ${folder} ${clashes.join('; ')}: names that differ only in case. Leave one, and run again.`,
    );
  }
  const expected = new Set([...agencies.map((code) => `${code}.csv`), 'parties.csv']);
  const strays = entries
    .filter((entry) => !entry.isDirectory() && /\.csv$/iu.test(entry.name))
    .flatMap(({ name }) => (expected.has(name.toLowerCase()) ? [] : [name]));
  const files = found.flatMap(({ code, names }) =>
    names.map((name) => [code, join(folder, name)] as const),
  );
  return { files: new Map(files), strays: strays.sort() };
}

async function entriesOf(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new StackError(`The folder ${folder} cannot be read (${String(codeOf(error))})`);
  });
}
