import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePhone } from './parse-phone.ts';

const mobile = { ok: true, e164: '+8615084035033' };

test('a mainland mobile in any usual writing is one number', () => {
  const writings = [
    '15084035033',
    '+86 15084035033',
    '0086-150-8403-5033',
    '86 15084035033',
    '+8615084035033',
    '１５０８４０３５０３３',
    ' 150 8403 5033\u200b',
    '（+86）15084035033',
    '(0086) 150-8403-5033',
    '+86—150—8403—5033',
  ];
  for (const writing of writings) expect(parsePhone(writing)).toEqual(mobile);
});

test('landlines and numbers of other countries are valid', () => {
  expect(parsePhone('0579-85551234')).toEqual({ ok: true, e164: '+8657985551234' });
  expect(parsePhone('(0579) 8555 1234')).toEqual({ ok: true, e164: '+8657985551234' });
  expect(parsePhone('+852 9876 5432')).toEqual({ ok: true, e164: '+85298765432' });
  expect(parsePhone('0091 98765 43210')).toEqual({ ok: true, e164: '+919876543210' });
});

test('prefixes of every operator pass', () => {
  for (const prefix of [
    '134',
    '147',
    '159',
    '165',
    '170',
    '177',
    '189',
    '191',
    '192',
    '198',
    '199',
  ]) {
    expect(parsePhone(`${prefix}12345678`)).toMatchObject({ ok: true });
  }
});

test('a number too short, too long or outside the numbering plan is refused', () => {
  expect(parsePhone('1508403503')).toMatchObject({ ok: false });
  expect(parsePhone('150840350333')).toMatchObject({ ok: false });
  expect(parsePhone('12084035033')).toMatchObject({ ok: false });
  expect(parsePhone('110')).toMatchObject({ ok: false });
});

test('what is no phone is refused without being repeated', () => {
  expect(parsePhone('')).toEqual({ ok: false, reason: 'MISSING' });
  expect(parsePhone('unknown')).toEqual({ ok: false, reason: 'NOT_A_PHONE' });
  expect(parsePhone('15084035033/15084035034')).toMatchObject({ ok: false });
  expect(parsePhone('call 15084035033')).toMatchObject({ ok: false });
});

test.each(['15084035033;15084035034', '15084035033；15084035034', '15084035033;isub=1'])(
  'of two numbers in one field neither is taken: %s',
  (text) => {
    expect(parsePhone(text)).toEqual({ ok: false, reason: 'NOT_A_PHONE' });
  },
);

test('an extension is dropped, however it is written', () => {
  expect(parsePhone('15084035033;ext=5')).toEqual({ ok: true, e164: '+8615084035033' });
});

test('parsing twice changes nothing', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^1[3-9]\d{9}$/u), (typed) => {
      const once = parsePhone(typed);
      if (once.ok) expect(parsePhone(once.e164)).toEqual(once);
    }),
    { seed: 1 },
  );
});
