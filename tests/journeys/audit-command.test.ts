import { once } from 'node:events';
import { stat, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { chinaDay } from '../../subgraphs/kit/identifiers/china-day.ts';
import { SAMPLE, SAMPLE_TERMS } from '../../scripts/repair/options.ts';
import { askAs } from '../support/ask-as.ts';
import { pdfText } from '../support/pdf-text.ts';
import { revealed } from '../support/reveal.ts';
import { runScript, startScript } from '../support/run-script.ts';
import type { Said } from '../support/run-script.ts';
import { runSample } from '../support/run-sample.ts';
import { PEOPLE, sessionOf } from '../support/session-of.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { home } = inject('sample');
const folder = await tempFolder();
const person = join(folder.path, 'person.txt');
const pdf = join(folder.path, 'report.pdf');
const csv = join(folder.path, 'report.csv');
/** Whose number the list lacks and the registers hold. */
const SOUGHT_BY_PHONE = { ref: 'P00014', phone: '18049328545', number: '411326198007128773' };
const party = { ref: 'P00001', caseNo: '', number: '' };

const audit = (...args: string[]): Promise<Said> => runScript('audit', [...args, '--home', home]);
const lines = ({ stdout }: Said): Record<string, unknown>[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeAll(async () => {
  const rows: Record<string, string>[] = parse(await readFile(join(SAMPLE, 'parties.csv')), {
    ...{ bom: true, columns: true },
  });
  const row = rows.find((one) => one['party_ref'] === party.ref);
  Object.assign(party, { caseNo: row?.['case_no'], number: row?.['id_number'] });
  await writeFile(person, `${party.number}\n`);
  await runSample({ only: ({ partyRef }) => partyRef === party.ref });
});
afterAll(() => folder[Symbol.asyncDispose]());

test('it is said as whom the command signed in, where nobody saw it', async () => {
  const said = await audit('alerts', '--json');
  expect(said.code).toBe(0);
  expect(said.stderr).toContain(
    'Signed in unattended as the invented privacy officer zhou.yinsi. With OIDC_ISSUER set',
  );
  expect(said.stdout).not.toContain('Signed in');
});

test('a person is told who looked them up: on the screen, as PDF and as CSV, for the owner alone', async () => {
  const said = await audit('report', '--person', person, '--pdf', pdf, '--csv', csv);
  expect(said.stderr).not.toContain('Not heard');
  expect(said.code).toBe(0);
  for (const title of ['公安机关', '电信运营商', '12315消费投诉平台'])
    expect(said.stdout).toContain(title);
  expect(said.stdout).not.toMatch(/\s(?:telecom|complaints)\s/u);
  expect(said.stdout).toContain(party.caseNo);
  for (const file of [pdf, csv]) expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(pdfText(await readFile(pdf))).toContain(party.caseNo);
  expect(await readFile(csv, 'utf8')).toContain(party.caseNo);
  const told = [said.stdout, said.stderr, await readFile(csv, 'utf8')].join('\n');
  expect(told).not.toMatch(/wang\.shuji/u);
  expect(told).not.toContain(party.number);
});

test('of what was opened the person is told the purpose, the case, the office, the role and the kind', async () => {
  const { repairs } = await runSample({ only: ({ partyRef }) => partyRef === party.ref });
  const [repair] = repairs;
  if (repair === undefined || repair.contacts.length === 0) throw new Error('nothing was found');
  await revealed('clerk', repair, 'to be served today');
  await revealed('judge', repair, 'to see for myself');
  const kinds = repair.contacts.map(({ kind }) => kind).sort();
  const opened = lines(await audit('report', '--person', person, '--json')).filter(
    ({ event }) => event === 'CONTACT_REVEALED',
  );
  for (const role of ['CLERK', 'JUDGE']) {
    const theirs = opened.filter((one) => one['role'] === role);
    expect(theirs.map(({ outcome }) => outcome).sort()).toEqual(kinds);
    for (const line of theirs)
      expect(line).toMatchObject({
        ...{ source: 'court', court: 'court', purpose: SAMPLE_TERMS.purpose },
        caseNo: party.caseNo,
      });
  }
  const printed = (await audit('report', '--person', person)).stdout;
  expect(printed).toMatch(
    /查看联系方式\s+法院\s+法院，书记员\s+送达文书\s+（2026）\S+\s+(?:电话|地址)/u,
  );
});

test('what a judge has delayed is left out without a trace, and told once the delay has ended', async () => {
  const judge = await sessionOf('judge');
  const before = lines(await audit('report', '--person', person, '--json'));
  expect(before.length).toBeGreaterThan(0);
  const delay = await askAs(
    judge,
    `mutation Delay($caseNo: String!, $until: Date!) {
      delayDisclosure(caseNo: $caseNo, until: $until, reason: "would flee") { id } }`,
    { caseNo: party.caseNo, until: inDays(30) },
  );
  const { id } = delay.data?.['delayDisclosure'] as { id: string };
  expect(lines(await audit('report', '--person', person, '--json'))).toEqual([]);
  const end = 'mutation End($id: ID!) { endDelay(id: $id, reason: "caught") { id } }';
  await askAs(judge, end, { id });
  expect(lines(await audit('report', '--person', person, '--json'))).toEqual(before);
});

test('whoever reads the first line alone is no error', async () => {
  const child = startScript('audit', ['who', '--person', person, '--home', home]);
  child.stdout.destroy();
  const [stderr] = await Promise.all([text(child.stderr), once(child, 'close')]);
  expect(child.exitCode).toBe(0);
  expect(stderr).not.toContain('EPIPE');
});

test('the officer sees who it was, what was asked and proof of it', async () => {
  const [entry] = lines(await audit('who', '--person', person, '--json'));
  expect(entry).toMatchObject({ caseNo: party.caseNo });
  const { stdout } = await audit('who', '--person', person);
  expect(stdout).toMatch(/police\s+INQUIRY_ANSWERED\s+wang\.shuji/u);
  const found = lines(await audit('search', '--event', 'INQUIRY_ANSWERED', '--json'));
  const [first] = found;
  if (first === undefined) throw new Error('nothing was found');
  const { source, index } = first as { source: string; index: number };
  const proof = await audit('proof', '--source', source, '--index', String(index));
  expect(proof).toMatchObject({ code: 0 });
  expect(proof.stdout).toContain(`relink/${source}`);
});

test('a search that is cut says that there is more, and one that is whole does not', async () => {
  const search = ['search', '--case', party.caseNo, '--event', 'INQUIRY_ANSWERED'];
  const whole = await audit(...search);
  const count = Number(/^(\d+) entries$/mu.exec(whole.stdout)?.[1]);
  expect(count).toBeGreaterThan(1);
  expect(whole.stderr).not.toContain('There are more');
  expect((await audit(...search, '--most', String(count))).stderr).not.toContain('There are more');
  for (const asked of [search, ['who', '--person', person]]) {
    const cut = await audit(...asked, '--most', '1');
    expect(cut.code).toBe(0);
    expect(cut.stdout).toMatch(/^1 entry; there are more$/mu);
    expect(cut.stderr).toContain('There are more: narrow the search or ask for more with --most N');
    expect((await audit(...asked, '--most', '1', '--json')).stderr).toContain('There are more');
  }
  const about = await audit('who', '--person', person);
  expect(about.stdout).toMatch(/^\d+ entries$/mu);
  expect(about.stderr).not.toContain('There are more');
});

test('who was sought by phone and found by number is found by either, and by both at once', async () => {
  const { phone, number } = SOUGHT_BY_PHONE;
  await runSample({ only: ({ partyRef }) => partyRef === SOUGHT_BY_PHONE.ref });
  const [line, card] = ['phone.txt', 'number.txt'].map((file) => join(folder.path, file));
  if (line === undefined || card === undefined) throw new Error('no files');
  await writeFile(line, phone);
  await writeFile(card, number);
  const about = async (...args: string[]) => {
    const said = await audit('who', ...args, '--json');
    return {
      keys: lines(said).map(({ source, index }) => `${String(source)} ${String(index)}`),
      ...said,
    };
  };
  const byPhone = await about('--person', line, '--id-type', 'PHONE');
  const byNumber = await about('--person', card);
  const byBoth = await about('--person', card, '--phone', line);
  expect(byPhone.stderr).toContain('stand under the number');
  expect(byNumber.stderr).toContain('stand under the phone. Give it too with --phone FILE');
  expect(byBoth.stderr).not.toContain('Not among these');
  expect(byPhone.keys).not.toEqual([]);
  expect(byNumber.keys).not.toEqual([]);
  expect([...byBoth.keys].sort()).toEqual([...byPhone.keys, ...byNumber.keys].sort());
  expect(new Set(byBoth.keys).size).toBe(byBoth.keys.length);
  const times = lines(byBoth).map(({ at }) => String(at));
  expect(times).toEqual([...times].sort().reverse());
  const report = await audit('report', '--person', card, '--phone', line, '--pdf', pdf);
  expect(report.stderr).not.toContain('Not among these');
  expect(pdfText(await readFile(pdf))).toContain('按证件号码和电话号码查询');
  expect((await audit('report', '--person', card)).stderr).toContain('Not among these');
  expect(report.stdout + report.stderr).not.toMatch(new RegExp(`${phone}|${number}`, 'u'));
});

test('a rule finds what an officer did, and another officer explains it', async () => {
  const officer = await sessionOf('privacyOfficer');
  await askAs(
    officer,
    `mutation Set($thresholds: String) {
      setAlertRule(code: OUT_OF_HOURS, enabled: true, thresholds: $thresholds) { enabled } }`,
    { thresholds: JSON.stringify({ from: '00:00', to: '00:00', weekends: false }) },
  );
  await audit('search', '--most', '1');
  const own = async () => {
    const found = await audit('alerts', '--state', 'OPEN', '--rule', 'OUT_OF_HOURS', '--json');
    return lines(found).filter(({ actor }) => actor === PEOPLE.privacyOfficer);
  };
  await expect.poll(own, { timeout: 60_000 }).not.toEqual([]);
  const [alert] = await own();
  const id = String(alert?.['id']);
  const explain = ['explain', id, '--reason', 'a test of the rule', '--json'];
  const refused = await audit(...explain);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('of an alert another privacy officer');
  const confirm = 'mutation C($id: ID!) { confirmAlert(id: $id, reason: "mine") { state } }';
  expect((await askAs(officer, confirm, { id })).codes).toEqual(['SECOND_PERSON_NEEDED']);
  const said = await audit(...explain, '--as', PEOPLE.otherOfficer);
  expect(said.code).toBe(0);
  const [explained] = lines(await audit('alerts', '--id', id, '--json'));
  expect(explained).toMatchObject({
    state: 'EXPLAINED',
    trail: [
      { state: 'OPEN', actor: 'audit' },
      { actor: PEOPLE.otherOfficer, reason: 'a test of the rule' },
    ],
  });
  // what goes on after that is told again, the same day
  expect((await own()).map((one) => one['id'])).not.toContain(id);
  await audit('search', '--most', '1');
  await expect.poll(own, { timeout: 60_000 }).toHaveLength(1);
});

test('the ledgers of a run hold against each other', async () => {
  const [from, to] = [inDays(-1), inDays(2)];
  const said = await audit('reconcile', '--from', from, '--to', to);
  expect(said.stdout).toMatch(/\d+ inquir(?:y|ies) held against each other, \d+ gaps?\b/u);
});

test('help is there for all of it, and a number is no argument', async () => {
  for (const name of ['who', 'report', 'search', 'reconcile', 'proof', 'alerts', 'explain'])
    expect(await audit(name, '--help')).toMatchObject({ code: 0 });
  expect((await audit('who', party.number)).code).toBe(2);
  expect((await audit()).code).toBe(2);
  await writeFile(person, 'no number');
  const said = await audit('report', '--person', person);
  expect(said).toMatchObject({ code: 1, stdout: '' });
  expect(said.stderr).not.toContain('no number');
});

test.each<[string, string[], string[]]>([
  [
    'a phone beside a phone',
    ['who', '--person', 'README.md', '--id-type', 'PHONE', '--phone', 'README.md'],
    ['--phone', '--person'],
  ],
  [
    'an event that there is not',
    ['search', '--event', 'INQUIRY_ASKED', 'NOSUCH'],
    ['--event', 'NOSUCH', 'CONTACT_REVEALED'],
  ],
  ['a purpose that there is not', ['search', '--purpose', 'FOO'], ['--purpose', 'MEDIATION']],
  ['none at all', ['search', '--most', '0'], ['--most', '1']],
  ['none of a person', ['who', '--most', '-1'], ['--most', '1']],
  ['what is no case number', ['search', '--case', '20001'], ['--case', 'case number']],
  ['what is no inquiry', ['search', '--inquiry', 'x'], ['--inquiry', 'id of an inquiry']],
  ['an empty name', ['search', '--clerk', ''], ['--clerk', '200 characters']],
  ['a place that cannot be', ['proof', '--source', 'police', '--index', '1e3'], ['--index']],
  ...['search', 'reconcile', 'alerts'].map((name): [string, string[], string[]] => [
    `a time of ${name} that ends before it begins`,
    [name, '--from', '2026-11-02', '--to', '2026-11-01'],
    ['--from', '--to'],
  ]),
])('%s is a slip of the pen, and no answer of nothing', async (_, args, words) => {
  const said = await audit(...args);
  expect(said).toMatchObject({ code: 2, stdout: '' });
  for (const part of words) expect(said.stderr).toContain(part);
});

test('an organisation that keeps no ledger here is named, with those that do', async () => {
  const said = await audit('search', '--organisation', 'police', 'polise', '--most', '1');
  expect(said.code).toBe(0);
  expect(said.stderr).toMatch(/No ledger here is that of polise; these are here: audit, .*police/u);
  expect((await audit('search', '--organisation', 'police')).stderr).not.toContain('No ledger');
});

test('what the graph refuses is named as it was typed', async () => {
  const said = await audit('proof', '--source', 'nobody', '--index', '0');
  expect(said).toMatchObject({ code: 1, stdout: '' });
  expect(said.stderr).toContain('--source names no service that keeps a ledger.');
});

function inDays(days: number): string {
  return chinaDay(new Date(Date.now() + days * 24 * 60 * 60 * 1000));
}
