import { graphql } from '../../schema/client/graphql.ts';

const ENTRY_FIELDS = graphql(`
  fragment EntryFields on AuditEntry {
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
  }
`);

const ALERT_FIELDS = graphql(`
  fragment AlertFields on Alert {
    id
    rule
    state
    raisedAt
    at
    actor
    service
    caseNo
    inquiry
    detail
    trail {
      at
      actor
      state
      reason
    }
  }
`);

/**
 * Every document the command sends, by the name of its operation. The manifest of trusted documents
 * is made of their texts.
 */
export const DOCUMENTS = {
  SearchLedgers: graphql(
    `
      query SearchLedgers($filter: AuditFilter, $first: Int, $after: String) {
        audit(filter: $filter, first: $first, after: $after) {
          entries {
            edges {
              node {
                ...EntryFields
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
          }
        }
      }
    `,
    [ENTRY_FIELDS],
  ),
  AccessReport: graphql(`
    query AccessReport($sought: String!, $first: Int, $after: String) {
      accessReport(sought: $sought, first: $first, after: $after) {
        lookUps {
          edges {
            node {
              at
              event
              source
              court
              role
              purpose
              caseNo
              outcome
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
          missing
        }
      }
    }
  `),
  Reconcile: graphql(`
    query Reconcile($from: DateTime!, $to: DateTime!) {
      reconcile(from: $from, to: $to) {
        reconciliation {
          inquiries
          isComplete
          gaps {
            inquiry
            at
            has
            lacks
            what
          }
        }
        sources {
          code
          status
        }
      }
    }
  `),
  Proof: graphql(
    `
      query Proof($source: String!, $index: Float!) {
        proof(source: $source, index: $index) {
          proof {
            entry {
              ...EntryFields
            }
            text
            checkpoint
          }
        }
      }
    `,
    [ENTRY_FIELDS],
  ),
  Alerts: graphql(
    `
      query Alerts(
        $state: AlertState
        $rule: AlertRuleCode
        $from: DateTime
        $to: DateTime
        $first: Int
      ) {
        alerts(state: $state, rule: $rule, from: $from, to: $to, first: $first) {
          edges {
            node {
              ...AlertFields
            }
          }
        }
      }
    `,
    [ALERT_FIELDS],
  ),
  Alert: graphql(
    `
      query Alert($id: ID!) {
        alert(id: $id) {
          ...AlertFields
        }
      }
    `,
    [ALERT_FIELDS],
  ),
  ExplainAlert: graphql(
    `
      mutation ExplainAlert($id: ID!, $reason: String!) {
        explainAlert(id: $id, reason: $reason) {
          ...AlertFields
        }
      }
    `,
    [ALERT_FIELDS],
  ),
  ConfirmAlert: graphql(
    `
      mutation ConfirmAlert($id: ID!, $reason: String!) {
        confirmAlert(id: $id, reason: $reason) {
          ...AlertFields
        }
      }
    `,
    [ALERT_FIELDS],
  ),
};
