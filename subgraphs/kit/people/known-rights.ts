import { ROLES, SCOPES, SCOPES_OF_ROLE } from '../../../schema/contract/roles.ts';
import type { Role, Scope } from '../../../schema/contract/roles.ts';

/** The roles among some names; others are another system's, or a newer contract's. */
export function knownRoles(names: readonly string[]): Role[] {
  return ROLES.filter((role) => names.includes(role));
}

/** The scopes among some names. */
export function knownScopes(names: readonly string[]): Scope[] {
  return SCOPES.filter((scope) => names.includes(scope));
}

/** The scopes among some names that at least one of the roles may have, whatever a provider grants. */
export function scopesWithin(roles: readonly Role[], names: readonly string[]): Scope[] {
  const grantable = roles.flatMap((role) => SCOPES_OF_ROLE[role]);
  return knownScopes(names).filter((scope) => grantable.includes(scope));
}
