import { expect, test } from 'vitest';
import { splitHanName } from './split-han-name.ts';

test('the first character is the surname', () => {
  expect(splitHanName('张伟')).toEqual({ surname: '张', given: '伟' });
  expect(splitHanName('𠮷明华')).toEqual({ surname: '𠮷', given: '明华' });
});

test('a surname of two characters is known in both forms', () => {
  expect(splitHanName('欧阳洋兴')).toEqual({ surname: '欧阳', given: '洋兴' });
  expect(splitHanName('歐陽洋')).toEqual({ surname: '歐陽', given: '洋' });
});

test('a name of two characters has a surname of one', () => {
  expect(splitHanName('上官')).toEqual({ surname: '上', given: '官' });
});
