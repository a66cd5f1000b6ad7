import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listSubgraphs } from '../compose/list-subgraphs.ts';
import { migrationProblems } from './migration-problems.ts';

const root = join(import.meta.dirname, '..', '..');
const codes = (await listSubgraphs(root)).filter((code) =>
  existsSync(join(root, 'subgraphs', code, 'tables.ts')),
);
for (const code of codes) {
  for (const problem of await migrationProblems(join(root, 'subgraphs', code))) {
    console.error(`subgraphs/${code}: ${problem}`);
    process.exitCode = 1;
  }
}
console.log(`migrations of ${codes.length} subgraphs read`);
