import './stack/hasten-loading.ts';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { drift } from './compose/drift.ts';
import { GENERATED_FOLDERS, WRITTEN_BY_HAND, generate } from './compose/generate.ts';

const root = join(import.meta.dirname, '..');
const schema = join(root, 'schema');

const program = new Command()
  .name('npm run compose --')
  .description(
    "Writes each subgraph's SDL, the supergraph, the client schema and the manifest of trusted " +
      'documents to schema/generated, and the errors, events and rights to schema/contract/docs',
  )
  .option('--check', 'write nothing; exit 1 where the files are not what the code says')
  .parse();

process.exitCode = program.opts<{ check?: true }>().check ? await check() : await write();

async function write(): Promise<number> {
  const made = await generatedFiles();
  if (!made) return 1;
  const stale = [...(await committed()).keys()].filter((file) => !made.has(file));
  await Promise.all(stale.map((file) => rm(join(schema, file))));
  await Promise.all(
    [...made].map(async ([file, text]) => {
      await mkdir(dirname(join(schema, file)), { recursive: true });
      await writeFile(join(schema, file), text);
    }),
  );
  console.log(`schema: ${[...made.keys()].join(', ')}`);
  return 0;
}

async function check(): Promise<number> {
  const made = await generatedFiles();
  if (!made) return 1;
  const drifts = drift(await committed(), made);
  for (const { file, changes } of drifts) {
    console.error(`schema/${file} is not what the code says:\n  ${changes.join('\n  ')}`);
  }
  if (drifts.length === 0) {
    console.log(`schema agrees with the code: ${String(made.size)} files`);
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

/** What is there of the files that are written here, by path below `schema/`. */
async function committed(): Promise<Map<string, string>> {
  const files = await Promise.all(
    GENERATED_FOLDERS.map(async (folder) => {
      const names = await readdir(join(schema, folder)).catch(() => []);
      const files = names.map((name) => `${folder}/${name}`);
      return files.filter((file) => !WRITTEN_BY_HAND.has(file));
    }),
  );
  const texts = files
    .flat()
    .map(async (file) => [file, await readFile(join(schema, file), 'utf8')] as const);
  return new Map(await Promise.all(texts));
}
