import { randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { readSaid, tryGraph } from '../support/ask-graph.ts';
import { doors, post } from '../support/doors.ts';
import { foundRepair } from '../support/found-repair.ts';
import { HOSTILE_TEXTS, MARK } from '../support/hostile-texts.ts';
import { logSince } from '../support/log-since.ts';
import { PEOPLE, headersOf } from '../support/session-of.ts';
import type { PersonName } from '../support/session-of.ts';
import { tableCounts } from '../support/table-counts.ts';
import type { TableCounts } from '../support/table-counts.ts';
import { OF_AUDIT, SOUND_AUDIT } from '../support/audit-inputs.ts';
import { OF_REGISTRY, SOUND_SCHEMA } from '../support/registry-inputs.ts';
import { textInputs } from '../support/text-inputs.ts';
import type { TextInput } from '../support/text-inputs.ts';

const { home, gatewayUrl, listId } = inject('sample');
const repair = await foundRepair();
const inputs = textInputs({
  ...{ id: randomUUID(), ids: [repair.id], list: listId, caseNo: '（2026）浙0782民初99999号' },
  ...{ clerk: 'nobody.shuji', reason: 'a sound reason', legalBasis: 'CPL art. 87' },
  ...{ kinds: ['PHONE'], first: 1, boothNo: '2-3-10303', uscc: '91330782MA2XU5KFE7' },
  ...{ ...SOUND_SCHEMA, ...SOUND_AUDIT },
}).filter(({ operation }) => !OF_REGISTRY.test(operation) && !OF_AUDIT.test(operation));
const ways = ['inVariable', 'inDocument'] as const;

/** By the roles; what reads is for both, and what is public as well. */
const CLERKS_ALONE = /\.(?:runRepairs|verifyParties|decideReview)$/u;
const FOR_BOTH = /^Query\.|\.revealContact$/u;

/** What is said of an argument that is not what it should be. */
const PROBLEMS: Readonly<Record<string, string>> = {
  ...{ id: 'NOT_AN_ID', ids: 'NOT_AN_ID', list: 'NOT_AN_ID', caseNo: 'NOT_A_CASE_NUMBER' },
  agencies: 'NOT_AN_AGENCY',
  ...{ before: 'NOT_A_CURSOR', after: 'NOT_A_CURSOR', asOf: 'NOT_A_DAY' },
};
/** What is said where the text itself will do, of what it is about: there is no such thing. */
const ANSWERS: Readonly<Record<string, string>> = {
  ...{ 'Mutation.revealContact': 'CONTACT_NOT_FOUND', 'Mutation.assignClerk': 'CASE_NOT_FOUND' },
  ...{ 'Mutation.withdrawCase': 'CASE_NOT_FOUND', 'Mutation.closeCase': 'CASE_NOT_FOUND' },
  ...{ 'Mutation.approveConflict': 'CONFLICT_NOT_FOUND' },
  ...{ 'Mutation.liftProtection': 'REPAIR_NOT_FOUND', 'Mutation.decideReview': 'REPAIR_NOT_FOUND' },
};
const DONE = 'DONE';
/** What may grow whatever is refused: what was done with whose proof. */
const RECORDS = ['court.act', 'court.seen_proof'];
/** What changes where parties are put to agencies, or a batch is approved, as it should. */
const WORK = new Set([
  ...['court.inquiry', 'court.inquiry_party', 'court.agency_answer', 'court.contact'],
  ...['court.approved_batch', 'court.hourly_count'],
]);

const before = { counts: await tableCounts(), log: await logSince(home, 'court') };

afterEach(async () => {
  expect((await tryGraph(gatewayUrl, '{ me { subject } }')).data).toEqual({
    me: { subject: PEOPLE.clerk },
  });
  await expectLogsWhole();
});

afterAll(async () => {
  expect(Object.keys(await tableCounts())).toEqual(Object.keys(before.counts));
  // and what the court is for can still be done
  expect((await foundRepair()).masked).toEqual(repair.masked);
});

test('every text input of the graph but the registry’s is among them', () => {
  expect(inputs.length).toBeGreaterThan(25);
  const operations = new Set(inputs.map(({ operation }) => operation));
  for (const operation of Object.keys(ANSWERS)) expect(operations).toContain(operation);
});

describe.each(inputs.map((input) => [`${input.operation}(${input.argument}:)`, input] as const))(
  '%s',
  (_, input) => {
    test.each(allowed(input))('does nothing that a text of the %s asks for', async (person) => {
      const counts = await tableCounts();
      for (const way of ways) {
        const wanted = Object.entries(HOSTILE_TEXTS).map(([name, text]) => [
          name,
          wantedOf(input, way, text),
        ]);
        expect(await askAll(input, way, person)).toEqual(Object.fromEntries(wanted));
      }
      expectUnchanged(input, counts, await tableCounts());
    });

    test.each(forbidden(input))('is not for the %s, whatever the text', async (person) => {
      const counts = await tableCounts();
      const said = await askAll(input, 'inVariable', person);
      expect(new Set(Object.values(said))).toEqual(new Set(['FORBIDDEN']));
      if (input.type !== 'Date') {
        const court = await askAll(input, 'inVariable', person, askCourt);
        expect(new Set(Object.values(court))).toEqual(new Set(['FORBIDDEN']));
      }
      expectUnchanged(input, counts, await tableCounts());
    });
  },
);

test.each([
  ['the name of an operation', (text: string) => ({ operationName: text })],
  ['the id of a document', (text: string) => ({ documentId: text })],
  ['the name of a variable', (text: string) => ({ variables: { [text]: 1 } })],
  ['an extension', (text: string) => ({ extensions: { [text]: text } })],
  ['whatever else', (text: string) => ({ [text]: text })],
])('a text in %s does nothing', async (_, place) => {
  const counts = await tableCounts();
  for (const text of Object.values(HOSTILE_TEXTS)) {
    const body = JSON.stringify({ query: '{ me { roles } }', ...place(text) });
    const { text: told } = await post(gatewayUrl, await headersOf('clerk'), body);
    const { codes, data } = readSaid(200, told);
    expect([codes, data]).toEqual(
      codes.length > 0 ? [[expect.any(String)], undefined] : [[], { me: { roles: ['CLERK'] } }],
    );
    expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
    expect(told).not.toContain(MARK);
  }
  expect(await tableCounts()).toEqual(counts);
});

test.each(['user-agent', 'x-request-id', 'traceparent', 'x-forwarded-for', 'referer'])(
  'a text in the header %s does nothing',
  async (name) => {
    const printable = Object.values(HOSTILE_TEXTS).filter((text) => /^[ -~]{1,200}$/u.test(text));
    expect(printable.length).toBeGreaterThan(10);
    for (const text of printable) {
      const headers = { ...(await headersOf('clerk')), [name]: text };
      const body = JSON.stringify({ query: '{ me { roles } }' });
      const { text: told } = await post(gatewayUrl, headers, body);
      expect(readSaid(200, told).data).toEqual({ me: { roles: ['CLERK'] } });
      expect(told).not.toContain(MARK);
    }
  },
);

function allowed({ operation }: TextInput): PersonName[] {
  if (FOR_BOTH.test(operation)) return ['clerk', 'judge'];
  return [CLERKS_ALONE.test(operation) ? 'clerk' : 'judge'];
}

function forbidden(input: TextInput): PersonName[] {
  const may = allowed(input);
  return (['clerk', 'judge'] as const).filter((person) => !may.includes(person));
}

/** The code or the problem with which a text is refused, or DONE. */
function wantedOf(input: TextInput, way: (typeof ways)[number], text: string): string {
  const { operation, argument } = input;
  // half a character cannot be written in a document
  if (way === 'inDocument' && !text.isWellFormed()) return 'GRAPHQL_PARSE_FAILED';
  const problem = PROBLEMS[argument] ?? problemOf(argument, text);
  return problem ?? ANSWERS[operation] ?? DONE;
}

function problemOf(argument: string, text: string): string | undefined {
  if (argument === 'clerk') return /^[!-~]{1,255}$/u.test(text) ? undefined : 'NOT_A_SUBJECT';
  if (argument !== 'reason' && argument !== 'legalBasis') return undefined;
  if (!text.isWellFormed() || CONTROLS.test(text)) return 'NOT_PLAIN_TEXT';
  const isLong = text.length > (argument === 'reason' ? 500 : 200);
  return isLong ? `${argument === 'reason' ? 'REASON' : 'LEGAL_BASIS'}_LENGTH` : undefined;
}

// eslint-disable-next-line no-control-regex -- which is what it is about
const CONTROLS = /[\0\u0007\b\u001B\u0085\u009B]/u;

type Ask = (
  body: { query: string; variables: object },
  person: PersonName,
) => ReturnType<typeof tryGraph>;

const askGateway: Ask = ({ query, variables }, person) =>
  tryGraph(gatewayUrl, query, variables, person);
const askCourt: Ask = async (body, person) => {
  const [, court] = doors();
  const { status, text } = await court.ask(await headersOf(person), body);
  return readSaid(status, text);
};

const problemSchema = z.object({
  errors: z
    .array(z.object({ extensions: z.object({ problem: z.string().optional() }) }))
    .default([]),
});

/** Puts all hostile texts into one argument. @returns what each was answered with */
async function askAll(
  input: TextInput,
  way: (typeof ways)[number],
  person: PersonName,
  ask: Ask = askGateway,
): Promise<Record<string, string>> {
  const asked = Object.entries(HOSTILE_TEXTS).map(async ([name, text]) => {
    const { codes, text: told } = await ask(input[way](text), person);
    for (const secret of [MARK, '****', ...repair.masked]) expect(told).not.toContain(secret);
    const [first] = problemSchema.parse(JSON.parse(told)).errors;
    expect(codes.length).toBeLessThan(2);
    return [name, first?.extensions.problem ?? codes[0] ?? DONE] as const;
  });
  return Object.fromEntries(await Promise.all(asked));
}

/** That every table is there, and nothing changed in any but by what the operation is for. */
function expectUnchanged(input: TextInput, earlier: TableCounts, later: TableCounts): void {
  const works =
    input.operation.startsWith('Mutation.') &&
    Object.values(HOSTILE_TEXTS).some((text) => wantedOf(input, 'inVariable', text) === DONE);
  const isMeant = (table: string) =>
    RECORDS.includes(table) ||
    // what is refused may raise an alert, and alerts are raised by the minute
    table.startsWith('audit.alert') ||
    (works && (WORK.has(table) || /\.(?:seen_inquiry|given_reply)$/u.test(table)));
  const kept = (counts: TableCounts) =>
    Object.fromEntries(Object.entries(counts).filter(([table]) => !isMeant(table)));
  expect(Object.keys(later)).toEqual(Object.keys(earlier));
  expect(kept(later)).toEqual(kept(earlier));
  expect(later['court.act']).toBeGreaterThanOrEqual(earlier['court.act'] ?? 0);
}

/** That each line that a service has logged is one object of JSON, and none repeats a text. */
async function expectLogsWhole(): Promise<void> {
  const folder = join(home, 'logs');
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    expect(text).not.toContain(MARK);
    if (name === 'postgres.log') continue;
    const whole = text.slice(0, text.lastIndexOf('\n')).split('\n');
    const lines = whole
      .filter((line) => line !== '')
      .map((line) => lineSchema.parse(JSON.parse(line)));
    expect(lines.filter(({ msg }) => msg.startsWith('forged'))).toEqual([]);
  }
  expect(await before.log.read()).not.toContain('a resolver failed');
}

const lineSchema = z.object({ level: z.int(), time: z.string(), msg: z.string() });
