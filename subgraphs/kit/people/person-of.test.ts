import { expect, test } from 'vitest';
import { DISJOINT_ROLES } from '../../../schema/contract/roles.ts';
import { personOf } from './person-of.ts';

const EVERY_SCOPE = 'register:read case:read case:decide repair:run contact:reveal';

function told(claims: Record<string, unknown>, rolesClaim = 'roles') {
  const sound = {
    ...{ iss: 'https://provider.example', aud: 'urn:relink:graph', sub: 'wang.shuji', jti: 't' },
    ...{ iat: 0, exp: 600, cnf: { jkt: 'a'.repeat(43) } },
  };
  const outcome = personOf({ ...sound, ...claims }, rolesClaim);
  return outcome.ok ? outcome.value : outcome.cause;
}

test('roles and scopes that are not of this graph are passed over', () => {
  const roles = ['CLERK', 'clerk', 'SUPERUSER', 'constructor'];
  expect(told({ roles, scope: 'openid case:read admin' })).toMatchObject({
    roles: ['CLERK'],
    scopes: ['case:read'],
  });
});

test('nobody holds a scope that none of their roles may have, whatever the provider grants', () => {
  const scope = EVERY_SCOPE;
  expect(told({ roles: ['FRONTEND'], scope })).toMatchObject({ scopes: ['register:read'] });
  expect(told({ roles: ['CLERK', 'JUDGE'], scope })).toMatchObject({ scopes: scope.split(' ') });
  for (const roles of [[], undefined, ['SUPERUSER']]) {
    expect(told({ roles, scope })).toMatchObject({ roles: [], scopes: [] });
  }
});

test('a token asked for less gives less', () => {
  expect(told({ roles: ['CLERK'], scope: 'case:read' })).toMatchObject({ scopes: ['case:read'] });
  for (const scope of [undefined, '', 'case:readx', 'case:read,repair:run']) {
    expect(told({ roles: ['CLERK'], scope })).toMatchObject({ scopes: [] });
  }
});

test('of the roles that no account may hold two of, any two are refused', () => {
  const pairs = DISJOINT_ROLES.flatMap((one, index) =>
    DISJOINT_ROLES.slice(index + 1).map((other) => [one, other]),
  );
  expect(pairs).toHaveLength(3);
  for (const roles of [...pairs, [...DISJOINT_ROLES], ['CLERK', ...DISJOINT_ROLES]]) {
    expect(told({ roles })).toBe('DISJOINT_ROLES');
  }
  for (const role of DISJOINT_ROLES) {
    expect(told({ roles: ['CLERK', role, role] })).toMatchObject({ roles: ['CLERK', role] });
  }
});

test('the roles stand in the claim that is configured, and no inherited name is one', () => {
  const claims = { roles: ['JUDGE'], 'urn:court:roles': ['CLERK'] };
  expect(told(claims, 'urn:court:roles')).toMatchObject({ roles: ['CLERK'] });
  expect(told(claims, 'constructor')).toMatchObject({ roles: [] });
});

test('a token that is bound to no key is nobody’s', () => {
  expect(told({ cnf: undefined })).toBe('NOT_BOUND');
});
