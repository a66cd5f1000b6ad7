import { graphql } from '../../schema/client/graphql.ts';
import { REPAIR_FIELDS } from '../repair/repair-shape.ts';

/**
 * Every document the command sends besides those of `npm run repair`, by the name of its operation.
 * The manifest of trusted documents is made of their texts.
 */
export const DOCUMENTS = {
  RepairsOfStatus: graphql(
    `
      query RepairsOfStatus($list: ID, $status: RepairStatus!, $first: Int!, $after: String) {
        repairs(list: $list, status: $status, first: $first, after: $after) {
          edges {
            node {
              ...RepairFields
              settledAt
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
  StatusOfParties: graphql(`
    query StatusOfParties($first: Int!, $after: String) {
      repairs(first: $first, after: $after) {
        edges {
          node {
            caseNo
            partyRef
            status
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `),
  RepairNow: graphql(
    `
      query RepairNow($id: ID!) {
        repair(id: $id) {
          ...RepairFields
          settledAt
        }
      }
    `,
    [REPAIR_FIELDS],
  ),
  DecideReview: graphql(
    `
      mutation DecideReview($id: ID!, $decision: ReviewDecision!, $reason: String!) {
        decideReview(id: $id, decision: $decision, reason: $reason) {
          repair {
            ...RepairFields
          }
          inquiry {
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
      }
    `,
    [REPAIR_FIELDS],
  ),
  LiftProtection: graphql(
    `
      mutation LiftProtection($id: ID!, $reason: String!) {
        liftProtection(id: $id, reason: $reason) {
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
};
