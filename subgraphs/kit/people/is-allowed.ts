import type { Person } from './person.ts';

/**
 * What `@authenticated`, `@requiresScopes` and `@policy` of one field or type say. Of the outer
 * lists one entry is enough, of an inner list every entry is needed; an empty outer list asks for
 * nothing. A policy is the name of a role.
 */
export type Rule = {
  authenticated: boolean;
  scopes: readonly (readonly string[])[];
  policies: readonly (readonly string[])[];
};

/** Why a person, or nobody, may not have what a rule guards; `undefined` when they may. */
export function refusedBy(
  rule: Rule,
  person: Person | undefined,
): 'UNAUTHENTICATED' | 'FORBIDDEN' | undefined {
  const guarded = rule.authenticated || rule.scopes.length > 0 || rule.policies.length > 0;
  if (!guarded) return undefined;
  if (person === undefined) return 'UNAUTHENTICATED';
  const allowed = holdsOne(rule.scopes, person.scopes) && holdsOne(rule.policies, person.roles);
  return allowed ? undefined : 'FORBIDDEN';
}

function holdsOne(choices: readonly (readonly string[])[], held: readonly string[]): boolean {
  if (choices.length === 0) return true;
  return choices.some((needed) => needed.every((name) => held.includes(name)));
}
