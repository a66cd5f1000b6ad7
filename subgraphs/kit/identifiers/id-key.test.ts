import { expect, test } from 'vitest';
import { idKey } from './id-key.ts';

test('a key holds type, state and number', () => {
  expect(idKey({ type: 'PASSPORT', number: 'A1071274', issuingState: 'IND' })).toBe(
    'PASSPORT:IND:A1071274',
  );
});

test('only a passport has a state in its key', () => {
  const plain = { type: 'RESIDENT_ID', number: '11010519491231002X' } as const;
  expect(idKey(plain)).toBe('RESIDENT_ID::11010519491231002X');
  expect(idKey({ ...plain, issuingState: 'CHN' })).toBe(idKey(plain));
});
