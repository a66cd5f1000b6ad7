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

export const COURT_SDL = `${shared}
directive @merges(fields: String!) on FIELD_DEFINITION
type Query { repair(id: ID!): Repair court: String }
type Mutation { runRepairs(ids: [ID!]!): Inquiry }
type Inquiry @key(fields: "envelope") {
  envelope: ID! @inaccessible
  repairs: [Repair!] @merges(fields: "status sealed")
}
type Repair { id: ID! said: [String!]! note: String organisation: Enterprise }
type Enterprise @key(fields: "uscc", resolvable: false) { uscc: ID! }
`;

export const POLICE_SDL = `${shared}
type Inquiry @key(fields: "envelope") { envelope: ID! @inaccessible police: AgencyReply }
`;

export const MARKET_SDL = `${shared}
type Query { enterprise(uscc: ID!): Enterprise }
type Inquiry @key(fields: "envelope") { envelope: ID! @inaccessible market: AgencyReply }
type Enterprise @key(fields: "uscc") { uscc: ID! name: String }
`;

type Replies = Record<string, { status: string; sealed: string | null }>;

/** What the court resolves: its repairs repeat what every agency said, so that tests can see it. */
export const courtResolvers = {
  Query: {
    court: () => 'open',
    repair: (_: unknown, { id }: { id: string }) => ({
      id,
      said: [],
      organisation: { uscc: '91110000101623741K' },
    }),
  },
  Mutation: { runRepairs: () => ({ envelope: ENVELOPE }) },
  Inquiry: {
    __resolveReference: (representation: object) => representation,
    repairs: ({ police, market }: Replies) => [
      { id: '甲-1', said: [`police ${said(police)}`, `market ${said(market)}`], note: null },
    ],
  },
};

/** The inquiry that the toy court issues, again and again. */
export const TOY_INQUIRY = '0195a1f0-0000-4000-8000-000000000001';

/** A JWE in general JSON form: long, and full of quotes. */
const ENVELOPE = JSON.stringify({
  protected: Buffer.from(JSON.stringify({ inquiry: TOY_INQUIRY })).toString('base64url'),
  ciphertext: 'e'.repeat(20_000),
  recipients: [{}, {}],
});

/** A sealed reply of more than a few lines. */
export const SEALED = 's'.repeat(20_000);

function said(reply: Replies[string] | undefined): string {
  return reply ? `${reply.status} ${reply.sealed?.length ?? 0}` : 'nothing';
}

/** What an agency resolves that always answers. */
export const agencyResolvers = (code: string) => ({
  Inquiry: {
    __resolveReference: (representation: object) => representation,
    [code]: () => ({ status: 'ANSWERED', answeredAt: '2026-11-20T08:00:00Z', sealed: SEALED }),
  },
});

export const marketResolvers = {
  ...agencyResolvers('market'),
  Query: { enterprise: (_: unknown, { uscc }: { uscc: string }) => ({ uscc, name: '义乌商贸' }) },
  Enterprise: {
    __resolveReference: ({ uscc }: { uscc: string }) => ({ uscc, name: '义乌商贸' }),
  },
};
