import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { grantUse } from '../database/grant-use.ts';
import { roleOf } from '../database/role-of.ts';
import { AS_OF, askedPerson, heldRecord, ID, PHONE, TWIN } from '../matching/toy-records.ts';
import { nameFrequency } from '../register/tables.ts';
import { toyPolicy } from './toy-policy.ts';
import { replyToParties } from './reply-to-parties.ts';
import type { LookUp, LookUpKeys } from './reply-to-parties.ts';

const OTHER = '+8613800000000';
const HELD = [
  heldRecord({ name: '张伟' }, { phone: PHONE }),
  heldRecord({ name: '澹台霁' }, { phone: OTHER }),
  heldRecord({ name: '张伟', id: ID, deceased: true }),
];
const lookUp: LookUp = () => Promise.resolve(HELD);

let database: Awaited<ReturnType<typeof freshDatabase>>;
let serving: Connection;

beforeAll(async () => {
  database = await freshDatabase('reply');
  const owner = connect(database.migrationDatabaseUrl);
  await owner.sql`
    create table name_frequency (
      part text not null, term text not null, count bigint not null, primary key (part, term))
  `;
  await owner.sql`
    insert into name_frequency values
      ('ANY', '', 100000), ('SURNAME', '张', 7000), ('GIVEN', '伟', 900), ('SURNAME', '澹台', 3)
  `;
  const rights = { read: [nameFrequency], write: [] };
  await grantUse(owner.sql, roleOf(database.databaseUrl), rights);
  await owner.close();
  serving = connect(database.databaseUrl);
});

afterAll(async () => {
  await serving.close();
  await database.drop();
});

const common = askedPerson({ ref: '1', name: '张伟', phone: PHONE });
const rare = askedPerson({ ref: '2', name: '澹台霁', phone: OTHER });
const dead = askedPerson({ ref: '3', name: '张伟', id: ID });
const stranger = askedPerson({ ref: '4', name: '李丽', phone: PHONE });

function reply(kinds: Warrant['kinds'], change: Partial<Warrant> = {}, look = lookUp) {
  const warrant: Warrant = {
    ...{ iss: 'court', aud: ['police'], iat: 0, nbf: 0, exp: 600, hop: 1, asOf: AS_OF, kinds },
    ...{ jti: '7f1f1f5e-5c63-4c8e-9a3c-0d7f7f1f5e5c', purpose: 'MEDIATION', legalBasis: 'CPL 87' },
    ...{ actor: 'a'.repeat(43), role: 'CLERK' },
    parties: [common, rare, dead, stranger],
    ...change,
  };
  return replyToParties(serving.db, look, toyPolicy(), warrant);
}

test('a rare name on a phone weighs more than a common one, and the phone the same', async () => {
  const { answers } = await reply(['PHONE', 'ADDRESS']);
  const [first, second] = answers;
  expect([first?.outcome, second?.outcome]).toEqual(['MATCHED', 'MATCHED']);
  expect(bitsOf(second, 'name')).toBeGreaterThan(bitsOf(first, 'name') + 10);
  expect(bitsOf(second, 'phone')).toBe(bitsOf(first, 'phone'));
});

test('a block and a stranger on the phone come without evidence', async () => {
  const { answers } = await reply(['PHONE', 'ADDRESS']);
  expect(answers.slice(2)).toMatchObject([{ outcome: 'BLOCKED' }, { outcome: 'NO_RECORD' }]);
  for (const answer of answers.slice(2)) expect(answer).not.toHaveProperty('evidence');
});

test('a pure verification says verdicts and nothing of their weight', async () => {
  const { answers, verdicts } = await reply([]);
  expect(answers).toEqual([]);
  expect(verdicts?.map((verdict) => Object.keys(verdict))).toEqual(
    Array.from({ length: 4 }, () => ['ref', 'elements']),
  );
});

function bitsOf(answer: PartyAnswer | undefined, element: 'name' | 'phone'): number {
  return answer?.evidence?.find((one) => one.element === element)?.bits ?? Number.NaN;
}

test('in the last hop a phone is looked up before it is given, once, unless it was asked about', async () => {
  const lead = { kind: 'PHONE', value: OTHER, basis: 'REGISTERED_PHONE' } as const;
  const own = heldRecord(
    { name: '张伟', id: ID },
    { phone: OTHER, contacts: [{ ...lead, observedOn: '2026-01-01' }] },
  );
  const since = heldRecord(
    { name: '常羽菁', id: TWIN },
    { phone: OTHER, observedOn: '2026-10-31', contacts: [] },
  );
  const asked: LookUpKeys[] = [];
  const look: LookUp = (_db, keys) => {
    asked.push(keys);
    return Promise.resolve(keys.phones.includes(OTHER) ? [own, since] : [own]);
  };
  const party = askedPerson({ name: '张伟', id: ID });
  const lost: object[][] = [];
  const phonesGiven = async (hop: Warrant['hop'], parties = [party]) => {
    const { answers } = await reply(['PHONE'], { hop, parties }, look);
    lost.push(answers.flatMap(({ reassignedPhones = [] }) => reassignedPhones));
    return answers.flatMap(({ contacts }) => contacts.map(({ value }) => value));
  };
  expect(await phonesGiven(1)).toEqual([OTHER]);
  expect(asked.splice(0)).toHaveLength(1);
  expect(await phonesGiven(2)).toEqual([]);
  expect(asked.splice(0)).toMatchObject([{ phones: [] }, { idKeys: [], phones: [OTHER] }]);
  expect(lost).toMatchObject([[], [{ value: OTHER, observedOn: '2026-01-01' }]]);
  const sibling = { ...party, ref: '1-2', phone: OTHER, phoneObservedOn: '2026-01-01' };
  await phonesGiven(2, [party, sibling]);
  expect(asked).toHaveLength(1);
});
