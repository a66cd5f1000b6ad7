import { visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import { argumentOf } from '../../../schema/compose/syntax.ts';
import { parseIsoDate } from '../../kit/identifiers/parse-iso-date.ts';
import { problemAt } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';

const UNTIL = /\buntil (\d{4}-\d\d-\d\d)\b/u;

/** What is deprecated says until when it stays, so that clients can plan to move on. */
export function checkDeprecations(code: string, document: DocumentNode): SchemaProblem[] {
  const found: SchemaProblem[] = [];
  visit(document, {
    Directive(node) {
      if (node.name.value !== 'deprecated') return;
      const [, day] = UNTIL.exec(argumentOf(node, 'reason') ?? '') ?? [];
      if (day !== undefined && parseIsoDate(day).ok) return;
      const message =
        'A deprecation says in its reason until when the field stays: until YYYY-MM-DD.';
      found.push(problemAt(code, 'DEPRECATION_WITHOUT_DATE', message, node));
    },
  });
  return found;
}
