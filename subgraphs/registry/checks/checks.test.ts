import { writeJwks } from '../../kit/sealing/jwks.ts';
import { publicKeys } from '../../kit/sealing/keys.ts';
import { toyParty } from '../../kit/sealing/toy-parties.ts';
import { describe, expect, test } from 'vitest';
import { TOY_COURT, toyAgency, toyMarket } from '../toy-schemas.ts';
import { checkContract } from './check-contract.ts';
import { checkSchema } from './check-schema.ts';
import type { Candidate } from './schema-problem.ts';
import { parse } from 'graphql';

const police = await toyParty('police');
const stranger = await toyParty('stranger');
const pinned = new Map([['police', police.pinned]]);
const sound: Candidate = {
  ...{ code: 'police', sdl: toyAgency('police'), url: 'https://police.test/graphql' },
  jwks: writeJwks(publicKeys(police.own)),
};

/** Codes with the text that stands at the place each names. */
async function found(change: Partial<Candidate>): Promise<string[]> {
  const candidate = { ...sound, ...change };
  const { problems } = await checkSchema(candidate, pinned);
  return problems.map(({ code, line, column }) => {
    if (line === null || column === null) return code;
    const rest = candidate.sdl.split('\n')[line - 1]?.slice(column - 1) ?? '';
    return `${code} at ${rest.split(/[\s(:]/u)[0] ?? ''}`;
  });
}

test('a sound agency passes, and so does a market whose fields are public by law', async () => {
  expect(await found({})).toEqual([]);
  const fields = 'name: String! registeredAddress: String status: State';
  const market = `${toyMarket(fields)} enum State { ACTIVE }`.replaceAll('market', 'police');
  expect(await found({ sdl: market })).toEqual([]);
});

describe('the text', () => {
  test('must be GraphQL', async () => {
    expect(await found({ sdl: 'type Query {\n  broken: \n}' })).toEqual(['INVALID_GRAPHQL at }']);
  });
  test('must be of Federation 2', async () => {
    expect(await found({ sdl: toyAgency('police').replace('v2.6', 'v1.0') })).toEqual([
      'NOT_FEDERATION_2 at extend',
    ]);
  });
  test('keeps the names of what it imports, by which the other checks know it', async () => {
    const sdl = toyAgency('police').replace('"@key"', '"@key", { name: "@override", as: "@mine" }');
    expect(await found({ sdl })).toEqual(['RENAMED_IMPORT at @link']);
  });
  test('may not be endless', async () => {
    expect(await found({ sdl: ' '.repeat(500_001) })).toEqual(['SCHEMA_TOO_LONG']);
  });
  test('is of a subgraph with a code that can name a field', async () => {
    expect(await found({ code: 'po-lice' })).toContain('INVALID_CODE');
  });
});

describe('the contract', () => {
  test.each([
    ['without its reply field', '', 'REPLY_FIELD_MISSING at type'],
    ['with a field of another type', 'police: String', 'REPLY_FIELD_DIFFERS at police'],
    ['with a field that is never null', 'police: AgencyReply!', 'REPLY_FIELD_DIFFERS at police'],
    ['with arguments', 'police(a: Int): AgencyReply', 'REPLY_FIELD_DIFFERS at police'],
    ['with a second field', 'police: AgencyReply more: Int', 'FOREIGN_FIELD at more'],
    ["with another agency's", 'police: AgencyReply mall: AgencyReply', 'FOREIGN_FIELD at mall'],
  ])('%s it is refused', async (_, inquiry, problem) => {
    expect(await found({ sdl: toyAgency('police', '', inquiry) })).toEqual([problem]);
  });
  test('which entities are shared is data: of a further one it adds one field or none', () => {
    const audit = { type: 'Audit', key: ['scope'], reply: undefined, required: false };
    const codes = (fields: string) =>
      checkContract('police', parse(`type Audit @key(fields: "scope") { scope: ID! ${fields} }`), [
        audit,
      ]).map(({ code }) => code);
    expect(codes('')).toEqual([]);
    expect(codes('police(first: Int): Page')).toEqual([]);
    expect(codes('police: Page mall: Page')).toEqual(['FOREIGN_FIELD']);
  });
  test('the court owns what it shares, and nobody takes over what another answers', async () => {
    expect(await found({ code: 'court', sdl: TOY_COURT })).not.toContain(
      'FOREIGN_FIELD at repairs',
    );
    const more = 'type Query { ping: Boolean @override(from: "court") }';
    expect(await found({ sdl: toyAgency('police', more) })).toEqual(['TAKES_OVER at @override']);
  });
  test.each([
    ['another nullability', 'status: AgencyStatus!', 'status: AgencyStatus', 'type'],
    ['a reply in the open', 'sealed: String @inaccessible', 'sealed: String', 'type'],
    ['another status', 'UNAVAILABLE }', 'UNAVAILABLE LATE }', 'enum'],
    ['an object for a scalar', 'scalar DateTime', 'type DateTime { at: Int }', 'type'],
  ])('a value type with %s is refused', async (_, before, after, at) => {
    const sdl = toyAgency('police').replace(before, after);
    expect(await found({ sdl })).toEqual([`VALUE_TYPE_DIFFERS at ${at}`]);
  });
});

describe('what is a person’s own', () => {
  const withField = (field: string) =>
    toyAgency('police', `type Thing @key(fields: "no") { no: ID! ${field} }`);
  test.each([
    ...['name', 'ownerName', 'contact_phone', 'idNumber', 'id_card', 'birthDate', 'addresses'],
    ...['homeAddress', 'shouji', 'shenfenzheng', 'xingming', 'emails', 'phone2'],
  ])('is no field of a public type: %s', async (field) => {
    expect(await found({ sdl: withField(`${field}: String`) })).toEqual([
      `PERSONAL_FIELD at ${field}`,
    ]);
  });
  test('is told by a description or a mark as well', async () => {
    const described = withField('"经营者手机"\n code: String');
    expect(await found({ sdl: described })).toEqual(['PERSONAL_FIELD at "经营者手机"']);
    const marked = withField('code: Int @personal');
    expect(await found({ sdl: `${marked} directive @personal on FIELD_DEFINITION` })).toEqual([
      'PERSONAL_FIELD at code',
    ]);
  });
  test('is no argument and no input either', async () => {
    const argument = toyAgency('police', 'type Query { find(phone: String!): Boolean }');
    expect(await found({ sdl: argument })).toEqual(['PERSONAL_FIELD at phone']);
    const input = toyAgency('police', 'input Wanted { surname: String }');
    expect(await found({ sdl: input })).toEqual(['PERSONAL_FIELD at surname']);
  });
  test('is not what only sounds like it, a verdict, or what no client sees', async () => {
    const fields =
      'naming: String telling: Int name: Verdict phone: Boolean address: Int @inaccessible';
    expect(await found({ sdl: `${withField(fields)} enum Verdict { MATCH }` })).toEqual([]);
  });
});

test('a deprecation says until when', async () => {
  const more = (reason: string) =>
    toyAgency('police', `type Query { old: Int @deprecated(reason: "${reason}") }`);
  expect(await found({ sdl: more('use new, until 2027-03-31') })).toEqual([]);
  for (const reason of ['use new', 'until soon', 'until 2027-02-30']) {
    expect(await found({ sdl: more(reason) })).toEqual(['DEPRECATION_WITHOUT_DATE at @deprecated']);
  }
});

test('a key is of fields of the type itself', async () => {
  const more = 'type Owner { no: ID! } type Shop @key(fields: "owner { no }") { owner: Owner! }';
  expect(await found({ sdl: toyAgency('police', more) })).toEqual(['NESTED_KEY at @key']);
});

test('a field at the root may be null, whatever the root is called', async () => {
  const more = (fields: string) => toyAgency('police', `type Query { ${fields} }`);
  expect(await found({ sdl: more('wanted: Boolean ours: [Boolean!]') })).toEqual([]);
  expect(await found({ sdl: more('wanted: Boolean!') })).toEqual(['NON_NULL_ROOT at wanted']);
  expect(await found({ sdl: more('wanted: [Boolean]!') })).toEqual(['NON_NULL_ROOT at wanted']);
  const renamed = more('wanted: Boolean!').replace('type Query', 'type Root');
  expect(await found({ sdl: `${renamed} extend schema { query: Root }` })).toEqual([
    'NON_NULL_ROOT at wanted',
  ]);
});

test('an agency answers and changes nothing, whatever the root is called', async () => {
  const more = (type: string) => toyAgency('police', `type ${type} { strike(no: ID): Boolean }`);
  for (const type of ['Mutation', 'Subscription'])
    expect(await found({ sdl: more(type) })).toEqual(['NOT_A_QUERY at strike']);
  expect(await found({ sdl: `${more('Deeds')} extend schema { mutation: Deeds }` })).toEqual([
    'NOT_A_QUERY at strike',
  ]);
  const { problems } = await checkSchema({ ...sound, code: 'court', sdl: TOY_COURT }, pinned);
  expect(problems.map(({ code }) => code)).not.toContain('NOT_A_QUERY');
});

test('an address is a plain one', async () => {
  for (const url of ['ftp://a/graphql', 'not an address', 'https://me:secret@a/', 'https://a/?b=c'])
    expect(await found({ url })).toEqual(['INVALID_ADDRESS']);
  expect(await found({ url: 'http://police:4001/graphql' })).toEqual([]);
});

test('keys are those that an administrator accepted for the code', async () => {
  expect(await found({ jwks: '{}' })).toEqual(['INVALID_KEYS']);
  const jwks = writeJwks(publicKeys(stranger.own));
  expect(await found({ jwks })).toEqual(['KEY_NOT_ACCEPTED', 'KEY_NOT_ACCEPTED']);
});
