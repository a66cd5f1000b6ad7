import { join } from 'node:path';
import type { Check } from './run-check.ts';

const bin = (name: string) => join('node_modules', '.bin', name);

/** Everything but the tests; what takes longest first, since two run at once. */
export const GATE: readonly Check[] = [
  { name: 'lint', args: [bin('eslint'), '.', '--max-warnings', '0'] },
  { name: 'readmes', args: ['scripts/check/readmes.ts'] },
  { name: 'imports', args: ['scripts/check/imports.ts'] },
  { name: 'dead', args: [bin('knip')] },
  { name: 'drift', args: ['scripts/compose.ts', '--check'] },
  { name: 'migrations', args: ['scripts/check/migrations.ts'] },
  { name: 'format', args: [bin('prettier'), '--check', '.'] },
  { name: 'types', args: [bin('tsc'), '--noEmit'] },
  { name: 'page', args: [bin('tsc'), '--noEmit', '-p', 'scripts/explorer/page'] },
];
