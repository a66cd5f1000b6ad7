import { copyFile, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readLine } from '../../subgraphs/kit/ledger/export-line.ts';
import { AGENCIES } from '../support/agencies.ts';
import { runScript } from '../support/run-script.ts';
import type { Said } from '../support/run-script.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { home } = inject('sample');
const SOURCES = ['court', 'audit', 'registry', ...AGENCIES].sort();
const folder = await tempFolder();
const out = join(folder.path, 'ledgers');
const keysOf = (code: string) => join(home, 'keys', 'pinned', `${code}.json`);
const exportOf = (code: string) => join(out, `${code}.jsonl`);
const ledger = (...args: string[]): Promise<Said> => runScript('ledger', args);

let exported: Said;
beforeAll(async () => {
  exported = await ledger('export', '--home', home, '--out', out);
});
afterAll(() => folder[Symbol.asyncDispose]());

test('every ledger is written out with its newest checkpoint, for the owner alone', async () => {
  expect(exported).toMatchObject({ code: 0 });
  const files = SOURCES.flatMap((code) => [`${code}.checkpoint`, `${code}.jsonl`]);
  expect((await readdir(out)).sort()).toEqual(files);
  for (const file of files) expect((await stat(join(out, file))).mode & 0o777).toBe(0o600);
  for (const code of SOURCES) expect(exported.stdout).toContain(`${exportOf(code)}: `);
});

test('one that is named is written out alone, and that the last one was is in it', async () => {
  const again = join(folder.path, 'again');
  const said = await ledger('export', 'police', '--home', home, '--out', again);
  expect(said).toMatchObject({ code: 0 });
  expect((await readdir(again)).sort()).toEqual(['police.checkpoint', 'police.jsonl']);
  expect(await readFile(exportOf('police'), 'utf8')).not.toContain('LEDGER_EXPORTED');
  expect(await readFile(join(again, 'police.jsonl'), 'utf8')).toContain('LEDGER_EXPORTED');
});

test('what was written out is sound, each by the keys of its own service', async () => {
  const said = await ledger(
    ...['verify', ...SOURCES.map(exportOf)],
    ...['--keys', ...SOURCES.map(keysOf)],
  );
  expect(said).toMatchObject({ code: 0 });
  expect(said.stdout.match(/: sound\. \d+ entries/gu)).toHaveLength(SOURCES.length);
  expect(said.stdout).not.toContain('would not show');
});

/** A copy of the police's export in which something was changed. */
async function changed(change: (lines: string[]) => string[]): Promise<string> {
  const lines = (await readFile(exportOf('police'), 'utf8')).trimEnd().split('\n');
  const file = join(folder.path, 'changed.jsonl');
  await writeFile(file, `${change(lines).join('\n')}\n`);
  return file;
}

/** As the text of an entry stands in a line, quoted once more. */
const ACTOR = String.raw`\"actor\":\"`;
const isEntry = (index: number) => (line: string) => line.includes(`"index":${String(index)},`);

test.each<[string, (lines: string[]) => string[], RegExp]>([
  [
    'edited',
    (lines) => lines.map((line) => (isEntry(1)(line) ? line.replace(ACTOR, `${ACTOR}x`) : line)),
    /NOT SOUND at entry 1, line \d+: EDITED/u,
  ],
  [
    'taken out',
    (lines) => lines.filter((line) => !isEntry(1)(line)),
    /NOT SOUND at entry 1, line \d+: DELETED/u,
  ],
  [
    'torn',
    (lines) => lines.map((line) => (isEntry(1)(line) ? line.slice(0, 30) : line)),
    /NOT SOUND at entry 1, line \d+: TORN/u,
  ],
])('a line that was %s is named with its entry', async (_, change, said) => {
  const file = await changed(change);
  const verdict = await ledger('verify', file, '--code', 'police', '--keys', keysOf('police'));
  expect(verdict.code).toBe(1);
  expect(verdict.stdout).toMatch(said);
});

test('an end that was cut off shows by a checkpoint alone, and it is said where there is none', async () => {
  const lines = (await readFile(exportOf('court'), 'utf8')).trimEnd().split('\n');
  const notes = lines.flatMap((line, at) => {
    const said = readLine(line);
    return said !== undefined && 'checkpoint' in said ? [{ at, note: said.checkpoint }] : [];
  });
  const last = notes.at(-2);
  if (last === undefined) throw new Error('the court has not signed twice');
  const file = join(folder.path, 'cut', 'court.jsonl');
  await mkdir(dirname(file));
  await writeFile(file, `${lines.slice(0, last.at + 1).join('\n')}\n`);
  const verify = (...more: string[]) => ledger('verify', file, '--keys', keysOf('court'), ...more);
  const alone = await verify();
  expect(alone.code).toBe(0);
  expect(alone.stdout).toMatch(
    /: sound\. .*\n.*: no \.checkpoint file beside it: a cut-off end would/u,
  );
  const newest = join(out, 'court.checkpoint');
  expect((await verify('--checkpoint', newest)).stdout).toMatch(/NOT SOUND .*: TRUNCATED/u);
  const own = join(folder.path, 'own.checkpoint');
  await writeFile(own, last.note);
  const kept = await verify('--checkpoint', own);
  expect(kept.code).toBe(0);
  expect(kept.stdout).toContain('an end cut off behind those given would not show');
  await copyFile(newest, join(dirname(file), 'court.checkpoint'));
  expect(await verify()).toMatchObject({ code: 1 });
});

test('an entry is proved by a file that stands alone, to whoever has the key', async () => {
  const file = join(folder.path, 'entry.tlog-proof');
  const proved = await ledger('prove', 'police', '0', '--home', home, '--out', file);
  const written = `${file}: entry 0 of police with its proof\n`;
  expect(proved).toMatchObject({ code: 0, stdout: written });
  const verify = (code: string, keys: string) =>
    ledger('verify-proof', file, '--code', code, '--keys', keysOf(keys));
  const said = await verify('police', 'police');
  expect(said.code).toBe(0);
  expect(said.stdout).toMatch(/^entry 0 of \d+ is proved:\n\{/u);
  for (const [code, keys] of [
    ['police', 'court'],
    ['court', 'police'],
  ] as const) {
    const refused = await verify(code, keys);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(/NOT PROVED \(UNKNOWN_KEY\)/u);
  }
  const printed = await ledger('prove', 'police', '0', '--home', home);
  expect(printed.stdout).toContain('relink/police');
});

test('an export is not believed by another service’s key', async () => {
  const said = await ledger('verify', exportOf('police'), '--keys', keysOf('court'));
  expect(said.code).toBe(1);
  expect(said.stdout).toMatch(/police\.jsonl: NOT SOUND/u);
});

test('a month is not dropped before its time, and it is said when that is', async () => {
  const said = await ledger('drop', '2900-01', '--home', home);
  expect(said).toMatchObject({ code: 1, stdout: '' });
  expect(said.stderr).toContain('2900-01 may be dropped from 2903-02-01 on');
});

test.each<[string, string[], string]>([
  ['a ledger that nobody keeps', ['export', 'nobody', '--home', home, '--out', out], 'police'],
  ['an entry that is not there', ['prove', 'police', '100000000', '--home', home], '100000000'],
  ['a home that is none', ['prove', 'police', '0', '--home', '/nowhere'], '--home'],
  ['a folder that cannot be', ['export', '--home', home, '--out', 'README.md'], 'README.md'],
  ['a file that is not there', ['verify', '/nowhere.jsonl', '--keys', keysOf('court')], 'read'],
  ['keys that are not there', ['verify', exportOf('court'), '--keys', '/nowhere.json'], '--keys'],
])('%s is told in words, and nothing is done', async (_, args, words) => {
  const said = await ledger(...args);
  expect(said).toMatchObject({ code: 1, stdout: '' });
  expect(said.stderr).toContain(words);
  expect(said.stderr).not.toContain('    at ');
});

test.each<[string, string[]]>([
  ['no command', []],
  ['a command that there is not', ['forget']],
  ['a month that is none', ['drop', '2026-13']],
  ['an index that is none', ['prove', 'police', '-1']],
  ['a home that is a file', ['prove', 'police', '0', '--home', 'README.md']],
  ['a folder for a proof that is not there', ['prove', 'police', '0', '--out', '/nowhere/x']],
  ['no keys to verify with', ['verify', exportOf('court')]],
  ['an option that there is not', ['export', '--everything']],
])('%s is a slip of the pen: help is offered', async (_, args) => {
  const said = await ledger(...args);
  expect(said).toMatchObject({ code: 2, stdout: '' });
  expect(said.stderr).toContain('--help');
});

test('help is there for all of it', async () => {
  const whole = await ledger('--help');
  expect(whole.code).toBe(0);
  for (const name of ['export', 'verify', 'prove', 'drop', 'verify-proof']) {
    expect(whole.stdout).toContain(name);
    expect(await ledger(name, '--help')).toMatchObject({ code: 0 });
  }
});
