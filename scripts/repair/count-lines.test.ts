import { expect, test } from 'vitest';
import { listLine, registerLine } from './count-lines.ts';

const CLEAN = {
  ...{ read: 877, inserted: 2, removed: 5, unchanged: 875 },
  ...{ duplicates: 0, rejected: 0, incomplete: 0 },
};

test.each([
  [{}, '877 rows: 2 new, 5 gone, 875 as before'],
  [{ read: 1, inserted: 1, unchanged: 0 }, '1 row: 1 new, 5 gone, 0 as before'],
  [
    { read: 880, unchanged: 874, duplicates: 1, rejected: 3, incomplete: 2 },
    '880 rows: 2 new, 5 gone, 874 as before, 1 repeated; ' +
      '3 rows do not fit and 2 were taken without their bad cells, see r.csv',
  ],
  [
    { read: 878, rejected: 1, incomplete: 1 },
    '878 rows: 2 new, 5 gone, 875 as before; ' +
      '1 row does not fit and 1 was taken without its bad cells, see r.csv',
  ],
  [
    { incomplete: 877 },
    '877 rows: 2 new, 5 gone, 875 as before; ' +
      '877 rows were taken without their bad cells, see r.csv',
  ],
  [
    { incomplete: 1 },
    '877 rows: 2 new, 5 gone, 875 as before; 1 row was taken without its bad cells, see r.csv',
  ],
])('what became of each row of a register is told: %o', (counts, line) => {
  expect(registerLine({ ...CLEAN, ...counts }, 'r.csv')).toBe(line);
});

test('of a list, what does not fit is told', () => {
  const counts = { listId: '', added: 1, changed: 2, unchanged: 3, rejected: 0 };
  expect(listLine(counts, 'r.csv')).toBe('1 new, 2 changed, 3 known parties');
  expect(listLine({ ...counts, rejected: 1 }, 'r.csv')).toBe(
    '1 new, 2 changed, 3 known parties; 1 row does not fit, see r.csv',
  );
});
