import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IdType } from '../../../schema/contract/codes.ts';
import { citizenCheck } from './citizen-check.ts';
import { parseIdNumber } from './parse-id-number.ts';

const asOf = '2026-11-20';
const parse = (type: string, number: string, issuingState?: string) =>
  parseIdNumber({ type, number, issuingState }, { asOf });
const refused = (reason: string, field = 'id_number') => ({ ok: false, field, reason });
const accepts = (type: IdType, number: string, issuingState?: string) => {
  expect(parse(type, number, issuingState)).toMatchObject({ ok: true, id: { type, number } });
};

/** 17 digits of a resident ID: a province, a date that exists, a sequence. */
const digits17 = fc
  .tuple(
    fc.constantFrom('110105', '330782', '522128', '650104'),
    fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-19'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 995 }),
  )
  .map(([region, born, sequence]) => {
    const date = born.toISOString().slice(0, 10).replaceAll('-', '');
    return `${region}${date}${String(sequence).padStart(3, '0')}`;
  });
const residentId = digits17.map((digits) => digits + citizenCheck(digits));

test('published resident numbers pass', () => {
  accepts('RESIDENT_ID', '11010519491231002X');
  accepts('RESIDENT_ID', '440524188001010014');
});

test('a resident number tells birth date and sex', () => {
  expect(parse('RESIDENT_ID', '11010519491231002X')).toMatchObject({
    birthDate: '1949-12-31',
    sex: 'F',
    legacy: false,
    needsReview: false,
  });
  expect(parse('RESIDENT_ID', '440524188001010014')).toMatchObject({ sex: 'M' });
});

test('width, spaces and case are mended, and nothing else', () => {
  const id = { type: 'RESIDENT_ID', number: '11010519491231002X' };
  expect(parse(' resident_id', ' １１０１０５ 19491231\u3000002x ')).toMatchObject({ id });
  expect(parse('RESIDENT_ID', '110105-19491231-002X')).toEqual(refused('WRONG_LENGTH'));
});

test('a legacy number becomes its 18-digit form', () => {
  expect(parse('RESIDENT_ID', '610104620927690')).toMatchObject({
    ok: true,
    id: { type: 'RESIDENT_ID', number: '610104196209276908' },
    legacy: true,
    needsReview: false,
    birthDate: '1962-09-27',
  });
});

test('a legacy number of the sequence kept for centenarians needs review', () => {
  for (const sequence of ['996', '997', '998', '999']) {
    const parsed = parse('RESIDENT_ID', `610104620927${sequence}`);
    expect(parsed).toMatchObject({ ok: true, legacy: true, needsReview: true });
    expect(parsed).not.toHaveProperty('birthDate');
  }
  expect(parse('RESIDENT_ID', '610104620927995')).toMatchObject({ needsReview: false });
});

test('a date that does not exist, is too early or lies ahead is refused', () => {
  const numbered = (date: string) => {
    const digits = `330782${date}123`;
    return parse('RESIDENT_ID', digits + citizenCheck(digits));
  };
  expect(numbered('19970230')).toEqual(refused('NO_SUCH_DATE'));
  expect(numbered('19001301')).toEqual(refused('NO_SUCH_DATE'));
  expect(numbered('18491231')).toEqual(refused('DATE_TOO_EARLY'));
  expect(numbered('18500101')).toMatchObject({ ok: true });
  expect(numbered('20261120')).toMatchObject({ ok: true });
  expect(numbered('20261121')).toEqual(refused('DATE_IN_FUTURE'));
});

test('the first two digits must be a province', () => {
  const digits = '99078219900101123';
  expect(parse('RESIDENT_ID', digits + citizenCheck(digits))).toEqual(refused('UNKNOWN_PROVINCE'));
  expect(parse('RESIDENT_ID', '990782900101123')).toEqual(refused('UNKNOWN_PROVINCE'));
});

test('a county code abolished since is good, and one in no table is only noted', () => {
  const withRegion = (region: string, date = '19900101') => {
    const digits = `${region}${date}123`;
    return parse('RESIDENT_ID', digits + citizenCheck(digits));
  };
  expect(withRegion('330782')).not.toHaveProperty('note');
  expect(withRegion('110103')).not.toHaveProperty('note');
  expect(withRegion('110103', '20200101')).toMatchObject({
    ok: true,
    note: 'REGION_ABOLISHED_BEFORE_BIRTH',
  });
  expect(withRegion('339998', '20100101')).toMatchObject({ ok: true, note: 'REGION_UNKNOWN' });
  expect(withRegion('522128', '19910816')).not.toHaveProperty('note');
});

test('residence permits of the three regions pass, and no others', () => {
  accepts('HMT_PERMIT', '810000199408230021');
  accepts('HMT_PERMIT', '830000199201300022');
  expect(parse('HMT_PERMIT', '11010519491231002X')).toEqual(refused('WRONG_REGION'));
  expect(parse('HMT_PERMIT', '810000940823002')).toEqual(refused('WRONG_LENGTH'));
});

test('a residence permit declared as a resident number is refused', () => {
  expect(parse('RESIDENT_ID', '810000199408230021')).toEqual(refused('WRONG_REGION'));
  expect(parse('RESIDENT_ID', '830000199201300022')).toEqual(refused('UNKNOWN_PROVINCE'));
});

test('both forms of a permanent-resident number pass', () => {
  accepts('FOREIGN_PR_ID', '932682198501010017');
  accepts('FOREIGN_PR_ID', 'FRA110082010103');
  expect(parse('FOREIGN_PR_ID', '932682198501010018')).toEqual(refused('WRONG_CHECK'));
  expect(parse('FOREIGN_PR_ID', '11010519491231002X')).toEqual(refused('WRONG_FORM'));
  expect(parse('FOREIGN_PR_ID', 'FRA11008201010')).toEqual(refused('WRONG_FORM'));
});

test('a passport needs its state', () => {
  accepts('PASSPORT', 'A1071274', 'ind');
  expect(parse('PASSPORT', 'A1071274', 'ind')).toMatchObject({ id: { issuingState: 'IND' } });
  expect(parse('PASSPORT', 'A1071274')).toEqual(refused('MISSING', 'issuing_state'));
  expect(parse('PASSPORT', 'A1071274', ' ')).toEqual(refused('MISSING', 'issuing_state'));
  expect(parse('PASSPORT', 'A1071274', 'ZZZ')).toEqual(refused('UNKNOWN_STATE', 'issuing_state'));
  expect(parse('PASSPORT', 'A1-071274', 'IND')).toEqual(refused('WRONG_CHARACTERS'));
});

test('a state is kept with passports only', () => {
  expect(parse('RESIDENT_ID', '11010519491231002X', 'CHN')).toMatchObject({
    id: { type: 'RESIDENT_ID', number: '11010519491231002X' },
  });
  const parsed = parse('RESIDENT_ID', '11010519491231002X', 'CHN');
  expect(parsed.ok && parsed.id).not.toHaveProperty('issuingState');
});

test('organisation codes pass by their check, whatever they begin or end with', () => {
  accepts('USCC', '91110000101623741K');
  for (const authority of ['N', 'A', 'Y', '1', '5', '9']) {
    const parsed = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY', (check) =>
      parse('USCC', `${authority}2330782MA25EDD2${authority}${check}`),
    );
    expect(parsed.filter(({ ok }) => ok)).toHaveLength(1);
  }
});

test('an organisation code that ends in 0 passes', () => {
  const bodies = Array.from(
    { length: 40 },
    (_, at) => `91330782MA25ED${String(at).padStart(3, '0')}0`,
  );
  expect(bodies.some((code) => parse('USCC', code).ok)).toBe(true);
});

test('an organisation code with a wrong check or letter is refused', () => {
  expect(parse('USCC', '91110000101623742K')).toEqual(refused('WRONG_CHECK'));
  expect(parse('USCC', '9111000010162374IK')).toEqual(refused('WRONG_CHARACTERS'));
});

test('the declared type decides: a code is no resident number', () => {
  expect(parse('RESIDENT_ID', '91330702MA2A9JUJXU')).toEqual(refused('WRONG_CHARACTERS'));
});

test('what is missing is named', () => {
  expect(parse('', '11010519491231002X')).toEqual(refused('MISSING', 'id_type'));
  expect(parse('DRIVING_LICENCE', '1')).toEqual(refused('UNKNOWN_TYPE', 'id_type'));
  expect(parse('RESIDENT_ID', ' ')).toEqual(refused('MISSING'));
});

test('any change of one character of a resident number is refused', () => {
  const change = fc.tuple(
    residentId,
    fc.nat({ max: 17 }),
    fc.constantFrom(...Array.from('0123456789X')),
  );
  fc.assert(
    fc.property(change, ([number, at, character]) => {
      fc.pre(number.charAt(at) !== character);
      const changed = number.slice(0, at) + character + number.slice(at + 1);
      expect(parse('RESIDENT_ID', changed).ok).toBe(false);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('two neighbouring digits that changed places are refused', () => {
  fc.assert(
    fc.property(residentId, fc.nat({ max: 15 }), (number, at) => {
      fc.pre(number.charAt(at) !== number.charAt(at + 1));
      const [one, other] = [number.charAt(at), number.charAt(at + 1)];
      const changed = number.slice(0, at) + other + one + number.slice(at + 2);
      expect(parse('RESIDENT_ID', changed).ok).toBe(false);
    }),
    { numRuns: 2000, seed: 2 },
  );
});

test('a number of the last century comes back from its 15 digits', () => {
  fc.assert(
    fc.property(residentId, (number) => {
      fc.pre(number.slice(6, 8) === '19');
      const legacy = number.slice(0, 6) + number.slice(8, 17);
      expect(parse('RESIDENT_ID', legacy)).toMatchObject({
        ok: true,
        legacy: true,
        id: { number },
      });
    }),
    { numRuns: 1000, seed: 3 },
  );
});

test('a number that passed passes again unchanged', () => {
  fc.assert(
    fc.property(residentId, (number) => {
      const once = parse('RESIDENT_ID', ` ${number.toLowerCase()}`);
      expect(once).toMatchObject({ ok: true, id: { number } });
    }),
    { seed: 4 },
  );
});

test('no refusal repeats what was typed', () => {
  const typed = fc.record({ type: fc.constantFrom('USCC', 'PASSPORT', 'x'), number: fc.string() });
  fc.assert(
    fc.property(typed, ({ type, number }) => {
      const parsed = parse(type, `5555${number}`);
      if (!parsed.ok) expect(JSON.stringify(parsed)).not.toContain('5555');
    }),
    { seed: 5 },
  );
});
