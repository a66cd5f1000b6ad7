import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCaseNo } from './parse-case-no.ts';

test('brackets, width and spaces are no difference', () => {
  const caseNo = '（2026）浙0782民初10001号';
  const writings = [
    '（2026）浙0782民初10001号',
    '(2026)浙0782民初10001号',
    ' (２０２６) 浙 0782 民初 10001 号 ',
    '〔2026〕浙0782民初10001号',
    '[2026]浙0782民初10001号',
  ];
  for (const writing of writings) expect(parseCaseNo(writing)).toEqual({ ok: true, caseNo });
});

test('case numbers of other courts, kinds and times pass', () => {
  const numbers = [
    '（2019）最高法知民终1号',
    '（2021）京01民终123号之一',
    '（2013）义民初字第1234号',
    '（2024）新40执恢5号',
    '（2023）兵0103刑初9号',
  ];
  for (const caseNo of numbers) expect(parseCaseNo(caseNo)).toEqual({ ok: true, caseNo });
});

test('what is no case number is refused', () => {
  expect(parseCaseNo(' ')).toEqual({ ok: false, reason: 'MISSING' });
  const malformed = [
    '2026浙0782民初10001号',
    '（26）浙0782民初10001号',
    '（2026）浙0782民初10001',
    '（2026）浙0782民初号',
    '（2026）0782民初10001号',
    '（2026）浙0782民初10001号、10002号',
    "（2026）浙0782民初1号'; drop",
  ];
  for (const text of malformed)
    expect(parseCaseNo(text)).toEqual({ ok: false, reason: 'MALFORMED' });
});

test('a case number that a spreadsheet holds as a formula is named as one', () => {
  const formula = { ok: false, reason: 'FORMULA' };
  expect(parseCaseNo('="（2026）浙0782民初10001号"')).toEqual(formula);
});

test('parsing twice changes nothing', () => {
  const parts = fc.tuple(fc.constantFrom('(', '（', '['), fc.integer({ min: 1, max: 99_999 }));
  fc.assert(
    fc.property(parts, ([open, number]) => {
      const once = parseCaseNo(`${open}2026)浙0782民初${number}号`);
      expect(once.ok && parseCaseNo(once.caseNo)).toEqual(once);
    }),
    { seed: 1 },
  );
});
