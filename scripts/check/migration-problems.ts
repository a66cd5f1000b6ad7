import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { generateDrizzleJson } from 'drizzle-kit/api';
import { z } from 'zod';

const NAME = /^\d{14}_[a-z]+(_[a-z0-9]+)+$/u;

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string() })) });
const snapshotSchema = z.looseObject({ id: z.string(), prevId: z.string() });

/**
 * What is wrong with the migrations of one subgraph: tables that the last migration does not make,
 * a file the journal does not know or the other way round, a name out of form.
 *
 * @param folder of the subgraph, holding `tables.ts` and `migrations/`
 */
export async function migrationProblems(folder: string): Promise<string[]> {
  const migrations = join(folder, 'migrations');
  if (!existsSync(join(migrations, 'meta', '_journal.json'))) return ['has tables, no migrations'];
  const journal = journalSchema.parse(await readJson(join(migrations, 'meta', '_journal.json')));
  const tags = journal.entries.map(({ tag }) => tag);
  const files = (await readdir(migrations)).filter((file) => file.endsWith('.sql'));
  const held = files.map((file) => file.slice(0, -'.sql'.length));
  return [
    ...held.filter((tag) => !tags.includes(tag)).map((tag) => `${tag} is not in the journal`),
    ...tags.filter((tag) => !held.includes(tag)).map((tag) => `${tag}.sql is missing`),
    ...tags
      .filter((tag) => !NAME.test(tag))
      .map((tag) => `${tag} is not <timestamp>_<verb>_<what>`),
    ...(await staleTables(folder, tags.at(-1))),
  ];
}

async function staleTables(folder: string, tag: string | undefined): Promise<string[]> {
  if (tag === undefined) return ['has an empty journal'];
  const [stamp] = tag.split('_', 1);
  const file = join(folder, 'migrations', 'meta', `${String(stamp)}_snapshot.json`);
  const last = snapshotSchema.parse(await readJson(file));
  // a module is an object; drizzle-kit picks the tables out of what it exports
  const tables = (await import(pathToFileURL(join(folder, 'tables.ts')).href)) as Record<
    string,
    unknown
  >;
  const made: unknown = generateDrizzleJson(tables, last.prevId);
  const now = snapshotSchema.parse(JSON.parse(JSON.stringify(made)));
  const same = isDeepStrictEqual({ ...now, id: last.id }, last);
  return same ? [] : ['tables.ts says more or other than the migrations: npm run migration'];
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8')) as unknown;
}
