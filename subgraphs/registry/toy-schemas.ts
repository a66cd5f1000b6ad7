/** SDL small enough to read in a test: a court that merges, and agencies of a field each. */

const link = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.6"
  import: ["@key", "@shareable", "@inaccessible"]
)`;

const shared = `
type AgencyReply @shareable { status: AgencyStatus! answeredAt: DateTime sealed: String @inaccessible }
enum AgencyStatus { ANSWERED REFUSED UNAVAILABLE }
scalar DateTime
`;

export const TOY_COURT = `${link}
directive @merges(fields: String!) on FIELD_DEFINITION
${shared}
type Query { ping: Boolean }
type Mutation { runRepairs(ids: [ID!]!): Inquiry }
type Inquiry @key(fields: "envelope") {
  envelope: ID! @inaccessible
  repairs: [String!] @merges(fields: "status sealed")
}
`;

/** @param more definitions beyond the reply field, and @param inquiry fields beside it */
export function toyAgency(code: string, more = '', inquiry = `${code}: AgencyReply`): string {
  return `${link}
${shared}
type Inquiry @key(fields: "envelope") { envelope: ID! @inaccessible ${inquiry} }
${more}
`;
}

/** A market with a public register; @param fields of an enterprise beyond its code. */
export function toyMarket(fields: string): string {
  return toyAgency(
    'market',
    `type Query { enterprise(uscc: ID!): Enterprise }
type Enterprise @key(fields: "uscc") { uscc: ID! ${fields} }`,
  );
}
