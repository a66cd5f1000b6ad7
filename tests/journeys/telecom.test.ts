import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { SAMPLE_TERMS } from '../../scripts/repair/options.ts';
import { shownValue } from '../../scripts/repair/shown-value.ts';
import { askGraph, tryGraph } from '../support/ask-graph.ts';
import { party, resident, residentId, subscriber } from '../support/people.ts';
import { restoreRegisters } from '../support/restore-registers.ts';
import { runSample, sampleAnswers } from '../support/run-sample.ts';
import { repairsOf } from '../support/sample-repairs.ts';
import { fillRegisters, runParties } from '../support/small-world.ts';
import type { Outcome, Row } from '../support/small-world.ts';

const { home, gatewayUrl } = inject('sample');

// Six people whom the police know with one phone each, and what has become of those phones
const [dead, empty, given, lent, ported, quiet] = [11, 13, 15, 17, 19, 21].map((sequence) =>
  residentId('19810304', sequence),
) as [string, string, string, string, string, string];
const other = residentId('19920607', 31);
const phoneOf = (nth: number) => `1395791000${String(nth)}`;
const home1 = (nth: number) => `浙江省义乌市福田街道安居路${String(nth)}号`;
const at = (nth: number) => `ADDRESS ${home1(nth)}`;

const registers: Record<string, Row[]> = {
  police: [
    resident(dead, '金一鸣', home1(1), { phone: phoneOf(1) }),
    resident(empty, '金二喜', home1(2), { phone: phoneOf(2) }),
    resident(given, '金三友', home1(3), { phone: phoneOf(3) }),
    resident(lent, '金四维', home1(4), { phone: phoneOf(4) }),
    resident(ported, '金五福', home1(5), { phone: phoneOf(5) }),
    resident(quiet, '金六顺', home1(6), { phone: phoneOf(6) }),
  ],
  telecom: [
    subscriber(phoneOf(1), '金一鸣', dead, { status: 'CANCELLED' }),
    { operator: 'CUCC', phone: phoneOf(2), status: 'NOT_EXIST' },
    subscriber(phoneOf(3), '金三友', given, { status: 'CANCELLED' }),
    subscriber(phoneOf(3), '郑无关', other, { assigned_on: '2026-11-10', operator: 'CTCC' }),
    subscriber(phoneOf(4), '郑无关', other),
    subscriber(phoneOf(5), '金五福', ported, { status: 'CANCELLED' }),
    subscriber(phoneOf(5), '金五福', ported, { operator: 'CTCC', assigned_on: '2026-11-01' }),
    subscriber(phoneOf(7), '金六顺', quiet),
    subscriber(phoneOf(8), '郑无关', other, { status: 'SUSPENDED' }),
  ],
};

const parties: Row[] = [
  party('dead', '金一鸣', { id_number: dead }),
  party('dead-by-phone', '金一鸣', { phone: phoneOf(1) }),
  party('empty', '金二喜', { id_number: empty, phone: phoneOf(2) }),
  party('given', '金三友', { id_number: given }),
  party('lent', '金四维', { id_number: lent }),
  party('ported', '金五福', { id_number: ported }),
  party('quiet', '金六顺', { id_number: quiet }),
  party('stranger', '冯无名', { phone: phoneOf(8) }),
];

const outcomes: Record<string, Outcome> = {};

beforeAll(async () => {
  await fillRegisters(registers);
  Object.assign(outcomes, await runParties(parties));
});
afterAll(() => restoreRegisters(home, Object.keys(registers)));

function found(contacts: string[], flags: string[] = [], leftOut?: string[]): Outcome {
  return { status: 'FOUND', flags, contacts: contacts.sort(), leftOut };
}

describe('a number out of service', () => {
  test('is no contact though the police still hold it', () => {
    expect(outcomes['dead']).toEqual(
      found([at(1)], ['PHONE_DEAD'], ['PHONE_DEAD 139****0001 held']),
    );
    expect(outcomes['empty']).toEqual(
      found([at(2)], ['PHONE_DEAD'], ['PHONE_DEAD 139****0002 asked']),
    );
  });
  test('still leads to who had it last, and with the ID number to the other registers', () => {
    expect(outcomes['dead-by-phone']).toEqual(
      found([at(1)], ['PHONE_DEAD'], ['PHONE_DEAD 139****0001 asked']),
    );
  });
});

describe('a number that somebody else has', () => {
  test('since after the police wrote it down is reassigned and no contact', () => {
    expect(outcomes['given']).toEqual(
      found([at(3)], ['PHONE_REASSIGNED'], ['PHONE_REASSIGNED 139****0003 held']),
    );
  });
  test('since long before stays one: the police had it from the party later', () => {
    expect(outcomes['lent']).toEqual(found([at(4), `PHONE ${phoneOf(4)}`]));
  });
  test('brings nothing of that person to one who asks by it', () => {
    expect(outcomes['stranger']).toEqual({
      ...{ status: 'NEEDS_REVIEW', flags: ['PHONE_HELD_BY_ANOTHER'], contacts: [] },
    });
  });
});

describe('a number of the party', () => {
  test('that was ported to another operator is the same number', () => {
    expect(outcomes['ported']).toEqual(found([at(5), `PHONE ${phoneOf(5)}`]));
  });
  test('that the operators alone hold is found', () => {
    expect(outcomes['quiet']).toEqual(found([at(6), `PHONE ${phoneOf(6)}`, `PHONE ${phoneOf(7)}`]));
  });
});

test('a suspended number comes after the others, with its reason', async () => {
  await restoreRegisters(home, Object.keys(registers));
  const answers = sampleAnswers();
  const suspended = answers.filter(({ category }) => category === 'line_suspended');
  const refs = new Set(suspended.map((answer) => answer.party_ref));
  const only = ({ partyRef }: { partyRef: string }) => refs.has(partyRef);
  const { repairs, values } = await runSample({ only, reveal: 'the order of phones' });
  const phones = repairs.map(({ contacts }) => contacts.filter(({ kind }) => kind === 'PHONE'));
  const last = phones.map((some) => some.at(-1));
  expect(last).toHaveLength(2);
  for (const phone of last) {
    expect(phone).toMatchObject({ rank: 3, rule: 'PHONE_SUSPENDED' });
    expect(phone?.reasons).toContain('LINE_SUSPENDED');
  }
  const allowed = new Set(suspended.flatMap((answer) => answer.allowed.map(([, value]) => value)));
  for (const { id } of phones.flat()) {
    expect(allowed).toContain(shownValue('PHONE', values.get(id) ?? ''));
  }
  expect(phones.some((some) => some.length > 1 && some[0]?.rank !== 3)).toBe(true);
});

const RUN = /* GraphQL */ `
  mutation Run($ids: [ID!]!, $legalBasis: String!, $asOf: Date, $agencies: [String!]) {
    runRepairs(
      ids: $ids
      purpose: SERVICE_OF_DOCUMENTS
      kinds: [PHONE, ADDRESS]
      legalBasis: $legalBasis
      asOf: $asOf
      agencies: $agencies
    ) {
      repairs {
        status
        agencies {
          agency
        }
      }
      followUp {
        repairs {
          status
          agencies {
            agency
          }
        }
      }
    }
  }
`;

const some = z
  .array(z.object({ status: z.string(), agencies: z.array(z.object({ agency: z.string() })) }))
  .nullable();
const shape = z.object({
  runRepairs: z.object({ repairs: some, followUp: z.object({ repairs: some }).nullable() }),
});

test('those are asked who are named, in both hops, and somebody unknown is refused', async () => {
  const ids = await repairsOf('line_new_phone');
  const { legalBasis, asOf } = SAMPLE_TERMS;
  const run = (agencies: string[]) => ({ ids, legalBasis, asOf, agencies });
  const { runRepairs } = await askGraph(gatewayUrl, RUN, run(['telecom', 'police']), shape);
  const settled = [...(runRepairs.repairs ?? []), ...(runRepairs.followUp?.repairs ?? [])];
  expect(settled).toHaveLength(2);
  for (const { status, agencies } of settled) {
    expect(status).toBe('FOUND');
    expect(agencies.map(({ agency }) => agency)).toEqual(['police', 'telecom']);
  }
  for (const agencies of [[], ['customs']]) {
    const said = await tryGraph(gatewayUrl, RUN, run(agencies));
    expect(said.codes).toEqual(['BAD_USER_INPUT']);
  }
});
