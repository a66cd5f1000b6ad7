import { z } from 'zod';
import { AGENCY_STATUSES, ELEMENT_VERDICTS } from '../../schema/contract/codes.ts';
import type { GraphClient } from './graph-client.ts';
import type { Terms } from './terms.ts';
import { inEnvelopes, refusedShape } from './run-list.ts';
import type { ListResult, ListedRepair } from './run-list.ts';

const verdict = z.enum(ELEMENT_VERDICTS).nullable();

const verificationShape = z.object({
  repairId: z.string(),
  caseNo: z.string(),
  partyRef: z.string(),
  flags: z.array(z.string()),
  problems: z.array(z.object({ field: z.string(), reason: z.string() })),
  agencies: z.array(
    z.object({
      agency: z.string(),
      status: z.enum(AGENCY_STATUSES),
      elements: z.object({ name: verdict, idNumber: verdict, phone: verdict }).nullable(),
    }),
  ),
});

export type Verification = z.infer<typeof verificationShape>;

const answerShape = z.object({
  verifyParties: z.object({
    refused: refusedShape,
    verifications: z.array(verificationShape).nullable(),
  }),
});

/** Asks the agencies for verdicts alone, envelope by envelope. */
export async function verifyList(
  graph: GraphClient,
  listed: ListedRepair[],
  { asOf, purpose, legalBasis }: Omit<Terms, 'kinds'>,
  onProgress: (done: number) => void,
): Promise<ListResult<Verification>> {
  return inEnvelopes(listed, onProgress, async (ids) => {
    const variables = { ids, asOf, purpose, legalBasis };
    const { verifyParties } = await graph.ask('VerifyParties', variables, answerShape);
    return {
      settled: (verifyParties.verifications ?? []).map((one) => [one.repairId, one]),
      refused: verifyParties.refused.map(({ id, problem }) => [id, problem]),
    };
  });
}
