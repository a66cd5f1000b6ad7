import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNames } from './compare-names.ts';
import { foldHan } from './fold-han.ts';

const compare = (asked: string, name: string, ...formerNames: string[]) =>
  compareNames(asked, { name, formerNames });

const han = fc.constantFrom(
  ...Array.from('张王李欧阳偉伟靜静劉刘靑青敏民英瑛欣心乐乾干鍾钟𠮷峯峰·'),
);
const latin = fc.constantFrom(...Array.from('aAbBéÉöoøßıİ -.,’'));
const anyName = fc.oneof(
  fc.string({ unit: han, minLength: 1, maxLength: 5 }),
  fc.string({ unit: latin, minLength: 1, maxLength: 8 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
);

test('equal names match without a reason', () => {
  expect(compare('赵华', '赵华')).toEqual({ verdict: 'MATCH' });
});

test('width, spaces and case are no difference', () => {
  expect(compare(' 宋 涛静', '宋涛静')).toEqual({ verdict: 'MATCH' });
  expect(compare('Amit Sharma', 'AMIT SHARMA')).toEqual({ verdict: 'MATCH' });
  expect(compare('义乌雪秀（集团）公司', '义乌雪秀(集团)公司')).toEqual({ verdict: 'MATCH' });
});

test('another middle dot is a match, and says so', () => {
  for (const dot of '•・．‧･') {
    expect(compare(`阿卜杜${dot}热合曼`, '阿卜杜·热合曼')).toEqual({
      verdict: 'MATCH',
      reason: 'MIDDLE_DOT',
    });
  }
});

test('a traditional form is a variant', () => {
  const expected = { verdict: 'VARIANT', reason: 'TRADITIONAL_FORM' };
  expect(compare('劉敏洋', '刘敏洋')).toEqual(expected);
  expect(compare('歐陽靑', '欧阳青')).toEqual(expected);
  expect(compare('義烏市雪秀針織有限公司', '义乌市雪秀针织有限公司')).toEqual(expected);
});

test('a recorded former name is a variant, in another form too', () => {
  const expected = { verdict: 'VARIANT', reason: 'FORMER_NAME' };
  expect(compare('孙梅明', '孙凤', '孙梅明')).toEqual(expected);
  expect(compare('孫梅明', '孙凤', '孙丽', '孙梅明')).toEqual(expected);
});

test('the current name counts before a former one', () => {
  expect(compare('孙凤', '孙凤', '孙凤')).toEqual({ verdict: 'MATCH' });
  expect(compare('孫鳳', '孙凤', '孙凤')).toMatchObject({ reason: 'TRADITIONAL_FORM' });
});

test('a name that only resembles a former one is no match', () => {
  expect(compare('孙梅名', '赵凤', '孙梅明')).toEqual({ verdict: 'MISMATCH' });
});

test('the same surname and homophones are similar, whatever the tone', () => {
  const expected = { verdict: 'SIMILAR', reason: 'HOMOPHONE' };
  expect(compare('郭民霞', '郭敏霞')).toEqual(expected);
  expect(compare('周卫勇', '周伟勇')).toEqual(expected);
  expect(compare('张靖', '张静')).toEqual(expected);
  expect(compare('欧阳英', '欧阳瑛')).toEqual(expected);
  expect(compare('張民', '张敏')).toEqual(expected);
});

test('李乾 and 李干 are two names that may sound alike', () => {
  expect(compare('李乾', '李干')).toEqual({ verdict: 'SIMILAR', reason: 'HOMOPHONE' });
});

test('homophones under another surname are another name', () => {
  expect(compare('王敏', '汪敏')).toEqual({ verdict: 'MISMATCH' });
});

test('one edit counts in names of three characters and more', () => {
  const expected = { verdict: 'SIMILAR', reason: 'ONE_EDIT' };
  expect(compare('王大明', '王小明')).toEqual(expected);
  expect(compare('欧阳娜娜', '欧阳娜')).toEqual(expected);
  expect(compare('王大', '王小')).toEqual({ verdict: 'MISMATCH' });
  expect(compare('王明', '王小明')).toEqual({ verdict: 'MISMATCH' });
});

test('a character outside the basic plane counts as one', () => {
  expect(compare('𠮷𠮷', '𠮷𡈼')).toEqual({ verdict: 'MISMATCH' });
});

test('Latin names with the same words are variants', () => {
  expect(compare('SMIRNOV IVAN', 'IVAN SMIRNOV')).toEqual({
    verdict: 'VARIANT',
    reason: 'TOKEN_ORDER',
  });
  expect(compare('SANTOS, MARIA', 'MARIA SANTOS')).toMatchObject({ reason: 'TOKEN_ORDER' });
  const punctuation = { verdict: 'VARIANT', reason: 'PUNCTUATION' };
  expect(compare('Jean-Pierre Martin', 'JEAN PIERRE MARTIN')).toEqual(punctuation);
  expect(compare("Sean O'Brien", 'SEAN OBRIEN')).toEqual(punctuation);
  expect(compare('SANTOS, MARIA', 'SANTOS MARIA')).toEqual(punctuation);
});

test('Latin names that differ in diacritics or initials are similar', () => {
  const expected = { verdict: 'SIMILAR', reason: 'LATIN_FORM' };
  expect(compare('JOÃO SANTOS', 'JOAO SANTOS')).toEqual(expected);
  expect(compare('Müller Jörg', 'JOERG MUELLER')).toEqual(expected);
  expect(compare('J. SANTOS', 'JOAO SANTOS')).toEqual(expected);
  expect(compare('Lech Wałęsa', 'LECH WALESA')).toEqual(expected);
});

test('initials alone name nobody', () => {
  expect(compare('J. S.', 'JOAO SANTOS')).toEqual({ verdict: 'MISMATCH' });
});

test('one letter in a Latin name is one edit', () => {
  expect(compare('IVAN SMIRNOW', 'SMIRNOV IVAN')).toEqual({
    verdict: 'SIMILAR',
    reason: 'ONE_EDIT',
  });
});

test('different names mismatch', () => {
  expect(compare('李静敏', '曹磊艳')).toEqual({ verdict: 'MISMATCH' });
  expect(compare('MARIA SANTOS', 'ANIL KUMAR')).toEqual({ verdict: 'MISMATCH' });
  expect(compare('ZHANG WEI', '张伟')).toEqual({ verdict: 'MISMATCH' });
});

test('an empty name matches nothing, not even itself', () => {
  expect(compare('', '')).toEqual({ verdict: 'MISMATCH' });
  expect(compare(' \u200b', ' ')).toEqual({ verdict: 'MISMATCH' });
});

test('the two sides may change places', () => {
  fc.assert(
    fc.property(anyName, anyName, (one, other) => {
      expect(compare(one, other)).toEqual(compare(other, one));
    }),
    { numRuns: 3000, seed: 2 },
  );
});

test('a name never mismatches a fold of itself', () => {
  fc.assert(
    fc.property(
      anyName.filter((name) => /\p{L}/u.test(name)),
      (name) => {
        expect(compare(name, foldHan(name)).verdict).not.toBe('MISMATCH');
        expect(compare(foldHan(name), name.normalize('NFKC')).verdict).not.toBe('MISMATCH');
      },
    ),
    { numRuns: 3000, seed: 3 },
  );
});
