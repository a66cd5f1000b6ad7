import { graphql } from '../../schema/client/graphql.ts';

/** What every mutation of the registry answers. */
const RESULT = graphql(`
  fragment Result on SchemaResult {
    release
    version
    changes {
      level
      path
      message
    }
    problems {
      code
      message
      subgraph
      line
      column
    }
  }
`);

/**
 * Every document the command sends, by the name of its operation. The manifest of trusted documents
 * is made of their texts.
 */
export const DOCUMENTS = {
  CheckSchema: graphql(
    `
      mutation CheckSchema($code: String!, $sdl: String!, $url: String!, $jwks: String!) {
        result: checkSchema(code: $code, sdl: $sdl, url: $url, jwks: $jwks) {
          ...Result
        }
      }
    `,
    [RESULT],
  ),
  PublishSchema: graphql(
    `
      mutation PublishSchema(
        $code: String!
        $sdl: String!
        $url: String!
        $jwks: String!
        $signature: String!
      ) {
        result: publishSchema(
          code: $code
          sdl: $sdl
          url: $url
          jwks: $jwks
          signature: $signature
        ) {
          ...Result
        }
      }
    `,
    [RESULT],
  ),
  Publications: graphql(`
    query Publications {
      publications {
        code
        version
        live
        canary
        canaryPercent
        url
        publishedBy
        publishedAt
      }
    }
  `),
  SchemaHistory: graphql(`
    query SchemaHistory($code: String!) {
      history(code: $code) {
        at
        act
        version
        by
        reason
        problems
      }
    }
  `),
  RetireAgency: graphql(
    `
      mutation RetireAgency($code: String!, $reason: String!, $evenIfUsed: Boolean) {
        result: retireAgency(code: $code, reason: $reason, evenIfUsed: $evenIfUsed) {
          ...Result
        }
      }
    `,
    [RESULT],
  ),
  Rollback: graphql(
    `
      mutation Rollback($code: String!, $version: Int, $reason: String!) {
        result: rollback(code: $code, version: $version, reason: $reason) {
          ...Result
        }
      }
    `,
    [RESULT],
  ),
};
