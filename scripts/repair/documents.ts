import { REPAIR_FIELDS } from './repair-shape.ts';

/**
 * Every document the command sends, by the name of its operation. The manifest of trusted documents
 * is made of these texts.
 */
export const DOCUMENTS = {
  AssignClerk: /* GraphQL */ `
    mutation AssignClerk($list: ID!, $clerk: String!) {
      assignClerk(list: $list, clerk: $clerk)
    }
  `,
  ApproveBatch: /* GraphQL */ `
    mutation ApproveBatch($list: ID!, $clerk: String!, $reason: String!) {
      approveBatch(list: $list, clerk: $clerk, reason: $reason) {
        parties
        expiresAt
      }
    }
  `,
  ListOfParties: /* GraphQL */ `
    query ListOfParties($list: ID!, $after: String) {
      repairs(list: $list, first: 1000, after: $after) {
        edges {
          node {
            id
            partyRef
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  RunRepairs: /* GraphQL */ `
    ${REPAIR_FIELDS}
    mutation RunRepairs(
      $ids: [ID!]!
      $purpose: Purpose!
      $kinds: [ContactKind!]!
      $legalBasis: String!
      $asOf: Date
    ) {
      runRepairs(
        ids: $ids
        purpose: $purpose
        kinds: $kinds
        legalBasis: $legalBasis
        asOf: $asOf
      ) {
        refused {
          id
          problem
        }
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
  `,
  VerifyParties: /* GraphQL */ `
    mutation VerifyParties($ids: [ID!]!, $purpose: Purpose!, $legalBasis: String!, $asOf: Date) {
      verifyParties(ids: $ids, purpose: $purpose, legalBasis: $legalBasis, asOf: $asOf) {
        refused {
          id
          problem
        }
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
  `,
  RevealContact: /* GraphQL */ `
    mutation RevealContact($id: ID!, $reason: String!) {
      revealContact(id: $id, reason: $reason)
    }
  `,
} as const;

/** The name of an operation, and of its document. */
export type DocumentName = keyof typeof DOCUMENTS;
