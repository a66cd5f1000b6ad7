import { isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { INPUT_FIELDS, INPUT_REASONS } from '../../../schema/contract/input-problems.ts';
import { service } from '../service.ts';

/** What the graph says of a field of `InputProblem`. */
function description(name: 'field' | 'reason'): string {
  const type = service.schema.getType('InputProblem');
  return (isObjectType(type) && type.getFields()[name]?.description) || '';
}

test('the graph explains every reason for which an element is refused', () => {
  for (const reason of INPUT_REASONS)
    expect(description('reason')).toMatch(new RegExp(`- \`${reason}\`: \\S`, 'u'));
});

test('the graph names every column whose element may be refused', () => {
  for (const field of INPUT_FIELDS) expect(description('field')).toContain(field);
});
