import { expect, test } from 'vitest';
import { decide } from './decide.ts';
import type { Holder } from './held-record.ts';
import { AS_OF, askedPerson, heldRecord, ID, PHONE } from './toy-records.ts';

const LIFTED = { protectionLifted: true } as const;
const WITH_ID = { id: ID, name: '张伟' };
const WITH_PHONE = { name: '张伟', phone: PHONE };

/** What is answered of somebody whose protection was lifted, asked about by number or by phone. */
function lifted(asked: typeof WITH_ID | typeof WITH_PHONE, holder: Partial<Holder>) {
  const row = heldRecord({ id: ID, protected: true, ...holder }, { phone: PHONE });
  return decide(askedPerson({ ...asked, ...LIFTED }), [row], AS_OF);
}

test.each([WITH_ID, WITH_PHONE])('a lifted protection stops nothing: %o', (asked) => {
  const row = heldRecord({ id: ID, protected: true }, { phone: PHONE });
  expect(decide(askedPerson(asked), [row], AS_OF)).toMatchObject({
    ...{ outcome: 'BLOCKED', blockedBy: 'PROTECTED', contacts: [] },
  });
  expect(lifted(asked, {})).toMatchObject({ outcome: 'MATCHED', contacts: row.contacts });
});

test.each([WITH_ID, WITH_PHONE])('it leaves the dead and the minor blocked: %o', (asked) => {
  expect(lifted(asked, { deceased: true })).toMatchObject({
    ...{ outcome: 'BLOCKED', blockedBy: 'DECEASED', contacts: [] },
  });
  expect(lifted(asked, { birthDate: '2015-01-01' })).toMatchObject({
    ...{ outcome: 'BLOCKED', blockedBy: 'MINOR', contacts: [] },
  });
});

test('a doubt about the name stays a doubt', () => {
  expect(lifted(WITH_ID, { name: '曹磊艳' })).toMatchObject({ outcome: 'CONFLICT', contacts: [] });
  expect(lifted(WITH_ID, { name: '张维' })).toMatchObject({ outcome: 'REVIEW', contacts: [] });
});
