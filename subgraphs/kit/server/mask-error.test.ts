import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { badArgument, graphError } from '../graph/graph-error.ts';
import { LedgerError } from '../ledger/ledger-error.ts';
import { createLogger } from '../log/logger.ts';
import { maskError } from './mask-error.ts';

function mask(error: unknown, extensions?: Record<string, unknown>) {
  const lines: string[] = [];
  const log = createLogger('court', 'info', { write: (line) => lines.push(line) });
  const formatted =
    error instanceof GraphQLError
      ? { ...error.toJSON(), ...(extensions && { extensions }) }
      : { message: String(error), path: ['case', 0], ...(extensions && { extensions }) };
  return { masked: maskError(formatted, error, log), logged: lines.join('') };
}

test('a code of the contract comes with the contract’s words, and is not logged', () => {
  const { masked, logged } = mask(graphError('NOT_ASSIGNED'));
  expect(masked).toStrictEqual({
    message: 'You are not assigned to this case.',
    extensions: { code: 'NOT_ASSIGNED' },
  });
  expect(logged).toBe('');
});

test('an argument is named with the rule it breaks, whoever wraps the error around its value', () => {
  const inner = badArgument('Date', 'NOT_A_DAY');
  const wrapped = new GraphQLError('Variable "$asOf" got invalid value "欧阳小明"; Date is not', {
    originalError: inner,
  });
  for (const error of [inner, wrapped]) {
    expect(mask(error).masked).toStrictEqual({
      message: 'Date is not a day of the calendar, YYYY-MM-DD.',
      extensions: { code: 'BAD_USER_INPUT', argument: 'Date', problem: 'NOT_A_DAY' },
    });
  }
});

test('a day that stands in the document is named as one in a variable is', () => {
  const refused = badArgument('Date', 'NOT_A_DAY');
  const code = 'GRAPHQL_VALIDATION_FAILED';
  expect(mask(refused, { ...refused.extensions, code }).masked).toStrictEqual({
    message: 'Date is not a day of the calendar, YYYY-MM-DD.',
    extensions: { code, argument: 'Date', problem: 'NOT_A_DAY' },
  });
});

test('words of graphql and of plugins are left out, since they may quote a value', () => {
  const error = new GraphQLError('Variable "$id" got invalid value "11010519491231002X"', {
    extensions: { code: 'BAD_USER_INPUT', value: '11010519491231002X', argument: 'id' },
  });
  const { masked } = mask(error, { ...error.extensions, stacktrace: ['at secret.ts'] });
  expect(masked).toStrictEqual({
    message: 'A variable or an argument does not fit its type or its rule.',
    extensions: { code: 'BAD_USER_INPUT' },
  });
});

test('an error of no code of ours is a defect: logged by kind, and told of by place alone', () => {
  for (const error of [
    new GraphQLError('Cannot return null for 欧阳小明', { extensions: { code: 'ELSEWHERE' } }),
    new GraphQLError('Not authorized to resolve Query.case', { path: ['case'] }),
    new GraphQLError('x', { extensions: { code: 'constructor' } }),
    new TypeError('欧阳小明 is not iterable'),
    'text',
  ]) {
    const { masked, logged } = mask(error);
    expect(masked).toMatchObject({
      message: 'Something failed here.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(Object.keys(masked.extensions ?? {})).toStrictEqual(['code']);
    expect(logged).toContain('a resolver failed');
    expect(logged).not.toContain('欧阳小明');
  }
});

test('a defect inside a resolver is none of our codes, whatever it calls itself', () => {
  const defect = Object.assign(new Error('no'), { extensions: { code: 'FORBIDDEN' } });
  const located = new GraphQLError('no', { originalError: defect, path: ['case'] });
  expect(mask(located).masked).toStrictEqual({
    message: 'Something failed here.',
    path: ['case'],
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
});

test('what could not be recorded is said to be that; any other failure of the ledger is a defect', () => {
  const unrecorded = mask(new LedgerError('UNAVAILABLE'));
  expect(unrecorded.masked.extensions).toStrictEqual({ code: 'LEDGER_UNAVAILABLE' });
  expect(unrecorded.logged).toContain('UNAVAILABLE');
  const { masked } = mask(new LedgerError('NOT_AN_ENTRY'));
  expect(masked.extensions).toStrictEqual({ code: 'INTERNAL_SERVER_ERROR' });
});
