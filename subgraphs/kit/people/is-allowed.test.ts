import { expect, test } from 'vitest';
import { refusedBy } from './is-allowed.ts';
import type { Rule } from './is-allowed.ts';
import type { Person } from './person.ts';

const clerk: Person = {
  ...{ subject: 'wang.shuji', roles: ['CLERK'], scopes: ['case:read', 'repair:run'] },
  ...{ boundTo: 'a'.repeat(43), expiresAt: new Date('2026-03-02T10:00:00Z') },
};
const OPEN: Rule = { authenticated: false, scopes: [], policies: [] };

test('what no rule guards is anybody’s', () => {
  expect(refusedBy(OPEN, undefined)).toBeUndefined();
  expect(refusedBy(OPEN, clerk)).toBeUndefined();
});

test('each part of a rule alone asks for somebody who is signed in', () => {
  for (const rule of [
    { ...OPEN, authenticated: true },
    { ...OPEN, scopes: [['case:read']] },
    { ...OPEN, policies: [['CLERK']] },
    { ...OPEN, scopes: [[]] },
  ]) {
    expect(refusedBy(rule, undefined)).toBe('UNAUTHENTICATED');
    expect(refusedBy(rule, clerk)).toBeUndefined();
  }
});

test.each([
  ['one of two roles is enough', { policies: [['JUDGE'], ['CLERK']] }, undefined],
  ['neither of two roles is held', { policies: [['JUDGE'], ['FRONTEND']] }, 'FORBIDDEN'],
  ['one of two roles needed together is missing', { policies: [['CLERK', 'JUDGE']] }, 'FORBIDDEN'],
  ['one of two scopes is enough', { scopes: [['case:decide'], ['case:read']] }, undefined],
  ['one of two scopes needed together is missing', { scopes: [['case:read', 'x']] }, 'FORBIDDEN'],
  ['two scopes needed together are held', { scopes: [['case:read', 'repair:run']] }, undefined],
  ['the role fits and the scope does not', { policies: [['CLERK']], scopes: [['x']] }, 'FORBIDDEN'],
  ['the scope fits and the role does not', { policies: [['x']], scopes: [[]] }, 'FORBIDDEN'],
  ['a policy is no role', { policies: [['constructor']] }, 'FORBIDDEN'],
])('%s', (_what, part, refusal) => {
  expect(refusedBy({ ...OPEN, ...part }, clerk)).toBe(refusal);
});

test('a list of alternatives that holds none of them lets nobody else in', () => {
  const nobody: Person = { ...clerk, roles: [], scopes: [] };
  const rule = { authenticated: true, scopes: [['case:read']], policies: [] };
  expect(refusedBy(rule, nobody)).toBe('FORBIDDEN');
});
