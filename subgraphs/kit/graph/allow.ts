import type { Role, Scope } from '../../../schema/contract/roles.ts';
import type { Rule } from '../people/is-allowed.ts';

/**
 * Who may have a field, from one declaration: the federation directives that the gateway enforces,
 * and the check that the subgraph makes again. Spread it into the field's options.
 *
 * @param options.roles one of them is needed; any when left out.
 * @param options.scope what the token must be good for, all of it where there are several; whatever
 *   it is when left out. A mutation names what its result asks for too: it must not be done for
 *   somebody who may not be told of it.
 */
export function allow({
  roles,
  scope,
}: {
  roles?: readonly Role[];
  scope?: Scope | readonly Scope[];
}) {
  const policy = roles?.map((role) => [role]);
  const requiresScopes = scope === undefined ? undefined : [[scope].flat()];
  const rule: Rule = {
    authenticated: true,
    scopes: requiresScopes ?? [],
    policies: policy ?? [],
  };
  return {
    authenticated: true,
    ...(requiresScopes && { requiresScopes }),
    ...(policy && { policy }),
    authScopes: { allowed: rule },
  };
}
