import { expect } from 'vitest';
import { repairsOf } from './sample-repairs.ts';
import { runSample } from './run-sample.ts';

/** A repair of the clerk that has come out, which attackers would like to read. */
export type FoundRepair = { id: string; caseNo: string; masked: string[] };

/** What they ask for: whatever names the person who asks, the case or a contact. */
export const READ_REPAIR = /* GraphQL */ `
  query Read($id: ID!) {
    me {
      subject
    }
    repair(id: $id) {
      caseNo
      contacts {
        masked
      }
    }
  }
`;

/** Runs one repair of the sample, whose party is found. */
export async function foundRepair(): Promise<FoundRepair> {
  const [wanted] = await repairsOf('clean');
  const { repairs } = await runSample({ only: ({ id }) => id === wanted });
  const [repair] = repairs;
  if (repair?.status !== 'FOUND') throw new Error('The party was not found');
  const { id, caseNo, contacts } = repair;
  return { id, caseNo, masked: contacts.map(({ masked }) => masked) };
}

/** Expects an answer to tell nothing of it; and, so that this can fail, that there is something. */
export function expectNothingOf({ caseNo, masked }: FoundRepair, text: string): void {
  expect(masked.length).toBeGreaterThan(0);
  for (const secret of [caseNo, ...masked, '****']) expect(text).not.toContain(secret);
}

/** Expects an answer to be the whole one. */
export function expectAllOf({ caseNo, masked }: FoundRepair, text: string): void {
  for (const secret of [caseNo, ...masked]) expect(text).toContain(secret);
}
