import type { VerificationShape } from '../repairs/read-verifications.ts';
import type { CourtBuilder } from './builder.ts';
import type { CourtEnums } from './enums.ts';
import { carriesCases } from './rules.ts';
import type { SharedTypes } from './shared-types.ts';

/** Adds `Verification`: the verdict of each element at each agency, and nothing else. */
export function addVerification(builder: CourtBuilder, enums: CourtEnums, shared: SharedTypes) {
  const agency = builder
    .objectRef<VerificationShape['agencies'][number]>('AgencyVerdicts')
    .implement({
      ...carriesCases,
      description: "What one agency says of a party's elements.",
      fields: (t) => ({
        agency: t.exposeString('agency'),
        status: t.expose('status', { type: enums.agencyStatus }),
        elements: t.field({
          type: shared.elements,
          nullable: true,
          resolve: ({ elements }) => elements,
        }),
      }),
    });
  return builder.objectRef<VerificationShape>('Verification').implement({
    ...carriesCases,
    description: "How a party's name, ID number and phone compare with each register.",
    fields: (t) => ({
      repairId: t.exposeID('repairId'),
      caseNo: t.exposeString('caseNo'),
      partyRef: t.exposeString('partyRef'),
      flags: t.expose('flags', {
        type: [enums.repairFlag],
        description: 'Why no agency was asked; empty when they were.',
      }),
      problems: t.field({ type: [shared.problem], resolve: ({ problems }) => problems }),
      agencies: t.field({ type: [agency], resolve: ({ agencies }) => agencies }),
    }),
  });
}
