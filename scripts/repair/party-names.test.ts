import { expect, test } from 'vitest';
import { partyNames } from './party-names.ts';

const [first, second] = ['（2026）浙0782民初1号', '（2026）浙0782民初2号'];

test('a party is called by its reference, and by its case too where others have the same one', () => {
  const parties = [
    { caseNo: first, partyRef: 'P1' },
    { caseNo: second, partyRef: 'P1' },
    { caseNo: second, partyRef: 'P2' },
  ];
  expect(parties.map(partyNames(parties))).toEqual([`${first} P1`, `${second} P1`, 'P2']);
});
