import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { writeLines } from '../../tests/support/party-list.ts';
import { freshDatabase } from '../../tests/support/postgres.ts';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import type { TempFolder } from '../../tests/support/temp-folder.ts';
import { runCommand } from '../stack/run-command.ts';
import { serviceEnvironment } from '../stack/service-environment.ts';
import { StackError } from '../stack/stack-error.ts';
import { loadParties, loadRegisters } from './load-data.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CODES = ['court', 'police', 'population'];
const HEADER =
  'id_type,id_number,issuing_state,name,phone,residence_address,registered_on,expires_on';

const cleanup = new AsyncDisposableStack();
let stack: Parameters<typeof loadRegisters>[0];
let folder: TempFolder;
let said: string[] = [];
const progress = { say: (line: string) => said.push(line), count: () => undefined };

/** The databases of a few services, prepared, and their commands; none of them serves. */
beforeAll(async () => {
  const home = cleanup.use(await tempFolder()).path;
  const services = new Map<string, Omit<Parameters<typeof runCommand>[0], 'args'>>();
  for (const code of CODES) {
    const database = await freshDatabase(code);
    cleanup.defer(() => database.drop());
    const main = join(ROOT, 'subgraphs', code, 'main.ts');
    const env = serviceEnvironment(home, code, database, {});
    services.set(code, { code, main, env });
    await runCommand({ code, main, env, args: ['prepare'] });
  }
  stack = {
    home,
    subgraphUrls: Object.fromEntries(CODES.map((code) => [code, ''])),
    runCommand: (code, args, onStderrLine) => {
      const service = services.get(code);
      if (service === undefined) throw new Error(`${code} is not prepared`);
      return runCommand({ ...service, args, onStderrLine });
    },
  };
});

beforeEach(async () => {
  folder = await tempFolder();
  cleanup.use(folder);
  said = [];
});

afterAll(() => cleanup.disposeAsync());

test('every row of a register is counted, and who has bad cells is told where they are named', async () => {
  const row = (id: string, phone: string) => `RESIDENT_ID,${id},,样例,${phone},,2025-04-23,`;
  const good = row('411326199001306959', '15272272606');
  const lines = [good, good, row('330106200306227467', 'abc'), row('1', '')];
  await writeLines(folder.path, 'population.csv', [HEADER, ...lines]);
  await loadRegisters(stack, folder.path, progress);
  const rejects = join(stack.home, 'rejects', 'population.csv');
  expect(said).toContain(
    'population: 4 rows: 2 new, 0 gone, 0 as before, 1 repeated; ' +
      `1 row does not fit and 1 was taken without its bad cells, see ${rejects}`,
  );
  expect((await readFile(rejects, 'utf8')).split('\n')).toEqual([
    'line,column,reason',
    expect.stringMatching(/^4,phone,/u),
    expect.stringMatching(/^5,id_number,/u),
    '',
  ]);
});

test('a register whose name is written in capitals is read', async () => {
  const row = 'RESIDENT_ID,330106197004142375,,样例,15952359529,,2026-03-29,';
  await writeLines(folder.path, 'Population.CSV', [HEADER, row]);
  await loadRegisters(stack, folder.path, progress);
  expect(said).toEqual([
    'Without a file in the folder, left as they are: police',
    expect.stringMatching(/^population: 1 row: 1 new, /u),
  ]);
});

test('all registers that were not taken in are named, with where the reasons stand', async () => {
  await writeLines(folder.path, 'police.csv', ['name,phone', 'x,y']);
  await writeLines(folder.path, 'population.csv', [HEADER, 'RESIDENT_ID,1,,样例,,,,']);
  const refused = loadRegisters(stack, folder.path, progress);
  await expect(refused).rejects.toThrow(StackError);
  const rejects = join(stack.home, 'rejects', 'population.csv');
  await expect(refused).rejects.toThrow(
    [
      'police.csv was not taken in: The header row lacks the column "id_type"',
      `population.csv was not taken in: 1 of 1 row does not fit, see ${rejects}; ` +
        'the register stays as it was',
    ].join('\n'),
  );
  expect(await readFile(rejects, 'utf8')).toMatch(/^line,column,reason\n2,id_number,/u);
});

test('a register is taken in although another is refused', async () => {
  const row = 'RESIDENT_ID,330106197004142375,,样例,15952359529,,2026-03-29,';
  await writeLines(folder.path, 'population.csv', [HEADER, row]);
  await mkdir(join(folder.path, 'police.csv'));
  await expect(loadRegisters(stack, folder.path, progress)).rejects.toThrow(
    /^police\.csv was not taken in: The file cannot be read \(EISDIR\)$/u,
  );
  expect(said).toContainEqual(expect.stringMatching(/^population: 1 row: /u));
});

test.each([
  ['is no file', 'folder', 'EISDIR'],
  ['is gone', 'gone.csv', 'ENOENT'],
])('a list that %s is named, in plain words', async (_why, name, code) => {
  await mkdir(join(folder.path, 'folder'));
  await expect(loadParties(stack, join(folder.path, name), progress)).rejects.toThrow(
    new StackError(`${name} was not taken in: The file cannot be read (${code})`),
  );
});
