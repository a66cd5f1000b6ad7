import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LINE_HOLDER_VERDICTS, LINE_STATES } from '../../../schema/contract/codes.ts';
import type { LineState } from '../../../schema/contract/codes.ts';
import type { ContactLead, PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { firstHop } from './first-hop.ts';
import { isDead } from './line-findings.ts';
import { secondHop } from './second-hop.ts';
import type { AgencyReply, Settlement } from './settlement.ts';
import {
  AGENCIES,
  AS_OF,
  answer,
  BY_ID,
  elements,
  household,
  matched,
  OTHER_PHONE,
  PHONE,
  phone,
} from './test-support.ts';

const BOTH = [...AGENCIES, 'telecom'];
const CODE = { type: 'USCC', number: '91110000101623741K' } as const;

/** What the register of lines holds under the party. */
function line(value: string, lineState: LineState, observedOn = '2026-11-01'): ContactLead {
  return { kind: 'PHONE', value, basis: 'SUBSCRIBED_PHONE', observedOn, lineState };
}

type Said = (question: AskedParty) => PartyAnswer;
const silent: Said = () => answer();

/** Settles by as many hops as it takes; each agency answers each question. */
function settled(says: Record<string, Said>, asked: AskedParty = BY_ID): Settlement {
  const hop = (questions: readonly AskedParty[]): Map<string, AgencyReply> =>
    new Map(
      BOTH.map((agency) => {
        const say = says[agency] ?? silent;
        const answers = questions.map((question) => ({ ...say(question), ref: question.ref }));
        return [agency, { status: 'ANSWERED', answers }];
      }),
    );
  const input = { asked, agencies: BOTH, asOf: AS_OF, first: hop([asked]) };
  const first = firstHop(input);
  if ('settled' in first) return first.settled;
  return secondHop({ ...input, second: hop(first.follow.questions) });
}

const police: Said = () => matched([phone(PHONE), household('甲')]);
/** Knows the asked number, as `state`, and says so of none but the one. */
const knows =
  (state: LineState, of = PHONE): Said =>
  (question) =>
    answer(question.phone === of ? { line: { state, holder: 'NOT_HELD' } } : {});

const phonesOf = ({ contacts }: Settlement) =>
  contacts.filter(({ kind }) => kind === 'PHONE').map(({ value }) => value);

describe('a dead line', () => {
  test.each(['CANCELLED', 'NOT_EXIST'] as const)('that is %s is no contact', (state) => {
    const result = settled({ police, telecom: knows(state) });
    expect(result).toMatchObject({ status: 'FOUND', flags: ['PHONE_DEAD'] });
    expect(result.leftOut).toEqual([{ phone: PHONE, flag: 'PHONE_DEAD', asked: false }]);
    expect(result.contacts.map(({ value }) => value)).toEqual(['甲']);
  });
  test('leaves nothing to find where it was all there was', () => {
    const only: Said = () => matched([phone(PHONE)]);
    const result = settled({ police: only, telecom: knows('CANCELLED') });
    expect(result).toMatchObject({ status: 'NOT_FOUND', flags: ['PHONE_DEAD'], contacts: [] });
  });
  test('that the court asked with is flagged, whoever else knows it', () => {
    const result = settled({ telecom: knows('NOT_EXIST') }, { ...BY_ID, phone: PHONE });
    expect(result).toMatchObject({ status: 'NOT_FOUND', flags: ['PHONE_DEAD'] });
    expect(result.leftOut).toEqual([{ phone: PHONE, flag: 'PHONE_DEAD', asked: true }]);
  });
  test('that its operator alone remembers is not flagged, and the others are given', () => {
    const telecom: Said = () => matched([line(PHONE, 'CANCELLED'), line(OTHER_PHONE, 'NORMAL')]);
    const result = settled({ telecom });
    expect(result).toMatchObject({ status: 'FOUND', flags: [], leftOut: [] });
    expect(phonesOf(result)).toEqual([OTHER_PHONE]);
  });
  test('of an organisation is struck off what market supervision filed, in one hop', () => {
    const asked: AskedParty = { ...BY_ID, partyType: 'ORGANISATION', name: '雪秀商行', id: CODE };
    const result = settled(
      { market: police, telecom: () => matched([line(PHONE, 'CANCELLED')]) },
      asked,
    );
    expect(result).toMatchObject({ status: 'FOUND', flags: ['PHONE_DEAD'] });
    expect(phonesOf(result)).toEqual([]);
  });
  test('changes nothing where contact must stop or a human must decide', () => {
    const conflict = answer({
      ...{ outcome: 'CONFLICT', elements: elements('MISMATCH', 'MATCH', 'NOT_ASKED') },
    });
    const result = settled({ police: () => conflict, telecom: knows('CANCELLED') });
    expect(result).toMatchObject({ flags: ['NAME_MISMATCH'], leftOut: [] });
  });
});

describe('a suspended line', () => {
  const two: Said = () => matched([phone(PHONE), phone(OTHER_PHONE, '2020-01-01')]);
  test('stays a contact, after every other, with the reason', () => {
    const telecom: Said = () => matched([line(PHONE, 'SUSPENDED')]);
    const { contacts, flags } = settled({ police: two, telecom });
    expect(flags).toEqual([]);
    expect(contacts).toMatchObject([
      { value: OTHER_PHONE, rank: 2 },
      {
        ...{ value: PHONE, rank: 3, rule: 'PHONE_SUSPENDED' },
        reasons: ['LINE_SUSPENDED', 'HELD_BY_TWO_REGISTERS'],
      },
    ]);
  });
});

describe('a line in service', () => {
  test('under the same ID is a second register that holds the phone', () => {
    const telecom: Said = () => matched([line(PHONE, 'NORMAL')]);
    const [contact] = settled({ police, telecom }).contacts;
    expect(contact).toMatchObject({ value: PHONE, rank: 1, rule: 'PHONE_TWO_REGISTERS' });
  });
});

test('a dead or reassigned phone never comes out as a contact', () => {
  const anyLine = fc.record({
    state: fc.constantFrom(...LINE_STATES),
    holder: fc.constantFrom(...LINE_HOLDER_VERDICTS),
  });
  const phones = [PHONE, OTHER_PHONE];
  const anyAnswer = fc.record({
    matches: fc.boolean(),
    contacts: fc.subarray([
      ...phones.map((value) => phone(value)),
      ...phones.flatMap((value) => LINE_STATES.map((state) => line(value, state))),
      household('甲'),
    ]),
    lines: fc.tuple(anyLine, anyLine),
    reassigned: fc.tuple(fc.boolean(), fc.boolean()),
  });
  const asked = fc.constantFrom<AskedParty>(BY_ID, { ...BY_ID, phone: PHONE });
  fc.assert(
    fc.property(asked, fc.tuple(...BOTH.map(() => anyAnswer)), (party, all) => {
      const told = new Map<string, 'dead' | 'reassigned'>();
      const says = all.map(({ matches, contacts, lines, reassigned }): Said => (question) => {
        const at = phones.indexOf(question.phone ?? '');
        const known = lines[at];
        const isSecond = question.ref !== party.ref;
        for (const { value, lineState } of matches ? contacts : []) {
          if (lineState !== undefined && isDead(lineState)) told.set(value, 'dead');
        }
        if (known !== undefined && isDead(known.state)) told.set(question.phone ?? '', 'dead');
        if (isSecond && reassigned[at] === true) told.set(question.phone ?? '', 'reassigned');
        const more = {
          ...(known === undefined ? {} : { line: known }),
          ...(reassigned[at] === true ? { phoneReassigned: true } : {}),
        };
        return matches ? matched(contacts, more) : answer(more);
      });
      const result = settled(
        Object.fromEntries(BOTH.map((agency, at) => [agency, says[at] ?? silent])),
        party,
      );
      expect(phonesOf(result).filter((value) => told.has(value))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
