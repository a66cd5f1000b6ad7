import { expect, test } from 'vitest';
import { ERROR_MESSAGES } from '../../schema/contract/errors.ts';
import { GraphError } from '../repair/graph-client.ts';
import { StackError } from '../stack/stack-error.ts';
import { inFlags } from './in-flags.ts';

test('an argument that the graph refuses is named as it was typed, whatever the words', () => {
  const refused = (argument: string, problem = 'NOT_A_SOURCE') =>
    inFlags(new GraphError('words of some day', 'BAD_USER_INPUT', { argument, problem }));
  expect(refused('source')).toBe('--source names no service that keeps a ledger.');
  expect(refused('caseNos')).toMatch(/^--case names/u);
  expect(refused('first', 'PAGE_SIZE')).toBe('--most must be from 1 to 1000.');
  for (const [argument, problem] of [
    ['unheard', 'NOT_A_SOURCE'],
    ['source', 'UNHEARD'],
    ['constructor', 'toString'],
  ] as const)
    expect(refused(argument, problem)).toBe('words of some day');
});

test('what names no argument stays as it is, also where its words begin like one', () => {
  const { BAD_USER_INPUT } = ERROR_MESSAGES;
  expect(inFlags(new GraphError(BAD_USER_INPUT, 'BAD_USER_INPUT'))).toBe(BAD_USER_INPUT);
  expect(inFlags(new GraphError('index of all.', 'BAD_USER_INPUT'))).toBe('index of all.');
  expect(inFlags(new StackError('source of nothing.'))).toBe('source of nothing.');
});
