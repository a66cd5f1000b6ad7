import { describe, expect, inject, test } from 'vitest';
import { rightsOf } from '../../schema/compose/rights.ts';
import { ROLES, SCOPES, SCOPES_OF_ROLE } from '../../schema/contract/roles.ts';
import type { Role, Scope } from '../../schema/contract/roles.ts';
import type { Session } from '../../scripts/sign-in/session.ts';
import { post } from '../support/doors.ts';
import type { Said } from '../support/doors.ts';
import { generatedSchema, generatedSdl } from '../support/generated-schema.ts';
import { minimalOperation } from '../support/minimal-operation.ts';
import { readRefusals } from '../support/read-refusals.ts';
import { OF_REGISTRY } from '../support/registry-inputs.ts';
import { recordedHub } from '../support/recorded-hub.ts';
import { newSession, sessionOf } from '../support/session-of.ts';
import type { PersonName } from '../support/session-of.ts';
import { signedCall } from '../support/signed-call.ts';

const { gatewayUrl, publicUrl, subgraphUrls } = inject('sample');

const ANYBODY: readonly Role[] = ROLES;
const CLERK_AND_JUDGE: readonly Role[] = ['CLERK', 'JUDGE'];
const ENGINEER_AND_ADMINISTRATOR: readonly Role[] = ['AGENCY_ENGINEER', 'ADMINISTRATOR'];

/**
 * Who may use what, written down a second time and by hand: a rule that is wrong in a subgraph is
 * wrong in the generated table too, and would make its own test green. Beside it the codes with which
 * those who may are told that what they ask about does not exist.
 */
const EXPECTED: Readonly<Record<string, { roles: readonly Role[]; told: readonly string[] }>> = {
  'Query.me': { roles: ANYBODY, told: [] },
  'Query.stall': { roles: ANYBODY, told: [] },
  'Query.enterprise': { roles: ANYBODY, told: [] },
  'Query.clerkPseudonym': { roles: ['PRIVACY_OFFICER'], told: [] },
  'Query.case': { roles: CLERK_AND_JUDGE, told: [] },
  'Query.repair': { roles: CLERK_AND_JUDGE, told: [] },
  'Query.repairs': { roles: CLERK_AND_JUDGE, told: [] },
  'Query.partyLists': { roles: CLERK_AND_JUDGE, told: [] },
  'Query.conflicts': { roles: ['JUDGE'], told: [] },
  'Mutation.runRepairs': { roles: ['CLERK'], told: [] },
  'Mutation.verifyParties': { roles: ['CLERK'], told: [] },
  'Mutation.decideReview': { roles: ['CLERK'], told: ['REPAIR_NOT_FOUND'] },
  'Mutation.revealContact': { roles: CLERK_AND_JUDGE, told: ['CONTACT_NOT_FOUND'] },
  'Mutation.assignClerk': { roles: ['JUDGE'], told: ['LIST_NOT_FOUND'] },
  'Mutation.approveBatch': { roles: ['JUDGE'], told: ['LIST_NOT_FOUND'] },
  'Mutation.approveConflict': { roles: ['JUDGE'], told: ['CONFLICT_NOT_FOUND'] },
  'Mutation.liftProtection': { roles: ['JUDGE'], told: ['REPAIR_NOT_FOUND'] },
  'Mutation.withdrawCase': { roles: ['JUDGE'], told: ['CASE_NOT_FOUND'] },
  'Mutation.closeCase': { roles: ['JUDGE'], told: ['CASE_NOT_FOUND'] },
  'Query.audit': { roles: ['PRIVACY_OFFICER'], told: [] },
  'Query.reconcile': { roles: ['PRIVACY_OFFICER'], told: [] },
  'Query.proof': { roles: ['PRIVACY_OFFICER'], told: [] },
  'Query.auditEvents': { roles: ['PRIVACY_OFFICER'], told: [] },
  'Query.auditKeys': { roles: ['PRIVACY_OFFICER'], told: [] },
  'Query.alerts': { roles: ['PRIVACY_OFFICER'], told: [] },
  'Query.alert': { roles: ['PRIVACY_OFFICER'], told: [] },
  'Query.alertRules': { roles: ['PRIVACY_OFFICER'], told: [] },
  'Query.accessReport': { roles: ['PRIVACY_OFFICER'], told: ['SOUGHT_UNREADABLE'] },
  'Query.disclosureDelays': { roles: ['JUDGE'], told: [] },
  'Mutation.explainAlert': { roles: ['PRIVACY_OFFICER'], told: ['ALERT_NOT_FOUND'] },
  'Mutation.confirmAlert': { roles: ['PRIVACY_OFFICER'], told: ['ALERT_NOT_FOUND'] },
  'Mutation.setAlertRule': { roles: ['PRIVACY_OFFICER'], told: [] },
  'Mutation.delayDisclosure': { roles: ['JUDGE'], told: ['BAD_USER_INPUT'] },
  'Mutation.endDelay': { roles: ['JUDGE'], told: ['DELAY_NOT_FOUND'] },
  'Query.publications': { roles: ENGINEER_AND_ADMINISTRATOR, told: [] },
  'Query.history': { roles: ENGINEER_AND_ADMINISTRATOR, told: [] },
  'Mutation.publishSchema': { roles: ['AGENCY_ENGINEER'], told: [] },
  'Mutation.checkSchema': { roles: ['AGENCY_ENGINEER'], told: [] },
  'Mutation.retireAgency': { roles: ['ADMINISTRATOR'], told: [] },
  'Mutation.rollback': { roles: ['ADMINISTRATOR'], told: [] },
};

const PERSON_OF: Readonly<Record<Role, PersonName>> = {
  CLERK: 'clerk',
  JUDGE: 'judge',
  PRIVACY_OFFICER: 'privacyOfficer',
  AGENCY_ENGINEER: 'engineer',
  ADMINISTRATOR: 'administrator',
  FRONTEND: 'frontend',
};

const rights = rightsOf(await generatedSdl('supergraph.graphql'));
const client = await generatedSchema('client.graphql');
/** With the root fields of each, from which follows who answers what. */
const subgraphs = await Promise.all(
  Object.entries(subgraphUrls).map(async ([code, url]) => {
    return { code, url, schema: await generatedSchema(`${code}.graphql`) };
  }),
);

/** A column of the table: people of a role, or people who have not signed in. */
const COLUMNS = ['nobody', ...ROLES] as const;
type Column = (typeof COLUMNS)[number];

const cells = rights.flatMap(({ operation, anonymous, roles }) =>
  COLUMNS.map((column) => {
    const allowed = column === 'nobody' ? anonymous : roles.includes(column);
    return { operation, column, allowed, outcome: allowed ? 'answered' : 'refused' };
  }),
);

/** The same for each scope that an operation needs: somebody who may, with all others. */
const narrowed = rights.flatMap(({ operation, roles: [role], scopes: [needed = []] }) =>
  needed.flatMap((without) => (role === undefined ? [] : [{ operation, role, without }])),
);

async function headersFor(column: Column): Promise<Record<string, string>> {
  if (column === 'nobody') return {};
  const session = await sessionOf(PERSON_OF[column]);
  return session.headers(publicUrl);
}

const narrowSessions = new Map<string, Promise<Session>>();

function scopesWithout(role: Role, scope: string): Scope[] {
  return SCOPES_OF_ROLE[role].filter((one) => one !== scope);
}

async function narrowHeaders(role: Role, without: string): Promise<Record<string, string>> {
  const key = `${role} ${without}`;
  const session =
    narrowSessions.get(key) ?? newSession(PERSON_OF[role], scopesWithout(role, without));
  narrowSessions.set(key, session);
  return (await session).headers(publicUrl);
}

function askGateway(operation: string, headers: Record<string, string>): Promise<Said> {
  const { query } = minimalOperation(client, operation);
  return post(gatewayUrl, headers, JSON.stringify({ query }));
}

/** Subgraphs that are handed people's tokens and verify them. */
const SERVE_PEOPLE: ReadonlySet<string> = new Set(['court', 'audit', 'registry']);

type Claims = { roles: readonly Role[]; scopes: readonly Scope[] };
const EVERYTHING: Claims = { roles: ROLES, scopes: SCOPES };

/**
 * Asks whichever subgraph answers the operation as the gateway does, with its signature. The court
 * sees the person's own token, and must not believe a gateway that says the person may do anything;
 * agencies, which see no token, have the gateway's word alone.
 */
async function askSubgraph(
  operation: string,
  people: Record<string, string>,
  claims: Claims,
): Promise<Said> {
  const [root = '', field = ''] = operation.split('.');
  const [owner] = subgraphs.filter(({ schema }) => {
    const type = schema.getType(root);
    return type !== undefined && 'getFields' in type && field in type.getFields();
  });
  if (owner === undefined) throw new Error(`No subgraph has ${operation}`);
  const { code, url, schema } = owner;
  const body = { query: minimalOperation(schema, operation).query };
  const said = SERVE_PEOPLE.has(code) ? { people, ...EVERYTHING } : claims;
  return signedCall({ url, code, body, ...said });
}

function claimsOf(column: Column): Claims {
  if (column === 'nobody') return { roles: [], scopes: [] };
  return { roles: [column], scopes: SCOPES_OF_ROLE[column] };
}

/** Refused at the field and told nothing: exactly this code, and no data. */
function expectRefused({ text }: Said, operation: string, code: string): void {
  const [, field = ''] = operation.split('.');
  const { refusals, values } = readRefusals(text);
  expect(refusals).toEqual([{ code, path: [field] }]);
  expect(values.filter((value) => value !== null)).toEqual([]);
}

/** Answered, or told by the rule of the domain that there is no such thing. */
function expectAnswered({ text }: Said, operation: string): void {
  const { refusals } = readRefusals(text);
  expect(refusals.map(({ code }) => code)).toEqual(EXPECTED[operation]?.told);
}

function expectCell(said: Said, { operation, column, allowed }: (typeof cells)[number]): void {
  if (allowed) expectAnswered(said, operation);
  else expectRefused(said, operation, column === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
}

describe('the rights table', () => {
  test('is the one that was agreed on', () => {
    const table = Object.fromEntries(rights.map(({ operation, roles }) => [operation, roles]));
    const agreed = Object.entries(EXPECTED).map(([operation, { roles }]) => [operation, roles]);
    expect(table).toEqual(Object.fromEntries(agreed));
  });
  test('leaves nothing to people who have not signed in', () => {
    expect(rights.filter(({ anonymous }) => anonymous)).toEqual([]);
  });
  test('leaves the privacy officer nothing of cases', () => {
    const theirs = rights.filter(({ roles }) => roles.includes('PRIVACY_OFFICER'));
    const audited = Object.keys(
      subgraphs
        .find(({ code }) => code === 'audit')
        ?.schema.getQueryType()
        ?.getFields() ?? {},
    );
    const names = theirs
      .map(({ operation }) => operation)
      .filter((operation) => operation.startsWith('Query.'))
      .filter((operation) => !audited.includes(operation.slice('Query.'.length)));
    const own = ['Query.clerkPseudonym', 'Query.enterprise', 'Query.me', 'Query.stall'];
    expect(names).toEqual(own);
  });
  test.each(['AGENCY_ENGINEER', 'ADMINISTRATOR', 'FRONTEND'] as const)(
    'leaves %s nothing of the court but their own name',
    (role) => {
      const theirs = rights.filter(({ roles }) => roles.includes(role));
      const names = theirs
        .map(({ operation }) => operation)
        .filter((operation) => !OF_REGISTRY.test(operation));
      expect(names).toEqual(['Query.enterprise', 'Query.me', 'Query.stall']);
    },
  );
});

describe('through the gateway', () => {
  test.each(cells)('$operation is $outcome for $column', async (cell) => {
    expectCell(await askGateway(cell.operation, await headersFor(cell.column)), cell);
  });
  test.each(narrowed)(
    '$operation is refused for $role whose token lacks $without',
    async ({ operation, role, without }) => {
      const said = await askGateway(operation, await narrowHeaders(role, without));
      expectRefused(said, operation, 'FORBIDDEN');
    },
  );
});

describe('at the subgraph itself, called as by the gateway', () => {
  test.each(cells)('$operation is $outcome for $column', async (cell) => {
    const { operation, column } = cell;
    expectCell(await askSubgraph(operation, await headersFor(column), claimsOf(column)), cell);
  });
  test.each(narrowed)(
    '$operation is refused for $role whose token lacks $without',
    async ({ operation, role, without }) => {
      const claims = { roles: [role], scopes: scopesWithout(role, without) };
      const said = await askSubgraph(operation, await narrowHeaders(role, without), claims);
      expectRefused(said, operation, 'FORBIDDEN');
    },
  );
});

test('of one request what is allowed is answered, and the rest refused each by its path', async () => {
  const query = `{
    me { roles }
    repair(id: "00000000-0000-4000-8000-000000000000") { id }
    mine: case(caseNo: "（2026）浙0782民初1号") { caseNo }
  }`;
  const people = await headersFor('PRIVACY_OFFICER');
  const { text } = await post(gatewayUrl, people, JSON.stringify({ query }));
  const { refusals, values } = readRefusals(text);
  expect(values).toEqual([{ roles: ['PRIVACY_OFFICER'] }, null, null]);
  expect(refusals.sort((a, b) => String(a.path).localeCompare(String(b.path)))).toEqual([
    { code: 'FORBIDDEN', path: ['mine'] },
    { code: 'FORBIDDEN', path: ['repair'] },
  ]);
});

test('the gateway refuses by itself: of what it refuses no subgraph hears', async () => {
  await using hub = await recordedHub();
  const heard = () => {
    // the audit service hears of every refusal, and of nothing that was asked
    const { client: _, audit: __, ...behind } = hub.recordedBy();
    return Object.entries(behind).flatMap(([code, bytes]) => (bytes.length > 0 ? [code] : []));
  };
  const ask = async ({ operation, column }: (typeof cells)[number]) => {
    const { query } = minimalOperation(client, operation);
    return post(hub.url, await headersFor(column), JSON.stringify({ query }));
  };
  for (const cell of cells.filter(({ allowed }) => !allowed)) expectCell(await ask(cell), cell);
  expect(heard()).toEqual([]);
  // so that silence can mean something
  for (const cell of cells.filter(({ column }) => column === 'CLERK')) await ask(cell);
  expect(heard()).toEqual(expect.arrayContaining(['court', 'mall', 'market']));
});
