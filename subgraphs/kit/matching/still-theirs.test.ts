import { expect, test } from 'vitest';
import { decide } from './decide.ts';
import type { HeldRecord } from './held-record.ts';
import { newPhones, stillTheirs } from './still-theirs.ts';
import { AS_OF, askedPerson, heldRecord, ID, PHONE, TWIN } from './toy-records.ts';

const OTHER_PHONE = '+8618777028979';
const asked = askedPerson({ id: ID, name: '张伟', phone: PHONE });

function withPhone(holder: Parameters<typeof heldRecord>[0], observedOn: string): HeldRecord {
  const lead = {
    kind: 'PHONE',
    value: OTHER_PHONE,
    basis: 'REGISTERED_PHONE',
    observedOn,
  } as const;
  const { contacts } = heldRecord(holder, { observedOn });
  return heldRecord(holder, { phone: OTHER_PHONE, observedOn, contacts: [...contacts, lead] });
}

const own = withPhone({ id: ID }, '2024-06-03');

/** Kinds of contact that are left once the register has looked who holds the phone. */
function left(others: readonly HeldRecord[], rows: readonly HeldRecord[] = [own]): string[] {
  const answered = [{ asked, answer: decide(asked, rows, AS_OF) }];
  const [answer] = stillTheirs(answered, [...rows, ...others], AS_OF);
  return answer?.contacts.map(({ kind }) => kind) ?? [];
}

test('the phones of an answer that nobody asked about are looked up', () => {
  expect(newPhones([{ asked, answer: decide(asked, [own], AS_OF) }])).toEqual([OTHER_PHONE]);
  const known = { ...asked, phone: OTHER_PHONE };
  expect(newPhones([{ asked: known, answer: decide(known, [own], AS_OF) }])).toEqual([]);
});

test('one that nobody else holds since is a contact', () => {
  expect(left([])).toEqual(['ADDRESS', 'PHONE']);
  expect(left([withPhone({ id: TWIN, name: '常羽菁' }, '2023-01-01')])).toEqual([
    'ADDRESS',
    'PHONE',
  ]);
});

test('one that the register holds under another person since is none', () => {
  expect(left([withPhone({ id: TWIN, name: '常羽菁' }, '2026-10-31')])).toEqual(['ADDRESS']);
  expect(left([withPhone({ name: '常羽菁' }, '2026-10-31')])).toEqual(['ADDRESS']);
});

test('one that is left out is named apart, with the day of the own entry and nothing of the other', () => {
  const other = withPhone({ id: TWIN, name: '常羽菁' }, '2026-10-31');
  const answered = [{ asked, answer: decide(asked, [own], AS_OF) }];
  const [answer] = stillTheirs(answered, [own, other], AS_OF);
  expect(answer?.reassignedPhones).toEqual([
    { value: OTHER_PHONE, basis: 'REGISTERED_PHONE', observedOn: '2024-06-03' },
  ]);
  expect(stillTheirs(answered, [own], AS_OF)[0]).not.toHaveProperty('reassignedPhones');
});

test('one that the party holds once more since is a contact', () => {
  const again = withPhone({ id: ID }, '2026-11-10');
  const other = withPhone({ id: TWIN, name: '常羽菁' }, '2026-10-31');
  expect(left([other], [own, again])).toContain('PHONE');
});
