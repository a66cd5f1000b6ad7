import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { documentText } from '../../schema/client/document-text.ts';
import { REPAIR_FIELDS, repairShape } from '../../scripts/repair/repair-shape.ts';
import type { Repair } from '../../scripts/repair/repair-shape.ts';
import { askGraph } from '../support/ask-graph.ts';
import { runSample, sampleAnswers } from '../support/run-sample.ts';

const answers = sampleAnswers();
const { gatewayUrl } = inject('sample');

const DECIDE = /* GraphQL */ `
  ${documentText(REPAIR_FIELDS)}
  mutation Decide($id: ID!, $decision: ReviewDecision!, $reason: String!) {
    decideReview(id: $id, decision: $decision, reason: $reason) {
      repair {
        ...RepairFields
      }
      inquiry {
        repairs {
          ...RepairFields
        }
        followUp {
          repairs {
            ...RepairFields
          }
        }
      }
    }
  }
`;

const repairs = z.array(repairShape).nullable();
const decided = z.object({
  decideReview: z.object({
    repair: repairShape,
    inquiry: z.object({ repairs, followUp: z.object({ repairs }).nullable() }).nullable(),
  }),
});

/** Runs the first party of a category and brings its repair. */
async function reviewed(category: string): Promise<Repair> {
  const ref = answers.find((answer) => answer.category === category)?.party_ref;
  const { repairs: found } = await runSample({ only: ({ partyRef }) => partyRef === ref });
  const [repair] = found;
  if (repair === undefined) throw new Error(`the sample has no ${category}`);
  return repair;
}

async function decide(id: string, decision: 'CONFIRM' | 'DISMISS', reason = 'seen the passport') {
  return (await askGraph(gatewayUrl, DECIDE, { id, decision, reason }, decided)).decideReview;
}

test('a repair that needs review says which element differed where, and nothing else', async () => {
  const repair = await reviewed('name_homophone');
  expect(repair).toMatchObject({ status: 'NEEDS_REVIEW', flags: ['NAME_SIMILAR'], contacts: [] });
  expect(repair.agencies.find(({ agency }) => agency === 'police')).toMatchObject({
    outcome: 'REVIEW',
    nameReason: 'HOMOPHONE',
    elements: { name: 'SIMILAR', idNumber: 'MATCH' },
  });
});

test.each([
  ['name_homophone', 'NAME_SIMILAR'],
  ['id_of_another', 'NAME_MISMATCH'],
])('after confirming %s a new inquiry discloses the contacts', async (category, flag) => {
  const { id } = await reviewed(category);
  const { repair, inquiry } = await decide(id, 'CONFIRM');
  expect(repair).toMatchObject({ status: 'OPEN', contacts: [] });
  const settled = [...(inquiry?.repairs ?? []), ...(inquiry?.followUp?.repairs ?? [])];
  expect(settled).toHaveLength(1);
  expect(settled[0]).toMatchObject({ id, status: 'FOUND' });
  expect(settled[0]?.flags).toContain(flag);
  expect(settled[0]?.contacts).not.toEqual([]);
});

test('a dismissed repair is not found, and discloses nothing', async () => {
  const { id } = await reviewed('name_homophone');
  const { repair, inquiry } = await decide(id, 'DISMISS', 'another person altogether');
  expect(repair).toMatchObject({ status: 'NOT_FOUND', contacts: [] });
  expect(inquiry).toBeNull();
});

test('a phone that stands under somebody else cannot be confirmed away', async () => {
  const { id } = await reviewed('phone_of_another');
  await expect(decide(id, 'CONFIRM')).rejects.toThrow('REVIEW_NOT_CONFIRMABLE');
});

test('a repair that waits for no decision takes none', async () => {
  const { id } = await reviewed('clean');
  await expect(decide(id, 'CONFIRM')).rejects.toThrow('REVIEW_NOT_OPEN');
});

test('a decision needs a reason', async () => {
  const { id } = await reviewed('name_homophone');
  await expect(decide(id, 'CONFIRM', ' x ')).rejects.toThrow('BAD_USER_INPUT');
});
