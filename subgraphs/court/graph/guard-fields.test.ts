import { afterAll, beforeAll, expect, test } from 'vitest';
import { isObjectType } from 'graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { CourtContext } from '../court-context.ts';
import { service } from '../service.ts';
import { askCourt } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { callerOf, LI, SUN, WANG } from '../../../tests/support/court-world/people.ts';

let world: CourtWorld;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

const mutations = Object.values(service.schema.getMutationType()?.getFields() ?? {});
const queries = Object.values(service.schema.getQueryType()?.getFields() ?? {}).filter(
  ({ name }) => !name.startsWith('_'),
);
const inquiryType = service.schema.getType('Inquiry');
const inquiryFields = isObjectType(inquiryType)
  ? Object.values(inquiryType.getFields()).filter(({ name }) => name !== 'envelope')
  : [];

type Field = (typeof mutations)[number];

/** Resolves a field without arguments, of which a refused caller gets none read. */
async function codeOf(field: Field, court: CourtContext): Promise<unknown> {
  const info = { fieldName: field.name, path: { key: field.name } } as GraphQLResolveInfo;
  try {
    await field.resolve?.({}, {}, court, info);
    return undefined;
  } catch (error) {
    return error instanceof Error && 'extensions' in error ? error.extensions : error;
  }
}

const ASSIGN = `mutation { assignClerk(caseNo: "（2026）浙0782民初99999号", clerk: "x") }`;

test('there are mutations, queries and fields of an inquiry to be guarded', () => {
  expect(mutations.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['runRepairs', 'revealContact', 'withdrawCase', 'approveConflict']),
  );
  expect(queries.map(({ name }) => name)).toEqual(expect.arrayContaining(['case', 'me']));
  expect(inquiryFields.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['repairs', 'verifications', 'followUp']),
  );
});

test.each(
  [...mutations, ...queries, ...inquiryFields].map((field) => [field.name, field] as const),
)('%s is refused where nobody is signed in', async (_, field) => {
  expect(await codeOf(field, world.as())).toEqual({ code: 'UNAUTHENTICATED' });
});

test.each(mutations.map((field) => [field.name, field] as const))(
  '%s is refused with a proof that came with another request',
  async (_, field) => {
    const used = callerOf({ ...LI, roles: ['CLERK', 'JUDGE'] });
    await askCourt(world.calledBy(used), ASSIGN);
    const again = world.calledBy({ ...used, requestId: 'another' });
    expect(await codeOf(field, again)).toEqual({ code: 'PROOF_REFUSED' });
  },
);

/** What a privacy officer may ask here: who they are, and how agencies are told of a clerk. */
const WATCHING: readonly string[] = ['me', 'clerkPseudonym'];

test.each(
  [...mutations, ...queries]
    .filter(({ name }) => !WATCHING.includes(name))
    .map((field) => [field.name, field] as const),
)('%s is refused to who watches over the others', async (_, field) => {
  expect(await codeOf(field, world.as(SUN))).toEqual({ code: 'FORBIDDEN' });
});

test('a token whose scopes do not cover it is refused, whatever the role', async () => {
  const narrow = { ...LI, scopes: ['case:read' as const] };
  expect(await askCourt(world.as(narrow), ASSIGN)).toMatchObject({ codes: ['FORBIDDEN'] });
});

test('one proof is good for all that one request does, over several calls', async () => {
  const caller = callerOf(LI);
  const twice = ASSIGN.replace('{ ', '{ first: ').replace(' }', ` second: ${ASSIGN.slice(11)}`);
  for (let call = 0; call < 2; call += 1) {
    const { codes } = await askCourt(world.calledBy(caller), twice);
    expect(codes).toEqual(['CASE_NOT_FOUND', 'CASE_NOT_FOUND']);
  }
});

test('of two requests that bring one proof at once one is refused', async () => {
  const caller = callerOf(LI);
  const said = await Promise.all(
    ['a', 'b'].map((requestId) => askCourt(world.calledBy({ ...caller, requestId }), ASSIGN)),
  );
  expect(said.flatMap(({ codes }) => codes).toSorted()).toEqual([
    'CASE_NOT_FOUND',
    'PROOF_REFUSED',
  ]);
});

test('the same id under another key is another proof', async () => {
  const caller = callerOf(LI);
  await askCourt(world.calledBy(caller), ASSIGN);
  const { proofId } = caller;
  const other = { ...callerOf({ ...LI, boundTo: 'another-key' }), proofId };
  expect(await askCourt(world.calledBy(other), ASSIGN)).toMatchObject({
    codes: ['CASE_NOT_FOUND'],
  });
});

test('a mutation without a proof is refused, a query needs none of its own', async () => {
  const caller = { ...callerOf(LI), proofId: undefined };
  expect(await askCourt(world.calledBy(caller), ASSIGN)).toMatchObject({
    codes: ['PROOF_REFUSED'],
  });
  expect(await askCourt(world.calledBy(caller), '{ me { subject } }')).toMatchObject({
    codes: [],
  });
});

test('a query uses no proof up', async () => {
  const caller = callerOf(LI);
  await askCourt(world.calledBy(caller), '{ me { subject } }');
  const { codes } = await askCourt(world.calledBy({ ...caller, requestId: 'later' }), ASSIGN);
  expect(codes).toEqual(['CASE_NOT_FOUND']);
});

test('proofs are forgotten once nobody accepts them any more', async () => {
  await askCourt(world.as(LI), ASSIGN);
  world.advance(20 * 60 * 1000);
  await askCourt(world.as(LI), ASSIGN);
  const [row] = await world.owner.sql`select count(*)::int as kept from seen_proof`;
  expect(row).toEqual({ kept: 1 });
});

test('a denial is logged without a name, and recorded once with one', async () => {
  const clerk = { ...WANG, subject: 'clerk-denied' };
  const said = await askCourt(world.as(clerk), ASSIGN);
  expect(said.codes).toEqual(['FORBIDDEN']);
  const acts = await world.owner.sql`
    select kind, role, detail from act where subject = ${clerk.subject}`;
  expect(acts.map((row) => ({ ...row }))).toEqual([
    { kind: 'DENIED', role: 'CLERK', detail: { code: 'FORBIDDEN', operation: 'assignClerk' } },
  ]);
  const pseudonym = world.as().pseudonymOf(clerk.subject);
  expect(world.log()).toContain(`"code":"FORBIDDEN","operation":"assignClerk","by":"${pseudonym}"`);
  expect(world.log()).not.toContain(clerk.subject);
});

test('a mistake is no denial', async () => {
  const judge = { ...LI, subject: 'judge-mistaken' };
  const { codes } = await askCourt(world.as(judge), `mutation { assignClerk(clerk: "x") }`);
  expect(codes).toEqual(['BAD_USER_INPUT']);
  const acts = await world.owner.sql`select kind from act where subject = ${judge.subject}`;
  expect(acts).toHaveLength(0);
});

test('what is written of people cannot be changed by the role that serves', async () => {
  const { db } = world.as();
  for (const change of ['update act set kind = kind', 'delete from act']) {
    await expect(db.execute(change)).rejects.toMatchObject({ cause: { code: '42501' } });
  }
});
