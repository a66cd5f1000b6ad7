import { expect, test } from 'vitest';
import { ARGUMENT_PROBLEMS } from '../../schema/contract/errors.ts';
import { GraphError } from '../repair/graph-client.ts';
import { StackError } from '../stack/stack-error.ts';
import { inFlags } from './in-flags.ts';

test('an argument that the graph refuses is named as it was typed', () => {
  const refused = (argument: string) =>
    inFlags(new GraphError(`${argument} ${ARGUMENT_PROBLEMS.NOT_A_SOURCE}.`, 'BAD_USER_INPUT'));
  expect(refused('source')).toBe('--source names no service that keeps a ledger.');
  expect(refused('filter')).toMatch(/^a flag of the search names/u);
  expect(refused('unheard')).toMatch(/^unheard names/u);
});

test('what names no argument stays as it is', () => {
  expect(inFlags(new GraphError('index of all.', 'FORBIDDEN'))).toBe('index of all.');
  expect(inFlags(new StackError('source of nothing.'))).toBe('source of nothing.');
});
