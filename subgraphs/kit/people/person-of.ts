import { z } from 'zod';
import { DISJOINT_ROLES } from '../../../schema/contract/roles.ts';
import type { AccessClaims } from './access-claims.ts';
import { because, known } from './caller-cause.ts';
import type { Known } from './caller-cause.ts';
import { knownRoles, scopesWithin } from './known-rights.ts';
import type { Person } from './person.ts';

const rolesSchema = z.array(z.string()).max(200).default([]);

/** The person that verified claims describe, unless they describe two who must not be one. */
export function personOf(claims: AccessClaims, rolesClaim: string): Known<Person> {
  if (claims.cnf === undefined) return because('NOT_BOUND');
  const named = Object.hasOwn(claims, rolesClaim) ? claims[rolesClaim] : undefined;
  const names = rolesSchema.safeParse(named);
  if (!names.success) return because('MALFORMED');
  const roles = knownRoles(names.data);
  if (roles.filter((role) => DISJOINT_ROLES.includes(role)).length > 1) {
    return because('DISJOINT_ROLES');
  }
  return known({
    ...{ subject: claims.sub, roles, boundTo: claims.cnf.jkt },
    scopes: scopesWithin(roles, (claims.scope ?? '').split(' ')),
    expiresAt: new Date(claims.exp * 1000),
  });
}
