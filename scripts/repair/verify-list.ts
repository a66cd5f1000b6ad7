import { z } from 'zod';
import { present } from '../../schema/client/present.ts';
import { AGENCY_STATUSES, ELEMENT_VERDICTS } from '../../schema/contract/codes.ts';
import type { GraphClient } from './graph-client.ts';
import type { Terms } from './terms.ts';
import { envelopesOf, inEnvelopes } from './in-envelopes.ts';
import type { ListResult } from './in-envelopes.ts';
import type { ListedRepair } from './listed-repairs.ts';
import { NO_PATIENCE } from './patience.ts';
import { refusedShape } from './run-list.ts';
import type { RunOptions } from './run-list.ts';

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
  verifyParties: present(
    z.object({
      refused: refusedShape,
      verifications: z.array(verificationShape).nullable(),
    }),
  ),
});

/**
 * Asks the agencies for verdicts alone, envelope by envelope. Nothing of a verification is kept, so
 * one that broke off is asked anew.
 */
export async function verifyList(
  graph: GraphClient,
  listed: ListedRepair[],
  { asOf, purpose, legalBasis, agencies }: Omit<Terms, 'kinds'>,
  onProgress: (done: number) => void,
  { patience = NO_PATIENCE, isOver, signal }: Omit<RunOptions, 'resume'> = {},
): Promise<ListResult<Verification>> {
  return inEnvelopes(listed, envelopesOf(listed), {
    ...{ patience, isOver, signal, onProgress },
    put: async (ids) => {
      const variables = { ids, asOf, purpose, legalBasis, agencies };
      const { verifyParties } = await graph.ask('VerifyParties', variables, answerShape);
      return {
        settled: (verifyParties.verifications ?? []).map((one) => [one.repairId, one]),
        refused: verifyParties.refused.map(({ id, problem }) => [id, problem]),
      };
    },
    recover: (group) => Promise.resolve({ settled: [], open: [group] }),
  });
}
