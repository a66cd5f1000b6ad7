import type { ValidationRule } from 'graphql';
import { neededFields } from '../../schema/compose/needed-fields.ts';
import { aliasNotAllowed } from './refused-document.ts';

/**
 * Refuses an alias that has the name of a field which the gateway needs for itself on that type.
 *
 * What a subgraph is sent of an entity, its key and whatever a field `@requires`, @apollo/gateway takes
 * by name from what came back before. Asked for `{ size { width: depth } rent }`, where the rent
 * requires the width, it sends the depth; asked for `{ code: other }` it answers with the code. It
 * says so neither here nor there (2.14.4; the test shows both).
 *
 * @param supergraphSdl which keys and requirements are read from, hidden ones included
 */
export function aliasRule(supergraphSdl: string): ValidationRule {
  const needed = neededFields(supergraphSdl);
  return (context) => ({
    Field({ alias, name }) {
      if (!alias || alias.value === name.value) return;
      // names with two underscores belong to GraphQL itself (§2.1.9), __typename before all
      const reserved = alias.value.startsWith('__');
      const parent = context.getParentType()?.name ?? '';
      if (reserved || needed.get(parent)?.has(alias.value)) context.reportError(aliasNotAllowed());
    },
  });
}
