import { join } from 'node:path';
import { inject } from 'vitest';
import { z } from 'zod';
import { sealSought } from '../../subgraphs/kit/audit/seal-sought.ts';
import { readPinnedKeys } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import { AGENCIES } from './agencies.ts';
import { askGraph } from './ask-graph.ts';

const entryShape = z.object({
  source: z.string(),
  index: z.number(),
  at: z.string(),
  event: z.string(),
  actor: z.string(),
  subject: z.string().nullable(),
  inquiry: z.string().nullable(),
  caseNo: z.string().nullable(),
  purpose: z.string().nullable(),
  outcome: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.array(z.object({ member: z.string(), says: z.string() })),
  personPseudonym: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof entryShape>;

const sourceShape = z.object({
  code: z.string(),
  status: z.string(),
  size: z.number().nullable(),
  lastEntryAt: z.string().nullable(),
  checkpoint: z.string().nullable(),
  fault: z.string().nullable(),
});

const pageShape = z.object({
  audit: z.object({
    entries: z.object({
      edges: z.array(z.object({ cursor: z.string(), node: entryShape })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
    sources: z.array(sourceShape),
  }),
});
export type AuditPage = z.infer<typeof pageShape>['audit'];

const PAGE = /* GraphQL */ `
  query Read($filter: AuditFilter, $first: Int, $after: String) {
    audit(filter: $filter, first: $first, after: $after) {
      entries {
        edges {
          cursor
          node {
            source
            index
            at
            event
            actor
            subject
            inquiry
            caseNo
            purpose
            outcome
            reason
            detail {
              member
              says
            }
            personPseudonym
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      sources {
        code
        status
        size
        lastEntryAt
        checkpoint
        fault
      }
    }
  }
`;

/** Reads the ledgers as the privacy officer, through the stack's gateway or another one. */
export async function readAudit(
  filter: object,
  page: { first?: number; after?: string | null; gatewayUrl?: string } = {},
): Promise<AuditPage> {
  const { gatewayUrl = inject('sample').gatewayUrl, ...rest } = page;
  const variables = { filter, first: 100, ...rest };
  return (await askGraph(gatewayUrl, PAGE, variables, pageShape, 'privacyOfficer')).audit;
}

/** Whom to look for, sealed to the services that know people, as a frontend does it. */
export async function soughtOf(number: string): Promise<string> {
  const pinned = await readPinnedKeys(join(inject('sample').home, 'keys', 'pinned'));
  const recipients = ['court', ...AGENCIES].flatMap((code) => pinned.get(code) ?? []);
  return sealSought({ id: { type: 'RESIDENT_ID', number } }, recipients, new Date());
}
