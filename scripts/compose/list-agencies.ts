import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listSubgraphs } from './list-subgraphs.ts';

/** Codes of the subgraphs that hold a register, and so are agencies. @param root the repository */
export async function listAgencies(root: string): Promise<string[]> {
  const codes = await listSubgraphs(root);
  return codes.filter((code) => existsSync(join(root, 'subgraphs', code, 'register.ts')));
}
