import {
  AUTHORITY_MEANINGS,
  BLOCK_REASON_MEANINGS,
  CASE_STATUS_MEANINGS,
  CONTACT_KIND_MEANINGS,
  NAME_REASON_MEANINGS,
  OUTCOME_MEANINGS,
  PARTY_TYPE_MEANINGS,
  PURPOSE_MEANINGS,
  REPAIR_FLAG_MEANINGS,
  REPAIR_STATUS_MEANINGS,
  VERDICT_MEANINGS,
} from '../../../schema/contract/code-meanings.ts';
import { BASIS_MEANINGS } from '../../../schema/contract/codes.ts';
import type { addAgencyReply } from '../../kit/graph/agency-reply.ts';
import { describedValues } from '../../kit/graph/described-values.ts';
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
  return { agencyStatus, ...caseEnums(builder), ...answerEnums(builder) };
}

function caseEnums(builder: CourtBuilder) {
  return {
    authorityProblem: builder.enumType('AuthorityProblem', {
      description: 'Why a party may not be put to the agencies by who asks.',
      values: describedValues(AUTHORITY_MEANINGS),
    }),
    caseStatus: builder.enumType('CaseStatus', {
      description: 'A case is put to agencies while it is live; what came of it is read as long.',
      values: describedValues(CASE_STATUS_MEANINGS),
    }),
    partyType: builder.enumType('PartyType', {
      description: 'What a party is.',
      values: describedValues(PARTY_TYPE_MEANINGS),
    }),
    repairStatus: builder.enumType('RepairStatus', {
      description: 'How a repair came out; OPEN while nobody has settled it.',
      values: describedValues(REPAIR_STATUS_MEANINGS),
    }),
    repairFlag: builder.enumType('RepairFlag', {
      description: 'What else is to be known of a repair, beside its status.',
      values: describedValues(REPAIR_FLAG_MEANINGS),
    }),
    purpose: builder.enumType('Purpose', {
      description: 'The statutory purpose of an inquiry.',
      values: describedValues(PURPOSE_MEANINGS),
    }),
  };
}

function answerEnums(builder: CourtBuilder) {
  return {
    outcome: builder.enumType('Outcome', {
      description: 'What an agency says of one party.',
      values: describedValues(OUTCOME_MEANINGS),
    }),
    verdict: builder.enumType('ElementVerdict', {
      description: 'How one element of a party compares with what a register holds.',
      values: describedValues(VERDICT_MEANINGS),
    }),
    nameReason: builder.enumType('NameReason', {
      description: 'Why a name was not plainly equal.',
      values: describedValues(NAME_REASON_MEANINGS),
    }),
    blockReason: builder.enumType('BlockReason', {
      description: 'Why contact with a person must stop.',
      values: describedValues(BLOCK_REASON_MEANINGS),
    }),
    contactKind: builder.enumType('ContactKind', {
      description: 'What a contact is; what an inquiry asks for.',
      values: describedValues(CONTACT_KIND_MEANINGS),
    }),
    contactBasis: builder.enumType('ContactBasis', {
      description: 'What an entry of a register means for service.',
      values: describedValues(BASIS_MEANINGS),
    }),
  };
}
