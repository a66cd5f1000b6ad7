import { z } from 'zod';
import { AGENCY_STATUSES, ELEMENT_VERDICTS } from '../../schema/contract/codes.ts';
import type { GraphClient } from './graph-client.ts';
import { inEnvelopes } from './run-list.ts';
import type { ListResult, ListedRepair } from './run-list.ts';

const VERIFY = /* GraphQL */ `
  mutation VerifyParties($ids: [ID!]!, $asOf: Date) {
    verifyParties(ids: $ids, asOf: $asOf) {
      verifications {
        repairId
        caseNo
        partyRef
        flags
        problems {
          field
          reason
        }
        agencies {
          agency
          status
          elements {
            name
            idNumber
            phone
          }
        }
      }
    }
  }
`;

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
  verifyParties: z.object({ verifications: z.array(verificationShape).nullable() }),
});

/** Asks the agencies for verdicts alone, envelope by envelope. */
export async function verifyList(
  graph: GraphClient,
  listed: ListedRepair[],
  asOf: string,
  onProgress: (done: number) => void,
): Promise<ListResult<Verification>> {
  return inEnvelopes(listed, onProgress, async (part) => {
    const ids = part.map(({ id }) => id);
    const answer = await graph.ask(VERIFY, { ids, asOf }, answerShape);
    return (answer.verifyParties.verifications ?? []).map((one) => [one.repairId, one]);
  });
}
