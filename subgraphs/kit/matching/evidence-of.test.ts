import { expect, test } from 'vitest';
import { OUTCOMES } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { evidenceOf } from './evidence-of.ts';
import { askedPerson, ID } from './toy-records.ts';

const elements = { name: 'MATCH', idNumber: 'MATCH', phone: 'NOT_HELD' } as const;
const answer: PartyAnswer = { ref: '1', outcome: 'MATCHED', elements, contacts: [] };
const common = { population: 1_000_000, surnameCount: 70_000, givenNameCount: 9000 };
const asked = askedPerson({ name: '张伟', id: ID });

test('evidence comes where somebody was found who has to be weighed, and nowhere else', () => {
  const weighed = OUTCOMES.filter(
    (outcome) => 'evidence' in evidenceOf(asked, { ...answer, outcome }, () => common),
  );
  expect(weighed).toEqual(['MATCHED', 'REVIEW', 'CONFLICT']);
});

test('what is weighed is how common the asked name is', () => {
  const names: unknown[] = [];
  evidenceOf(asked, answer, (name) => {
    names.push(name);
    return common;
  });
  expect(names).toEqual(['张伟']);
});

test("an organisation's name is not looked for among the names of people", () => {
  const organisation = askedPerson({ name: '张伟', id: ID, partyType: 'ORGANISATION' });
  const names: unknown[] = [];
  const told = evidenceOf(organisation, answer, (name) => {
    names.push(name);
    return { population: 1_000_000, surnameCount: 0 };
  });
  expect(names).toEqual([undefined]);
  expect(told.evidence?.map(({ element }) => element)).toEqual(['name', 'idNumber']);
});

test('an answer in which nothing was compared has no evidence', () => {
  const nothing = { name: 'NOT_ASKED', idNumber: 'NOT_HELD', phone: 'NOT_HELD' } as const;
  expect(evidenceOf(asked, { ...answer, elements: nothing }, () => common)).toEqual({});
});
