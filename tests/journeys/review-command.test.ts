import { stat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { findLeaks } from '../support/find-leaks.ts';
import { readJsonLines } from '../support/json-lines.ts';
import { sampleRows, writeLines } from '../support/party-list.ts';
import { readLogs } from '../support/read-logs.ts';
import { sampleAnswers } from '../support/run-sample.ts';
import { runScript } from '../support/run-script.ts';
import { sampleSecrets } from '../support/sample-secrets.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { home } = inject('sample');
const folder = await tempFolder();
const CASE = '（2026）浙0782民初20971号';
const OTHER = '（2026）浙0782民初20972号';
const REASON = 'the household book was shown 户口簿';

beforeAll(async () => {
  const { header, rows } = await sampleRows();
  const refs = (category: string) =>
    sampleAnswers().flatMap((answer) => (answer.category === category ? [answer.party_ref] : []));
  /** The party of the sample that comes at this place of a category, in a case and under a name of ours. */
  const row = (category: string, at: number, caseNo: string, ref: string): string => {
    const party = refs(category)[at] ?? '';
    const found = rows.find((line) => line.split(',')[1] === party) ?? '';
    return [caseNo, ref, ...found.split(',').slice(2)].join(',');
  };
  const list = await writeLines(folder.path, 'review.csv', [
    header,
    row('name_homophone', 0, CASE, 'R-ALIKE'),
    row('name_homophone', 1, CASE, 'R-OTHER'),
    row('id_of_another', 0, CASE, 'R-TWICE'),
    row('name_homophone', 2, OTHER, 'R-TWICE'),
    row('phone_of_another', 0, CASE, 'R-PHONE'),
    row('clean', 0, CASE, 'R-CLEAN'),
    row('protected', 0, CASE, 'R-CLOSED'),
  ]);
  const said = await runScript('repair', [
    ...['--home', home, '--parties', list, '--as-of', '2026-11-20'],
  ]);
  expect(said.stderr).toContain('approved the list of 7 parties');
});
afterAll(() => folder[Symbol.asyncDispose]());

/** Runs the command over the stack that is up, and looks for names in all that it says. */
async function review(...args: string[]) {
  const said = await runScript('review', ['--home', home, ...args]);
  const terminal = Buffer.from(said.stdout + said.stderr);
  expect(findLeaks(terminal, await sampleSecrets()).size).toBe(0);
  expect(said.stderr).not.toContain('    at ');
  return said;
}

test('what waits is listed: which element differs where and how, in 120 columns', async () => {
  const { code, stdout, stderr } = await review('--case', CASE);
  expect(code).toBe(0);
  expect(stderr).toContain('Signed in unattended as the invented clerk wang.shuji');
  const blocks = stdout.split('\n\n');
  const block = (ref: string) => blocks.find((one) => one.startsWith(`${CASE}  ${ref}  `)) ?? '';
  expect(block('R-ALIKE')).toContain('NAME_SIMILAR  since 20');
  expect(block('R-ALIKE')).toMatch(
    /^ {2}police +similar: characters that sound the same [+−][\d.]+ +the same \+[\d.]+/mu,
  );
  expect(block('R-TWICE')).toContain('A register holds another name under the ID number.');
  expect(block('R-TWICE')).toMatch(/^ {2}police +another /mu);
  expect(block('R-PHONE')).toMatch(/held by another$/mu);
  expect(block('R-PHONE')).toContain('It cannot be confirmed');
  expect(stdout).not.toMatch(/R-CLEAN|R-CLOSED/u);
  expect(stdout).toContain(`4 parties to decide in ${CASE}`);
  expect(stdout).toContain('npm run review -- --confirm PARTY_REF --reason "seen the passport"');
  const widths = stdout.split('\n').map((line) => stringWidth(line));
  expect(Math.max(...widths)).toBeLessThanOrEqual(120);
});

test.each<[string, string[], string[]]>([
  ['a decision without a reason', ['--confirm', 'R-ALIKE'], ['--reason TEXT']],
  ['a reason that says nothing', ['--confirm', 'R-ALIKE', '--reason', ' x '], ['4 to 500']],
  ['a reason for nothing', ['--reason', REASON], ['--confirm', '--dismiss']],
  [
    'a party that is to be both',
    ['--confirm', 'A', '--dismiss', 'A', '--reason', REASON],
    ['A cannot be both'],
  ],
  [
    'a clerk’s decision beside a judge’s',
    ['--lift', 'A', '--confirm', 'B', '--reason', REASON],
    ['--lift is for a judge'],
  ],
  [
    'values without a file',
    ['--confirm', 'A', '--reason', REASON, '--reveal', REASON],
    ['--json FILE'],
  ],
  ['what is no case', ['--case', '10001'], ['--case', 'case number']],
  ['what is no list', ['--list', '10001'], ['--list', 'id of a list']],
])('%s is a wrong argument', async (_, args, words) => {
  const said = await review(...args);
  expect(said).toMatchObject({ code: 2, stdout: '' });
  for (const part of words) expect(said.stderr).toContain(part);
  expect(said.stderr).not.toContain('Signed in');
});

test('references that fit nobody or two are refused with what helps, and nothing is decided', async () => {
  const wrong = await review('--confirm', 'R-ALIKE', 'R-NONE', 'R-CLEAN', '--reason', REASON);
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toContain('You may see no party R-NONE.');
  expect(wrong.stderr).toContain(`No party R-CLEAN waits for a decision: FOUND in ${CASE}.`);
  const twice = await review('--dismiss', 'R-TWICE', '--reason', REASON);
  expect(twice).toMatchObject({ code: 2, stdout: '' });
  expect(twice.stderr).toContain(`R-TWICE stands in more than one case: ${CASE}, ${OTHER}. Say`);
  expect(twice.stderr).toContain('--case CASE_NO');
  for (const said of [wrong, twice]) expect(said.stderr).toContain('Nothing was decided.');
  const elsewhere = await review('--dismiss', 'R-ALIKE', '--case', OTHER, '--reason', REASON);
  expect(elsewhere.stderr).toContain(`R-ALIKE is no party of ${OTHER}, but of ${CASE}.`);
  expect((await review('--case', CASE)).stdout).toContain('4 parties to decide');
});

test('a confirmation brings contacts and a dismissal none, and both are written as a repair is', async () => {
  const file = join(folder.path, 'decided.jsonl');
  const said = await review(
    ...['--confirm', 'R-ALIKE', '--dismiss', 'R-OTHER', '--reason', REASON],
    ...['--json', file, '--reveal', 'service in this case'],
  );
  expect(said.code).toBe(0);
  expect(said.stdout).toMatch(/^R-ALIKE +FOUND +NAME_SIMILAR /mu);
  expect(said.stdout).toMatch(/^ {4}1\. {2}phone /mu);
  expect(said.stdout).toMatch(/^ {4}police +MATCHED +name SIMILAR \(homophone\)/mu);
  expect(said.stdout).toMatch(/^R-OTHER +NOT_FOUND /mu);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const [alike, other] = await readJsonLines(file);
  expect(alike).toMatchObject({ partyRef: 'R-ALIKE', caseNo: CASE, status: 'FOUND' });
  expect(alike?.contacts.length).toBeGreaterThan(0);
  expect(alike?.contacts.every(({ value }) => value !== undefined)).toBe(true);
  expect(other).toMatchObject({ partyRef: 'R-OTHER', status: 'NOT_FOUND', contacts: [] });
  const left = await review('--case', CASE);
  expect(left.stdout).toContain('2 parties to decide');
  expect(left.stdout).not.toMatch(/R-ALIKE|R-OTHER/u);
});

test('the reason is in no log', async () => {
  const logs = (await readLogs(home)).toString();
  expect(logs).not.toContain('the household book was shown');
});

test('with its case a reference is one party again, and what no decision can tell is refused', async () => {
  const one = await review('--dismiss', 'R-TWICE', '--case', OTHER, '--reason', REASON);
  expect(one.code).toBe(0);
  const mixed = await review(
    ...['--confirm', 'R-PHONE', 'R-TWICE', '--case', CASE, '--reason', REASON],
  );
  expect(mixed.code).toBe(1);
  expect(mixed.stdout).toMatch(/^R-TWICE +FOUND /mu);
  expect(mixed.stdout).toContain(`Not processed: R-PHONE of ${CASE}: No decision can tell`);
  expect(mixed.stdout).toContain('REVIEW_NOT_CONFIRMABLE');
});

test('a judge opens a protected person once, and is told the contacts', async () => {
  const file = join(folder.path, 'opened.jsonl');
  const lift = ['--lift', 'R-CLOSED', '--reason', 'must be heard in court'];
  const said = await review(...lift, '--json', file, '--reveal', 'must be heard in court');
  expect(said.stderr).toContain('Signed in unattended as the invented judge li.faguan');
  expect(said.code).toBe(0);
  expect(said.stdout).toMatch(/^R-CLOSED +FOUND +PROTECTED /mu);
  expect(said.stdout).toMatch(/^ {4}1\. /mu);
  expect(await readFile(file, 'utf8')).toContain('"value":');
  const again = await review(...lift);
  expect(again).toMatchObject({ code: 2, stdout: '' });
  expect(again.stderr).toContain(`No party R-CLOSED is stopped as protected: FOUND in ${CASE}.`);
});

test('help is there and starts nothing', async () => {
  const said = await review('--help');
  expect(said).toMatchObject({ code: 0, stderr: '' });
  for (const flag of ['--confirm', '--dismiss', '--lift', '--reason', '--case', '--list', '--json'])
    expect(said.stdout).toContain(flag);
});
