import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLOCK_REASONS, OUTCOMES } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { firstHop } from './first-hop.ts';
import { secondHop } from './second-hop.ts';
import type { AgencyReply, Settlement } from './settlement.ts';
import {
  AGENCIES,
  AS_OF,
  answer,
  BY_ID,
  BY_PHONE,
  elements,
  household,
  ID,
  OTHER_ID,
  OTHER_PHONE,
  PHONE,
  phone,
} from './test-support.ts';

type Run = {
  asked: AskedParty;
  first: Map<string, AgencyReply>;
  second: Map<string, AgencyReply>;
  settlement: Settlement;
};

/** Contacts stand in every answer, so that one given without a match would show. */
const anyAnswer: fc.Arbitrary<PartyAnswer> = fc
  .record({
    outcome: fc.constantFrom('MATCHED', 'MATCHED', ...OUTCOMES),
    name: fc.constantFrom('MATCH', 'VARIANT', 'SIMILAR', 'MISMATCH'),
    phone: fc.constantFrom('MATCH', 'MISMATCH', 'NOT_HELD'),
    contacts: fc.subarray([phone(PHONE), phone(OTHER_PHONE), household('甲')]),
    discovered: fc.constantFrom({}, {}, { id: ID }, { id: OTHER_ID }, { currentName: '夏勇' }),
    phoneReassigned: fc.boolean(),
    blockedBy: fc.constantFrom(...BLOCK_REASONS),
  })
  .map(({ name, phone: held, ...rest }) =>
    answer({ ...rest, elements: elements(name, 'MATCH', held) }),
  );

const said = fc.oneof(
  { weight: 4, arbitrary: anyAnswer },
  { weight: 1, arbitrary: fc.constantFrom('UNAVAILABLE' as const, 'REFUSED' as const) },
);
const saidByAll = fc.tuple(...AGENCIES.map(() => said));

function repliesOf(
  all: readonly (PartyAnswer | 'UNAVAILABLE' | 'REFUSED')[],
  questions: readonly AskedParty[],
): Map<string, AgencyReply> {
  const replies = all.map((one): AgencyReply => {
    if (typeof one === 'string') return { status: one, answers: [] };
    return { status: 'ANSWERED', answers: questions.map(({ ref }) => ({ ...one, ref })) };
  });
  return new Map(replies.map((reply, index) => [AGENCIES[index] ?? '', reply]));
}

const run: fc.Arbitrary<Run> = fc
  .tuple(fc.constantFrom(BY_ID, BY_PHONE), saidByAll, saidByAll)
  .map(([asked, firstSaid, secondSaid]) => {
    const first = repliesOf(firstSaid, [asked]);
    const input = { asked, agencies: AGENCIES, asOf: AS_OF, first };
    const result = firstHop(input);
    if ('settled' in result) return { asked, first, second: new Map(), settlement: result.settled };
    const second = repliesOf(secondSaid, result.follow.questions);
    return { asked, first, second, settlement: secondHop({ ...input, second }) };
  });

function everySettlement(holds: (run: Run) => void): void {
  fc.assert(fc.property(run, holds), { numRuns: 1000 });
}

test('contacts are given with FOUND and INCOMPLETE only, and FOUND never without', () => {
  everySettlement(({ settlement: { status, contacts } }) => {
    if (status === 'FOUND') expect(contacts).not.toEqual([]);
    else if (status !== 'INCOMPLETE') expect(contacts).toEqual([]);
  });
});

test('an agency that is not ANSWERED at the end never yields FOUND or NOT_FOUND', () => {
  everySettlement(({ settlement: { status, agencies } }) => {
    if (Object.values(agencies).every((agency) => agency.status === 'ANSWERED')) return;
    expect(['FOUND', 'NOT_FOUND']).not.toContain(status);
  });
});

test('UNAVAILABLE in the last hop never becomes an answer', () => {
  everySettlement(({ first, second, settlement }) => {
    for (const [agency, reply] of second.size > 0 ? second : first) {
      if (reply.status !== 'ANSWERED') {
        expect(settlement.agencies[agency]?.status).toBe(reply.status);
      }
    }
  });
});

test('BLOCKED in either hop blocks', () => {
  everySettlement(({ first, second, settlement }) => {
    const answers = [...first.values(), ...second.values()].flatMap((reply) => reply.answers);
    const blocked = answers.some(({ outcome }) => outcome === 'BLOCKED');
    expect(settlement.status === 'BLOCKED').toBe(blocked);
  });
});

test('every source of a contact is an agency that matched', () => {
  everySettlement(({ settlement: { contacts, agencies } }) => {
    for (const source of contacts.flatMap(({ sources }) => sources)) {
      expect(agencies[source.agency]?.outcome).toBe('MATCHED');
    }
  });
});

test('a phone that some agency calls reassigned is no contact', () => {
  everySettlement(({ first, second, settlement }) => {
    const known = [...first.values()].flatMap(({ answers }) => answers);
    const phones = known.flatMap(({ contacts, outcome }) =>
      outcome === 'MATCHED' ? contacts : [],
    );
    const reassigned = [...second.values()].some(({ answers }) =>
      answers.some((one) => one.phoneReassigned),
    );
    if (!reassigned) return;
    for (const { value } of phones.filter(({ kind }) => kind === 'PHONE')) {
      expect(settlement.contacts.map((contact) => contact.value)).not.toContain(value);
    }
  });
});

test('a phone stands for each flag of phones, and none where nothing is disclosed', () => {
  everySettlement(({ asked, settlement: { status, flags, leftOut, contacts } }) => {
    expect(new Set(leftOut.map(({ flag }) => flag))).toEqual(
      new Set(flags.filter((flag) => flag === 'PHONE_REASSIGNED' || flag === 'PHONE_DEAD')),
    );
    if (status === 'BLOCKED' || status === 'NEEDS_REVIEW') expect(leftOut).toEqual([]);
    const given = contacts.map(({ value }) => value);
    for (const one of leftOut) {
      expect(given).not.toContain(one.phone);
      expect(one.asked).toBe(one.phone === asked.phone);
    }
  });
});

test('neither the order of agencies nor of their answers matters', () => {
  everySettlement(({ asked, first, second, settlement }) => {
    const agencies = AGENCIES.toReversed();
    const input = { asked, agencies, asOf: AS_OF, first };
    const again = firstHop(input);
    const other = 'settled' in again ? again.settled : secondHop({ ...input, second });
    expect(other).toEqual(settlement);
  });
});
