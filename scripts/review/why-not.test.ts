import { expect, test } from 'vitest';
import { ERROR_HELP } from '../../schema/contract/error-help.ts';
import { ERROR_MESSAGES } from '../../schema/contract/errors.ts';
import { GraphError } from '../repair/graph-client.ts';
import { whyNot } from './why-not.ts';

const REFUSALS = [
  'REVIEW_NOT_CONFIRMABLE',
  'HOURLY_LIMIT',
  'NOT_ASSIGNED',
  'OPENED_BEFORE',
] as const;

test.each(REFUSALS)('%s comes with what it means and what helps, each once', (code) => {
  const words = whyNot(new GraphError(ERROR_MESSAGES[code], code));
  expect(words).toContain(`(${code}). `);
  expect(words.endsWith(ERROR_HELP[code].then)).toBe(true);
  expect(words).not.toMatch(/\.\s*\./u);
});

test('what has no help of its own is said as it is', () => {
  expect(whyNot(new GraphError('The gateway did not answer', 'HTTP_503'))).toBe(
    'The gateway did not answer (HTTP_503)',
  );
  expect(whyNot(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBe(
    'the gateway cannot be reached (ECONNREFUSED)',
  );
});
