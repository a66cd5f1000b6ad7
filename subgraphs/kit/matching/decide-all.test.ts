import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partyAnswerSchema } from '../../../schema/contract/reply.ts';
import { decideAll } from './decide-all.ts';
import { decide } from './decide.ts';
import type { HeldRecord } from './held-record.ts';
import { AS_OF, askedPerson, CODE, heldRecord, ID, PHONE, TWIN } from './toy-records.ts';

const name = fc.constantFrom(
  '张伟',
  '張偉',
  '张维',
  '李丽',
  '曹磊艳',
  'JOAO SANTOS',
  'JOÃO SANTOS',
);
const heldName = fc.oneof(
  { arbitrary: name, weight: 9 },
  { arbitrary: fc.constant(''), weight: 1 },
);
const id = fc.constantFrom(ID, TWIN, CODE);
const phone = fc.constantFrom(PHONE, '+8613800000000');
const day = fc.constantFrom('2020-01-01', '2026-03-01', '2026-04-01');
const organisation = fc.boolean();

const held: fc.Arbitrary<HeldRecord> = fc
  .record({
    name: heldName,
    id: fc.option(id, { nil: undefined }),
    phone: fc.option(phone, { nil: undefined }),
    former: fc.subarray(['张伟', '李丽']),
    observedOn: day,
    organisation,
    flags: fc.subarray(['deceased', 'protected', 'minor'], { maxLength: 1 }),
  })
  .map((row) => {
    const [flag] = row.flags;
    const holder = {
      name: row.name,
      formerNames: row.former,
      ...(row.id === undefined ? {} : { id: row.id }),
      ...(flag === 'deceased' ? { deceased: true } : {}),
      ...(flag === 'protected' ? { protected: true } : {}),
      ...(flag === 'minor' ? { birthDate: '2015-01-01' } : {}),
    };
    const { observedOn } = row;
    const rest = row.phone === undefined ? {} : { phone: row.phone };
    const mark = { ...heldRecord(holder, { observedOn, ...rest }), organisation: row.organisation };
    const contacts = mark.contacts.map((lead) => ({
      ...lead,
      value: `of ${JSON.stringify(holder)}`,
    }));
    return { ...mark, contacts };
  });
const asked = fc
  .record(
    { name, id, phone, phoneObservedOn: day, organisation },
    { requiredKeys: ['organisation'] },
  )
  .map(({ organisation: isOrganisation, ...elements }) =>
    askedPerson({ ...elements, partyType: isOrganisation ? 'ORGANISATION' : 'PERSON' }),
  );
const rows = fc.array(held, { maxLength: 6 });
const runs = { numRuns: 3000, seed: 1 };

test('every answer keeps to the schema of replies', () => {
  fc.assert(
    fc.property(asked, rows, (party, register) => {
      expect(partyAnswerSchema.parse(decide(party, register, AS_OF)).ref).toBe(party.ref);
    }),
    runs,
  );
});

test('contacts and discoveries come with MATCHED only', () => {
  fc.assert(
    fc.property(asked, rows, (party, register) => {
      const { outcome, contacts, discovered, ...rest } = decide(party, register, AS_OF);
      if (outcome === 'MATCHED') return;
      expect(contacts).toEqual([]);
      expect(discovered).toBeUndefined();
      expect(rest).not.toHaveProperty('legalRepresentative');
      expect(rest).not.toHaveProperty('enterpriseStatus');
    }),
    runs,
  );
});

test('no contact ever comes from a row of another ID, kind or name', () => {
  fc.assert(
    fc.property(asked, rows, (party, register) => {
      const { contacts } = decide(party, register, AS_OF);
      for (const { value } of contacts) {
        const source = register.filter(({ contacts: [own] }) => own?.value === value);
        expect(
          source.some(({ organisation: kind }) => kind === (party.partyType === 'ORGANISATION')),
        ).toBe(true);
        const ids = source.map(({ holder }) => holder.id).filter((own) => own !== undefined);
        if (party.id !== undefined) for (const own of ids) expect(own).toEqual(party.id);
        if (party.name === '曹磊艳') {
          const told = source[0]?.holder.name;
          expect([told, source[0]?.organisation]).toEqual(
            told === '' ? ['', true] : ['曹磊艳', party.partyType === 'ORGANISATION'],
          );
        }
      }
    }),
    runs,
  );
});

test('an answer does not depend on the order of rows', () => {
  const shuffled = rows.chain((register) =>
    fc.tuple(fc.constant(register), fc.shuffledSubarray(register, { minLength: register.length })),
  );
  fc.assert(
    fc.property(asked, shuffled, (party, [register, other]) => {
      expect(decide(party, other, AS_OF)).toEqual(decide(party, register, AS_OF));
    }),
    runs,
  );
});

test('a blocked person is never matched', () => {
  fc.assert(
    fc.property(rows, (register) => {
      const dead = heldRecord({ id: ID, deceased: true });
      const told = decide(askedPerson({ id: ID, name: '张伟' }), [...register, dead], AS_OF);
      expect(told).toMatchObject({ outcome: 'BLOCKED', blockedBy: 'DECEASED' });
    }),
    runs,
  );
});

test('all parties of an inquiry get the answer each would get alone', () => {
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 5 }), rows, (parties, register) => {
      const numbered = parties.map((party, at) => ({ ...party, ref: String(at) }));
      const alone = numbered.map((party) => {
        const mine = register.filter(
          ({ holder, phone: own }) =>
            (party.id !== undefined && holder.id?.number === party.id.number) ||
            (party.phone !== undefined && own === party.phone),
        );
        return decide(party, mine, AS_OF);
      });
      expect(decideAll(numbered, register, AS_OF)).toEqual(alone);
    }),
    runs,
  );
});

test('evidence joins an answer and changes nothing else of it', () => {
  const frequencies = { population: 1000, surnameCount: 70, givenNameCount: 9 };
  fc.assert(
    fc.property(asked, rows, (party, register) => {
      const plain = decideAll([party], register, AS_OF);
      const weighed = decideAll([party], register, AS_OF, () => frequencies);
      expect(weighed.map(({ evidence: _evidence, ...rest }) => rest)).toEqual(plain);
      expect(partyAnswerSchema.parse(weighed[0]).ref).toBe(party.ref);
    }),
    runs,
  );
});
