import type { DocumentNode } from 'graphql';
import { argumentOf } from '../../../schema/compose/syntax.ts';
import { named, objectsOf } from './objects-of.ts';
import { problemAt } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';

/**
 * A key is of plain fields of the type itself. The gateway takes keys by name out of what a client
 * got, and refuses aliases that would stand in their way; of a key that reaches into other types it
 * would refuse aliases on those types too, which belong to other subgraphs and their clients.
 */
export function checkEntityKeys(code: string, document: DocumentNode): SchemaProblem[] {
  return objectsOf(document).flatMap((type) =>
    named(type.directives, 'key')
      .filter((key) => (argumentOf(key, 'fields') ?? '').includes('{'))
      .map((key) => {
        const message = `${type.name.value}: a key is of fields of the type itself, not of what they hold.`;
        return problemAt(code, 'NESTED_KEY', message, key);
      }),
  );
}
