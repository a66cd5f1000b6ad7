import { expect, test } from 'vitest';
import { isConfirmable } from './is-confirmable.ts';

test('a name is confirmed where some register knows the ID number', () => {
  expect(isConfirmable({ flags: ['NAME_SIMILAR'], idNumbers: ['NOT_HELD', 'MATCH'] })).toBe(true);
  expect(isConfirmable({ flags: ['NAME_MISMATCH'], idNumbers: ['MATCH'] })).toBe(true);
  expect(isConfirmable({ flags: ['NAME_SIMILAR'], idNumbers: ['NOT_HELD', null] })).toBe(false);
});

test('nothing else is, also where a name is in doubt besides', () => {
  expect(isConfirmable({ flags: [], idNumbers: ['MATCH'] })).toBe(false);
  for (const flag of ['PHONE_HELD_BY_ANOTHER', 'LEGACY_ID'] as const) {
    expect(isConfirmable({ flags: [flag], idNumbers: ['MATCH'] })).toBe(false);
    expect(isConfirmable({ flags: ['NAME_SIMILAR', flag], idNumbers: ['MATCH'] })).toBe(false);
  }
});
