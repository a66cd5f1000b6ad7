import { graphql } from '../../schema/client/graphql.ts';
import { REPAIR_FIELDS } from './repair-shape.ts';

/**
 * Every document the command sends, by the name of its operation. The manifest of trusted documents
 * is made of their texts.
 */
export const DOCUMENTS = {
  AssignClerk: graphql(`
    mutation AssignClerk($list: ID!, $clerk: String!) {
      assignClerk(list: $list, clerk: $clerk)
    }
  `),
  ApproveBatch: graphql(`
    mutation ApproveBatch($list: ID!, $clerk: String!, $reason: String!) {
      approveBatch(list: $list, clerk: $clerk, reason: $reason) {
        parties
        expiresAt
      }
    }
  `),
  ListOfParties: graphql(`
    query ListOfParties($list: ID!, $after: String) {
      repairs(list: $list, first: 1000, after: $after) {
        edges {
          cursor
          node {
            id
            caseNo
            partyRef
            status
            settledAt
            asOf
            purpose
            inquiry
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `),
  CurrentRepairs: graphql(
    `
      query CurrentRepairs($list: ID!, $first: Int!, $after: String) {
        repairs(list: $list, first: $first, after: $after) {
          edges {
            node {
              ...RepairFields
              settledAt
              asOf
              purpose
              inquiry
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    `,
    [REPAIR_FIELDS],
  ),
  RunRepairs: graphql(
    `
      mutation RunRepairs(
        $ids: [ID!]!
        $purpose: Purpose!
        $kinds: [ContactKind!]!
        $legalBasis: String!
        $asOf: Date
        $agencies: [String!]
      ) {
        runRepairs(
          ids: $ids
          purpose: $purpose
          kinds: $kinds
          legalBasis: $legalBasis
          asOf: $asOf
          agencies: $agencies
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
    [REPAIR_FIELDS],
  ),
  VerifyParties: graphql(`
    mutation VerifyParties(
      $ids: [ID!]!
      $purpose: Purpose!
      $legalBasis: String!
      $asOf: Date
      $agencies: [String!]
    ) {
      verifyParties(
        ids: $ids
        purpose: $purpose
        legalBasis: $legalBasis
        asOf: $asOf
        agencies: $agencies
      ) {
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
  `),
  RevealContact: graphql(`
    mutation RevealContact($id: ID!, $reason: String!) {
      revealContact(id: $id, reason: $reason)
    }
  `),
};
