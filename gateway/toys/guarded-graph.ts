const link = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@policy"]
)`;

/** A court in which hardly anything is for everybody. */
const COURT = `${link}
type Query {
  open: String
  mine: String @authenticated
  judged: String @policy(policies: [["JUDGE"]])
  scoped: String @requiresScopes(scopes: [["case:read", "case:decide"], ["contact:reveal"]])
  both: String @authenticated @policy(policies: [["CLERK", "JUDGE"]])
  case: Case
  cases: [Case!]
  shelf: Shelf
  sealed: Sealed
  word: Word
  named: Named
  found: Found
}
type Mutation { touch: Case decide: Case @policy(policies: [["JUDGE"]]) }
type Case @key(fields: "id") {
  id: ID!
  note: String @policy(policies: [["JUDGE"]])
  must: String! @policy(policies: [["JUDGE"]])
  parent: Case!
  clerk: Clerk
}
type Shelf { sure: Case! gaps: [Case]! }
type Clerk @key(fields: "id") { id: ID! @policy(policies: [["JUDGE"]]) }
type Sealed @policy(policies: [["JUDGE"]]) { text: String }
scalar Word @policy(policies: [["JUDGE"]])
interface Named { name: String nick: String }
type Person implements Named { name: String nick: String age: Int }
type Court implements Named { name: String @policy(policies: [["JUDGE"]]) nick: String }
union Found = Case | Sealed
`;

const PEOPLE = `${link}
type Clerk @key(fields: "id") { id: ID! fame: String }
`;

const one = { __typename: 'Case', id: '1', note: 'n', must: 'm', clerk: { id: 'wang' } };
const CASE = { ...one, parent: { ...one, parent: one } };
const SHELF = { sure: CASE, gaps: [CASE, CASE] };

/** @param touched gets the name of every mutation that was executed */
const resolversOf = (touched: string[]) => ({
  Query: {
    ...{ open: () => 'open', mine: () => 'mine', judged: () => 'judged' },
    ...{ scoped: () => 'scoped', both: () => 'both', word: () => 'word' },
    ...{ case: () => CASE, cases: () => [CASE, CASE], shelf: () => SHELF },
    ...{ sealed: () => ({ text: 'sealed' }), found: () => CASE },
    named: () => ({ __typename: 'Person', name: 'name', nick: 'nick', age: 1 }),
  },
  Mutation: {
    touch: () => (touched.push('touch'), CASE),
    decide: () => (touched.push('decide'), CASE),
  },
});
const people = {
  Clerk: { __resolveReference: ({ id }: { id: string }) => ({ id, fame: `fame of ${id}` }) },
};

/** A court and a register, with rules on fields, types, a scalar, an interface and a union. */
export function guardedGraph(touched: string[]) {
  return {
    court: { sdl: COURT, resolvers: resolversOf(touched) },
    people: { sdl: PEOPLE, resolvers: people },
  };
}
