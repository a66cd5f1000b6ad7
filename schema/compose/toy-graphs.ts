/** SDL small enough to read in a test: an owner that merges, and agencies that add one field. */

const link = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@inaccessible"]
)`;

const reply = `
type AgencyReply @shareable { status: AgencyStatus! answeredAt: String sealed: String @inaccessible }
enum AgencyStatus { ANSWERED REFUSED UNAVAILABLE }
`;

/** The owner of Inquiry with one merging field, `repairs`. */
export const courtSdl = (selection = 'status sealed') => `${link}
directive @merges(fields: String!) on FIELD_DEFINITION
${reply}
type Query { "Opens nothing." ping: Boolean }
type Mutation { runRepairs(ids: [ID!]!): Inquiry }
type Inquiry @key(fields: "envelope") {
  envelope: ID! @inaccessible
  repairs: [String!] @merges(fields: ${JSON.stringify(selection)})
  followUp: Inquiry @merges(fields: "status sealed")
}
`;

/** An agency whose one field on Inquiry is `field`, its own code by default. */
export const agencySdl = (code: string, field = `${code}: AgencyReply`, more = '') => `${link}
${reply}
type Inquiry @key(fields: "envelope") { envelope: ID! @inaccessible ${field} }
${more}
`;
