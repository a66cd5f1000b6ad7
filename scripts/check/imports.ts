import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from './cruise.ts';
import { CODE_FOLDERS, listFiles } from './list-files.ts';

const root = join(import.meta.dirname, '..', '..');
const folders = CODE_FOLDERS.filter((folder) => existsSync(join(root, folder)));
const sources = (await listFiles(root)).filter((file) => file.endsWith('.ts'));
const { read, violations } = await cruise(root, folders);

// a cruiser that cannot read TypeScript finds no module, hence no fault: that is no pass
const unread = sources.filter((file) => !read.has(file));
for (const violation of violations) console.error(violation);
for (const file of unread) console.error(`${file} was not read`);
console.log(`${sources.length - unread.length} of ${sources.length} modules read`);
process.exitCode = violations.length + unread.length === 0 && sources.length > 0 ? 0 : 1;
