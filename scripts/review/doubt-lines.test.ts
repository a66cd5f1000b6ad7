import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { ELEMENT_VERDICTS, NAME_REASONS } from '../../schema/contract/codes.ts';
import type { AgencyAnswer } from '../repair/repair-shape.ts';
import { doubtLines } from './doubt-lines.ts';
import type { RepairNow } from './shapes.ts';

const police: AgencyAnswer = {
  ...{ agency: 'police', status: 'ANSWERED', outcome: 'REVIEW', nameReason: 'HOMOPHONE' },
  elements: { name: 'SIMILAR', idNumber: 'MATCH', phone: 'NOT_ASKED' },
  evidence: [
    { element: 'name', verdict: 'SIMILAR', bits: 5.8 },
    { element: 'idNumber', verdict: 'MATCH', bits: 10.4 },
  ],
};

const nobody: AgencyAnswer = {
  ...{ agency: 'population', status: 'ANSWERED', outcome: 'NO_RECORD', nameReason: null },
  elements: { name: 'NOT_HELD', idNumber: 'NOT_HELD', phone: 'NOT_HELD' },
  evidence: [],
};

const homophone: RepairNow = {
  ...{ id: '1', caseNo: '（2026）浙0782民初10001号', partyRef: 'P1', status: 'NEEDS_REVIEW' },
  ...{
    flags: ['NAME_SIMILAR'],
    problems: [],
    contacts: [],
    leftOut: [],
    settledAt: '2026-11-28T16:30:00.000Z',
  },
  agencies: [police, nobody, { ...nobody, agency: 'mall', status: 'UNAVAILABLE', outcome: null }],
};

test('a party comes with its case, what is in doubt since when, and how each register writes it', () => {
  expect(doubtLines(homophone)).toEqual([
    '（2026）浙0782民初10001号  P1  NAME_SIMILAR  since 2026-11-29',
    '  A register holds a name that is only like it.',
    '              name                                          ID number       phone  bits',
    '  police      similar: characters that sound the same +5.8  the same +10.4         = 16.2',
    '  population  does not hold the party',
    '  mall        did not answer',
  ]);
});

test('of a phone that is somebody else’s no more is said than that, and no decision confirms it', () => {
  const elements = { name: 'NOT_HELD', idNumber: 'NOT_ASKED', phone: 'MISMATCH' } as const;
  const lines = doubtLines({
    ...homophone,
    ...{ flags: ['PHONE_HELD_BY_ANOTHER'], agencies: [{ ...nobody, elements }] },
  });
  expect(lines.slice(1)).toEqual([
    '  The phone stands under somebody else.',
    '              name      ID number  phone',
    '  population  not held             held by another',
    expect.stringContaining(
      'It cannot be confirmed: only a better ID number can tell who this is.',
    ),
  ]);
});

test('a party that was put to nobody says so', () => {
  const lines = doubtLines({ ...homophone, flags: ['LEGACY_ID'], agencies: [] });
  expect(lines).toContain('  No agency was asked.');
  expect(lines.join('\n')).toContain('It cannot be confirmed');
});

test('whatever the verdicts and the reason of a name, a line fits into 120 columns', () => {
  const agency = 'neighbourhoods';
  for (const nameReason of [...NAME_REASONS, null])
    for (const verdict of ELEMENT_VERDICTS) {
      const elements = { name: verdict, idNumber: verdict, phone: verdict };
      const evidence = ['name', 'idNumber', 'phone'].map((element) => ({
        ...{ element, verdict, bits: -10.1 },
      }));
      const agencies = [{ ...police, agency, nameReason, elements, evidence }];
      const widths = doubtLines({ ...homophone, agencies }).map((line) => stringWidth(line));
      expect(Math.max(...widths)).toBeLessThanOrEqual(120);
    }
});
