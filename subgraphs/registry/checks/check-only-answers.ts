import { OperationTypeNode } from 'graphql';
import type { DocumentNode } from 'graphql';
import { rootTypes } from '../../../schema/compose/root-types.ts';
import { NO_AGENCIES } from '../../../schema/contract/parties.ts';
import { objectsOf } from './objects-of.ts';
import { problemAt } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';

/**
 * Through the graph an agency answers and changes nothing: nobody's token comes to it, so that whatever
 * it did at somebody's word it would do without knowing whose.
 */
export function checkOnlyAnswers(code: string, document: DocumentNode): SchemaProblem[] {
  if (NO_AGENCIES.has(code)) return [];
  return [...rootTypes(document)]
    .filter(([, operation]) => operation !== OperationTypeNode.QUERY)
    .flatMap(([root]) => objectsOf(document, root))
    .flatMap(({ name: root, fields = [] }) =>
      fields.map((field) => {
        const place = `${root.value}.${field.name.value}`;
        const message = `${place}: an agency answers queries; who asks is not known to it.`;
        return problemAt(code, 'NOT_A_QUERY', message, field);
      }),
    );
}
