import { copyFile, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { SAMPLE } from '../../scripts/repair/options.ts';
import { findLeaks } from '../support/find-leaks.ts';
import { readJsonLines } from '../support/json-lines.ts';
import { sampleRows, writeLines } from '../support/party-list.ts';
import { restoreRegisters } from '../support/restore-registers.ts';
import { runScript } from '../support/run-script.ts';
import { sampleSecrets } from '../support/sample-secrets.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { home } = inject('sample');
const folder = await tempFolder();
const { header, rows } = await sampleRows();
const few = rows.slice(0, 12);
const others = (await readdir(join(SAMPLE, 'registers')))
  .map((file) => file.slice(0, -'.csv'.length))
  .filter((code) => code !== 'police');
/** A child, by the true answers of the sample. */
const MINOR = 'P00020';
const GB18030_NAME = Buffer.from('d5c5ceb0', 'hex');

afterAll(async () => {
  await restoreRegisters(home, ['police']);
  await folder[Symbol.asyncDispose]();
});

/** Runs the command over the stack that is up, and looks for names in all that it says. */
async function repair(parties: string, ...more: string[]) {
  const asOf = ['--as-of', '2026-11-20'];
  const said = await runScript('repair', ['--home', home, '--parties', parties, ...asOf, ...more]);
  const terminal = Buffer.from(said.stdout + said.stderr);
  expect(findLeaks(terminal, await sampleSecrets()).size).toBe(0);
  expect(said.stderr).not.toContain('    at ');
  return said;
}

function list(name: string, lines: readonly string[], end?: string): Promise<string> {
  return writeLines(folder.path, name, lines, end);
}

test('a list with carriage returns and a byte order mark is the same list', async () => {
  const [plain, other] = [join(folder.path, 'plain.jsonl'), join(folder.path, 'other.jsonl')];
  const from = await list('plain.csv', [header, ...few]);
  const asTyped = await list('windows.csv', [`\uFEFF${header}`, ...few], '\r\n');
  expect(await repair(from, '--json', plain)).toMatchObject({ code: 0 });
  const said = await repair(asTyped, '--json', other);
  expect(said.code).toBe(0);
  expect(said.stderr).toContain('0 new, 0 changed, 12 known parties');
  expect(await readJsonLines(other)).toEqual(await readJsonLines(plain));
});

test('rows that do not fit are named, the others processed, and the exit code is 1', async () => {
  const bad = [
    'no case number,X1,DEFENDANT,PERSON,,,,,,',
    '（2026）浙0782民初1号,,DEFENDANT,PERSON,,,,,,',
  ];
  const out = join(folder.path, 'some.jsonl');
  const parties = await list('some.csv', [header, ...few, ...bad, few[0] ?? '']);
  const { code, stdout } = await repair(parties, '--json', out);
  expect(code).toBe(1);
  expect(stdout).toContain('3 rows of the list do not fit');
  expect(await readJsonLines(out)).toHaveLength(few.length);
  const [, rejects = ''] = /do not fit, see (\S+)/u.exec(stdout) ?? [];
  expect((await readFile(rejects, 'utf8')).trimEnd().split('\n')).toEqual([
    'line,column,reason',
    expect.stringMatching(/^14,case_no,\w+$/u),
    '15,party_ref,MISSING',
    '16,party_ref,DUPLICATE',
  ]);
});

test('a list without any party is done at once', async () => {
  const { code, stdout } = await repair(await list('none.csv', [header]));
  expect(code).toBe(0);
  expect(stdout).toContain('0 parties as of 2026-11-20');
});

test('a day that is yet to come is said to be that, and makes no child of age', async () => {
  const child = rows.find((row) => row.includes(`,${MINOR},`)) ?? '';
  const parties = await list('later.csv', [header, ...few.slice(0, 1), child]);
  const { code, stdout, stderr } = await repair(parties, '--as-of', '2099-01-01');
  expect(code).toBe(0);
  expect(stdout).toContain('2 parties as of 2099-01-01');
  expect(stdout).toMatch(new RegExp(`^${MINOR} +BLOCKED +MINOR`, 'mu'));
  expect(stderr).toContain('2099-01-01 is yet to come');
});

test('an empty file is no list', async () => {
  const { code, stderr, stdout } = await repair(await list('empty.csv', []));
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('The file is empty');
});

test('a file without the columns of a list names what is missing', async () => {
  const { code, stderr } = await repair(await list('other.csv', ['name,phone', 'x,y']));
  expect(code).toBe(1);
  expect(stderr).toMatch(/lacks the column "case_no"/u);
});

test('in a list in GB18030 the rows that are not UTF-8 are named and the others processed', async () => {
  const file = join(folder.path, 'gb18030.csv');
  const broken = Buffer.concat([
    Buffer.from(`${[header, ...few].join('\n')}\n`),
    ...[Buffer.from('（2026）浙0782民初2号,X9,DEFENDANT,PERSON,'), GB18030_NAME],
    Buffer.from(',,,,13812345678,\n'),
  ]);
  await writeFile(file, broken);
  const { code, stdout } = await repair(file);
  expect(code).toBe(1);
  expect(stdout).toContain('12 parties as of');
  expect(stdout).toContain('1 row of the list does not fit');
});

test('a list that lies under a name no command line likes is read all the same', async () => {
  const file = await list('原告 名单 (1).csv', [header, ...few]);
  expect(await repair(file)).toMatchObject({ code: 0 });
});

test('rows of a register that do not fit are named by line and column, and it goes on', async () => {
  const registers = await tempFolder();
  await using _gone = registers;
  const police = join(registers.path, 'police.csv');
  const whole = (await readFile(join(SAMPLE, 'registers', 'police.csv'), 'utf8')).trimEnd();
  const bad = ['RESIDENT_ID,123,,王无号,,M,1973-08-01,somewhere,,,,2026-10-14', 'one,cell'];
  await writeFile(police, [whole, ...bad, ''].join('\n'));
  const at = whole.split('\n').length;
  const parties = await list('few.csv', [header, ...few]);
  const { code, stderr } = await repair(parties, '--registers', registers.path);
  expect(code).toBe(0);
  const [, rejects = ''] = /police: .*; \d+ rows do not fit, see (\S+)/u.exec(stderr) ?? [];
  const named = (await readFile(rejects, 'utf8')).trimEnd().split('\n');
  expect(named).toContainEqual(expect.stringMatching(`^${String(at + 1)},id_number,`));
  expect(named).toContainEqual(expect.stringMatching(`^${String(at + 2)},`));
  expect(await readFile(rejects, 'utf8')).not.toContain('王无号');
  expect((await stat(rejects)).mode & 0o777).toBe(0o600);
});

test('an agency without a file in the folder keeps what it holds and is named', async () => {
  await using registers = await tempFolder();
  await copyFile(join(SAMPLE, 'registers', 'police.csv'), join(registers.path, 'police.csv'));
  const parties = await list('again.csv', [header, ...few]);
  const out = join(folder.path, 'again.jsonl');
  const { code, stderr } = await repair(parties, '--registers', registers.path, '--json', out);
  expect(code).toBe(0);
  expect(others.length).toBeGreaterThan(2);
  expect(stderr).toContain(`Without a file in the folder, left as they are: ${others.join(', ')}`);
  for (const { agencies } of await readJsonLines(out)) {
    expect(Object.values(agencies).map(({ status }) => status)).not.toContain('UNAVAILABLE');
  }
});

test('a register that is no table leaves the old one in place and names the file', async () => {
  await using registers = await tempFolder();
  await writeFile(join(registers.path, 'police.csv'), 'what,is,this\n1,2,3\n');
  const parties = await list('third.csv', [header, ...few]);
  const { code, stderr, stdout } = await repair(parties, '--registers', registers.path);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^police\.csv was not taken in: .*lacks the column/mu);
});

test('a result that differs from the true answers ends with exit code 1 and says where', async () => {
  const expected = await list('wrong.jsonl', [
    JSON.stringify({
      ...{ party_ref: 'P00000', category: 'made_up', status: 'NOT_FOUND', flags: ['REVOKED'] },
      ...{ required: [['PHONE', '13800000000']], allowed: [] },
    }),
  ]);
  const parties = await list('fourth.csv', [header, ...few]);
  const { code, stdout } = await repair(parties, '--expect', expected);
  expect(code).toBe(1);
  const all = 'P00000 STATUS+FLAG_MISSING+CONTACT_MISSING+WRONG_DISCLOSURE';
  expect(stdout).toMatch(new RegExp(`made_up +0 +1 +${all.replaceAll('+', '\\+')}`, 'u'));
  expect(stdout).toContain('0 of 1 as expected');
});
