import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A service that does as little as the stack can tell from a real one. */
const MAIN = `
import { createServer } from 'node:http';
const [command = 'serve', ...args] = process.argv.slice(2);
const { PORT, HOST } = process.env;
if (command === 'import') {
  process.stderr.write('{"progress":{"read":1}}\\n');
  if (args[0] === 'bad.csv') {
    process.stderr.write('CODE_HERE: bad.csv is not a CSV file\\nat a stack with a secret\\n');
    process.exit(1);
  }
  process.stdout.write(JSON.stringify({ file: args[0], url: process.env.MIGRATION_DATABASE_URL }) + '\\n');
} else if (command === 'serve') {
  BEFORE_SERVING
  createServer((request, response) => {
    response.end(request.url === '/env' ? JSON.stringify(process.env) : 'ready');
  }).listen(Number(PORT), HOST);
  process.on('SIGTERM', () => process.exit(0));
  process.on('disconnect', () => process.exit(0));
}
`;

/** In place of keys and databases: a file each where the stack looks for one. */
const PREPARE = `
import { writeFileSync } from 'node:fs';
const home = process.argv[3];
for (const code of Object.keys(JSON.parse(process.env.DATABASES))) {
  writeFileSync(home + '/keys/' + code + '.jwks.json', '{}', { mode: 0o600 });
  writeFileSync(home + '/keys/pinned/' + code + '.json', '{}');
}
console.log('{}');
`;

/** Of what is no subgraph. */
const FOLDERS: Readonly<Record<string, string>> = {
  gateway: 'gateway',
  provider: join('scripts', 'provider'),
};

/** Lays out a repository of stand-ins, for the stack's own tests. */
export async function writeStandIns(
  root: string,
  codes: string[],
  beforeServing: Record<string, string> = {},
): Promise<void> {
  for (const code of ['gateway', 'provider', ...codes]) {
    const folder = join(root, FOLDERS[code] ?? join('subgraphs', code));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'service.ts'), '');
    const main = MAIN.replaceAll('CODE_HERE', code);
    await writeFile(
      join(folder, 'main.ts'),
      main.replace('BEFORE_SERVING', beforeServing[code] ?? ''),
    );
  }
  await mkdir(join(root, 'scripts', 'stack'), { recursive: true });
  await writeFile(join(root, 'scripts', 'stack', 'prepare.ts'), PREPARE);
  await writeFile(join(root, 'package.json'), '{"type":"module"}');
}
