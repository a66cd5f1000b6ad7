import { composeSupergraph } from '../../schema/compose/compose-supergraph.ts';

/** The agencies of the canned graph. */
export const CANNED_AGENCIES = ['mall', 'market', 'police', 'population'] as const;

const shared = `
extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@inaccessible"]
)
scalar DateTime
enum AgencyStatus { ANSWERED REFUSED UNAVAILABLE }
type AgencyReply @shareable {
  status: AgencyStatus!
  answeredAt: DateTime
  sealed: String @inaccessible
}
`;

const courtSdl = `${shared}
directive @merges(fields: String!) on FIELD_DEFINITION
type Query { court: String }
type Mutation { runRepairs(ids: [ID!]!): Inquiry }
type Inquiry @key(fields: "envelope") {
  envelope: ID! @inaccessible
  repairs: [Repair!] @merges(fields: "status sealed")
}
type Repair {
  id: ID!
  caseNo: String!
  partyRef: String!
  status: String!
  flags: [String!]!
  problems: [InputProblem!]!
  agencies: [AgencyAnswer!]!
  contacts: [Contact!]!
  leftOut: [LeftOutPhone!]!
}
type InputProblem { field: String! reason: String! }
type AgencyAnswer {
  agency: String!
  status: AgencyStatus!
  outcome: String
  nameReason: String
  elements: ElementVerdicts
  evidence: [Evidence!]!
}
type Evidence { element: String! verdict: String! bits: Float! }
type ElementVerdicts { name: String idNumber: String phone: String }
type Contact {
  id: ID!
  kind: String!
  rank: Int!
  rule: String!
  basis: String!
  source: String!
  observedOn: String!
  reasons: [String!]!
  masked: String!
  sources: [ContactSource!]!
}
type LeftOutPhone { masked: String! flag: String! asked: Boolean! }
type ContactSource { agency: String! basis: String! observedOn: String! }
`;

const agencySdl = (code: string) => `${shared}
type Inquiry @key(fields: "envelope") { envelope: ID! @inaccessible ${code}: AgencyReply }
`;

/** What `npm run repair` reads of a repair. */
export const CANNED_FIELDS =
  'id caseNo partyRef status flags problems { field reason } ' +
  'agencies { agency status outcome nameReason elements { name idNumber phone } ' +
  'evidence { element verdict bits } } ' +
  'contacts { id kind rank rule basis source observedOn reasons masked ' +
  'sources { agency basis observedOn } } leftOut { masked flag asked }';

/** What the client of the bench sends. */
export const CANNED_OPERATION = `mutation Run($ids: [ID!]!) {
  runRepairs(ids: $ids) { repairs { ${CANNED_FIELDS} } }
}`;

/** The supergraph of a court and its agencies, by the addresses of their servers. */
export function cannedSupergraph(urls: Readonly<Record<string, string>>): string {
  const sdlOf = (code: string) => (code === 'court' ? courtSdl : agencySdl(code));
  const sources = Object.entries(urls).map(([code, url]) => ({ code, url, sdl: sdlOf(code) }));
  const composition = composeSupergraph(sources);
  if (composition.errors) throw new Error('The canned graph does not compose');
  return composition.supergraphSdl;
}
