import {
  AUTHORITY_PROBLEMS,
  BASIS_MEANINGS,
  BLOCK_REASONS,
  CASE_STATUSES,
  CONTACT_BASES,
  CONTACT_KINDS,
  ELEMENT_VERDICTS,
  NAME_REASONS,
  OUTCOMES,
  PARTY_TYPES,
  PURPOSES,
  REPAIR_FLAGS,
  REPAIR_STATUSES,
} from '../../../schema/contract/codes.ts';
import type { ContactBasis } from '../../../schema/contract/codes.ts';
import type { addAgencyReply } from '../../kit/graph/agency-reply.ts';
import type { CourtBuilder } from './builder.ts';

export type CourtEnums = ReturnType<typeof addEnums>;

/**
 * The contract's codes as enums of the graph.
 *
 * @param agencyStatus as `addAgencyReply` made it
 */
export function addEnums(
  builder: CourtBuilder,
  agencyStatus: ReturnType<typeof addAgencyReply>['status'],
) {
  return {
    agencyStatus,
    authorityProblem: builder.enumType('AuthorityProblem', {
      description: 'Why a party may not be put to the agencies by who asks.',
      values: AUTHORITY_PROBLEMS,
    }),
    caseStatus: builder.enumType('CaseStatus', {
      description: 'A case is put to agencies while it is live; what came of it is read as long.',
      values: CASE_STATUSES,
    }),
    partyType: builder.enumType('PartyType', { values: PARTY_TYPES }),
    repairStatus: builder.enumType('RepairStatus', {
      description: 'How a repair came out; OPEN while nobody has settled it.',
      values: REPAIR_STATUSES,
    }),
    repairFlag: builder.enumType('RepairFlag', { values: REPAIR_FLAGS }),
    outcome: builder.enumType('Outcome', {
      description: 'What an agency says of one party.',
      values: OUTCOMES,
    }),
    verdict: builder.enumType('ElementVerdict', {
      description: 'How one element of a party compares with what a register holds.',
      values: ELEMENT_VERDICTS,
    }),
    nameReason: builder.enumType('NameReason', { values: NAME_REASONS }),
    blockReason: builder.enumType('BlockReason', { values: BLOCK_REASONS }),
    contactKind: builder.enumType('ContactKind', { values: CONTACT_KINDS }),
    contactBasis: builder.enumType('ContactBasis', {
      description: 'What an entry of a register means for service.',
      values: describedBases(),
    }),
    purpose: builder.enumType('Purpose', {
      description: 'The statutory purpose of an inquiry.',
      values: PURPOSES,
    }),
  };
}

function describedBases() {
  const described = CONTACT_BASES.map((basis) => [basis, { description: BASIS_MEANINGS[basis] }]);
  // made of the whole list, one entry each
  return Object.fromEntries(described) as Record<ContactBasis, { description: string }>;
}
