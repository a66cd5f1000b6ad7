import { expect, test } from 'vitest';
import { foldHan } from './fold-han.ts';

test('traditional forms fold to simplified ones', () => {
  expect(foldHan('劉敏洋')).toBe('刘敏洋');
  expect(foldHan('許剛')).toBe('许刚');
  expect(foldHan('張東強')).toBe('张东强');
});

test('old and regional glyphs of one character fold together', () => {
  const pairs = [
    '峯峰',
    '恆恒',
    '靑青',
    '淸清',
    '羣群',
    '竝并',
    '衞卫',
    '強强',
    '啓启',
    '爲为',
    '髙高',
    '姸妍',
    '吿告',
    '秊年',
    '呉吴',
    '戸户',
    '𠮷吉',
  ];
  for (const pair of pairs) {
    const [variant = '', standard = ''] = pair;
    expect(foldHan(variant)).toBe(standard);
  }
});

test('鍾, 鐘 and 锺 are one surname', () => {
  expect(new Set(['鍾', '鐘', '锺', '钟'].map(foldHan))).toEqual(new Set(['钟']));
});

test('乾 stays, as 李乾 and 李干 are two names', () => {
  expect(foldHan('李乾')).toBe('李乾');
});

test('different names of one sound do not fold together', () => {
  for (const [one = '', other = ''] of ['喆哲', '堃坤', '凃涂', '邱丘', '淼渺', '阎闫']) {
    expect(foldHan(one)).not.toBe(foldHan(other));
  }
});

test('folding twice changes nothing', () => {
  const once = foldHan('劉靑敎竜緖寳髙濶');
  expect(foldHan(once)).toBe(once);
});
