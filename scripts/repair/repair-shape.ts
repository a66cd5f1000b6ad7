import { z } from 'zod';
import { graphql } from '../../schema/client/graphql.ts';
import {
  AGENCY_STATUSES,
  CONTACT_BASES,
  CONTACT_KINDS,
  ELEMENT_VERDICTS,
  OUTCOMES,
  REPAIR_FLAGS,
  REPAIR_STATUSES,
} from '../../schema/contract/codes.ts';

const verdict = z.enum(ELEMENT_VERDICTS).nullable();

const contactShape = z.object({
  id: z.string(),
  kind: z.enum(CONTACT_KINDS),
  rank: z.int(),
  rule: z.string(),
  basis: z.enum(CONTACT_BASES),
  source: z.string(),
  sources: z.array(z.object({ agency: z.string(), basis: z.string(), observedOn: z.string() })),
  observedOn: z.string(),
  reasons: z.array(z.string()),
  masked: z.string(),
});

const leftOutShape = z.object({
  masked: z.string(),
  flag: z.enum(REPAIR_FLAGS),
  asked: z.boolean(),
});

/** A repair as the command asks for it. */
export const repairShape = z.object({
  id: z.string(),
  caseNo: z.string(),
  partyRef: z.string(),
  status: z.enum(REPAIR_STATUSES),
  flags: z.array(z.enum(REPAIR_FLAGS)),
  problems: z.array(z.object({ field: z.string(), reason: z.string() })),
  agencies: z.array(
    z.object({
      agency: z.string(),
      status: z.enum(AGENCY_STATUSES),
      outcome: z.enum(OUTCOMES).nullable(),
      elements: z.object({ name: verdict, idNumber: verdict, phone: verdict }).nullable(),
      nameReason: z.string().nullable(),
      evidence: z.array(
        z.object({ element: z.string(), verdict: z.enum(ELEMENT_VERDICTS), bits: z.number() }),
      ),
    }),
  ),
  contacts: z.array(contactShape),
  leftOut: z.array(leftOutShape),
});

export type Repair = z.infer<typeof repairShape>;
export type AgencyAnswer = Repair['agencies'][number];
export type Contact = z.infer<typeof contactShape>;
export type LeftOutPhone = z.infer<typeof leftOutShape>;

/** The selection that `repairShape` reads. */
export const REPAIR_FIELDS = graphql(`
  fragment RepairFields on Repair {
    id
    caseNo
    partyRef
    status
    flags
    problems {
      field
      reason
    }
    agencies {
      agency
      status
      outcome
      nameReason
      elements {
        name
        idNumber
        phone
      }
      evidence {
        element
        verdict
        bits
      }
    }
    contacts {
      id
      kind
      rank
      rule
      basis
      source
      observedOn
      reasons
      masked
      sources {
        agency
        basis
        observedOn
      }
    }
    leftOut {
      masked
      flag
      asked
    }
  }
`);
