import { join } from 'node:path';
import { listFiles } from './list-files.ts';
import { missingReadmes } from './missing-readmes.ts';

const missing = missingReadmes(await listFiles(join(import.meta.dirname, '..', '..')));
for (const folder of missing) console.error(`${folder} has no README.md`);
process.exitCode = missing.length === 0 ? 0 : 1;
