import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';

const root = join(import.meta.dirname, '..');

new Command()
  .name('npm run migration --')
  .description("Writes the migration that a subgraph's tables.ts asks for")
  .argument('<code>', 'the subgraph, such as police')
  .argument('<name>', 'what it does, verb first: create_register')
  .option('--custom', 'an empty migration, for SQL that tables cannot express')
  .action((code: string, name: string, { custom }: { custom?: true }, command: Command) => {
    const tables = join('subgraphs', code, 'tables.ts');
    if (!existsSync(join(root, tables))) command.error(`${tables} does not exist`);
    if (!/^[a-z]+(_[a-z0-9]+)+$/u.test(name)) command.error('Write the name like create_register');
    process.exitCode = generate(tables, join('subgraphs', code, 'migrations'), name, custom);
  })
  .parse();

function generate(tables: string, out: string, name: string, custom = false): number {
  const options = [
    '--dialect=postgresql',
    `--schema=${tables}`,
    `--out=${out}`,
    '--prefix=timestamp',
    `--name=${name}`,
  ];
  const command = [join(root, 'node_modules', '.bin', 'drizzle-kit'), 'generate', ...options];
  const run = spawnSync(process.execPath, custom ? [...command, '--custom'] : command, {
    cwd: root,
    stdio: 'inherit',
  });
  return run.status ?? 1;
}
