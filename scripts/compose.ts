import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { drift } from './compose/drift.ts';
import { generate } from './compose/generate.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'schema', 'generated');

const program = new Command()
  .name('npm run compose --')
  .description(
    "Writes each subgraph's SDL, the supergraph and the client schema to schema/generated",
  )
  .option('--check', 'write nothing; exit 1 where the files are not what the code says')
  .parse();

process.exitCode = program.opts<{ check?: true }>().check ? await check() : await write();

async function write(): Promise<number> {
  const made = await generatedFiles();
  if (!made) return 1;
  await mkdir(folder, { recursive: true });
  const stale = [...(await committed()).keys()].filter((file) => !made.has(file));
  await Promise.all(stale.map((file) => rm(join(folder, file))));
  await Promise.all([...made].map(([file, text]) => writeFile(join(folder, file), text)));
  console.log(`schema/generated: ${[...made.keys()].join(', ')}`);
  return 0;
}

async function check(): Promise<number> {
  const made = await generatedFiles();
  if (!made) return 1;
  const drifts = drift(await committed(), made);
  for (const { file, changes } of drifts) {
    console.error(`schema/generated/${file} is not what the code says:\n  ${changes.join('\n  ')}`);
  }
  if (drifts.length === 0) {
    console.log(`schema/generated agrees with the code: ${String(made.size)} files`);
    return 0;
  }
  console.error('Run: npm run compose');
  return 1;
}

/** Undefined, with the reasons printed, when the subgraphs do not compose. */
async function generatedFiles(): Promise<Map<string, string> | undefined> {
  const generated = await generate(root);
  if (!generated.errors) return generated.files;
  for (const { code, message, subgraph, line } of generated.errors) {
    const place = [subgraph, line].filter((part) => part !== undefined).join(':');
    console.error(`${place ? `${place}: ` : ''}${code}: ${message}`);
  }
  return undefined;
}

async function committed(): Promise<Map<string, string>> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.graphql'));
  const texts = await Promise.all(
    files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const),
  );
  return new Map(texts);
}
