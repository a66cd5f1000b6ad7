import { posix } from 'node:path';

/** Written by tools, or sample data whose layout is given. */
const EXEMPT = /^(subgraphs\/[^/]+(\/ledger)?\/migrations|tests\/fixtures\/.+)(\/|$)/u;

/** @returns the folders, of those that hold a file or a folder, without a README.md, sorted */
export function missingReadmes(files: readonly string[]): string[] {
  const held = new Set(files);
  const folders = new Set(files.flatMap(foldersOf));
  return [...folders]
    .filter((folder) => !EXEMPT.test(folder) && !held.has(`${folder}/README.md`))
    .sort();
}

function foldersOf(file: string): string[] {
  const folder = posix.dirname(file);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}
