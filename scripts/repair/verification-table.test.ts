import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { ELEMENT_VERDICTS } from '../../schema/contract/codes.ts';
import { verificationTable } from './verification-table.ts';
import type { Verification } from './verify-list.ts';

const SIX = ['complaints', 'mall', 'market', 'police', 'population', 'telecom'];

const verification = (partyRef: string, change: Partial<Verification> = {}): Verification => ({
  ...{ repairId: partyRef, caseNo: '（2026）浙0782民初10001号', partyRef },
  ...{ flags: [], problems: [], agencies: [] },
  ...change,
});

const elements = { name: 'MISMATCH', idNumber: 'NOT_ASKED', phone: 'VARIANT' } as const;
const answered = (codes: readonly string[]) =>
  codes.map((agency) => ({ agency, status: 'ANSWERED' as const, elements }));

const refused = verification('P00002', {
  flags: ['INVALID_INPUT'],
  problems: [
    { field: 'id_number', reason: 'SCIENTIFIC_NOTATION' },
    { field: 'phone', reason: 'NO_SUCH_NUMBER' },
  ],
});

test('six agencies fit 120 columns, also where parties go by their cases', () => {
  const silent = SIX.map((agency) => ({ agency, status: 'UNAVAILABLE' as const, elements: null }));
  const list = [
    verification('P00001', { agencies: answered(SIX) }),
    verification('P00001', { caseNo: '（2026）浙0782民初10002号', agencies: silent }),
    refused,
  ];
  const lines = verificationTable(list).split('\n');
  expect(lines[2]).toContain('（2026）浙0782民初10001号 P00001');
  for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(120);
});

test('a column has the three verdicts of its agency in one order, or that it is away', () => {
  const said = [
    ...answered(['police']),
    { agency: 'telecom', status: 'UNAVAILABLE' as const, elements: null },
  ];
  const [header, rule, line] = verificationTable([
    verification('A1', { agencies: said }),
    verification('A2', { agencies: answered(['telecom']) }),
  ]).split('\n');
  expect(header).toBe('party  police       telecom');
  expect(rule).toBe('─────  ───────────  ───────────');
  expect(line).toBe('A1     no  .   var  UNAVAILABLE');
});

test('what keeps a party from being asked about stands beside it, and widens no column', () => {
  const asked = verification('P00001', { agencies: answered(['police', 'mall']) });
  const [header, , , line] = verificationTable([asked, refused]).split('\n');
  expect(header).toBe('party   mall         police');
  expect(line).toBe('P00002  INVALID_INPUT, id_number SCIENTIFIC_NOTATION, phone NO_SUCH_NUMBER');
});

test('a list of which nobody was asked about has its reasons and nothing to explain', () => {
  expect(verificationTable([refused]).split('\n').slice(2)).toEqual([
    'P00002  INVALID_INPUT, id_number SCIENTIFIC_NOTATION, phone NO_SUCH_NUMBER',
  ]);
});

test('each verdict has a word of its own, and the legend below tells it', () => {
  const words = ELEMENT_VERDICTS.map((name) => {
    const all = { name, idNumber: name, phone: name };
    const agencies = [{ agency: 'police', status: 'ANSWERED' as const, elements: all }];
    const [, , line = '', ...legend] = verificationTable([verification('A1', { agencies })]).split(
      '\n',
    );
    const word = line.split(/ +/u)[1] ?? '';
    expect(legend.join(' ')).toContain(`${word} `);
    return word;
  });
  expect(new Set(words).size).toBe(ELEMENT_VERDICTS.length);
});
