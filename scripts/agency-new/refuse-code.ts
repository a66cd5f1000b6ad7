import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Of the hub's own parts, or of the court's fields beside which an agency's field would stand. */
const RESERVED = [
  ...['audit', 'court', 'gateway', 'hub', 'kit', 'provider', 'registry'],
  ...['envelope', 'refused', 'repairs', 'unknown', 'verifications'],
];

/** Names a folder, a field of the graph, a database and its roles. */
const CODE = /^[a-z]{2,24}$/u;

/** Why there can be no new agency of this code below `root`; undefined where there can. */
export function refuseCode(root: string, code: string): string | undefined {
  if (!CODE.test(code)) return `${code} is no code: write 2 to 24 small letters, such as lodging`;
  if (RESERVED.includes(code)) return `${code} is the name of another part`;
  const folder = join('subgraphs', code);
  if (existsSync(join(root, folder))) return `${folder} is there already; nothing was written`;
  return undefined;
}
