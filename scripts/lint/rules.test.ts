import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { expect, test } from 'vitest';
import { kebabCaseFile } from './kebab-case-file.ts';
import { reasonForAssertion } from './reason-for-assertion.ts';

const problems = (code: string, filename = 'a-file.ts') =>
  new Linter()
    .verify(
      code,
      {
        files: ['**/*.ts'],
        languageOptions: { parser },
        plugins: { house: { rules: { reason: reasonForAssertion, kebab: kebabCaseFile } } },
        rules: { 'house/reason': 'error', 'house/kebab': 'error' },
      },
      { filename },
    )
    .map(({ messageId, message }) => messageId ?? message);

test('an assertion without a comment is reported', () => {
  expect(problems('const a = b as string;')).toEqual(['reason']);
});

test('a comment beside the assertion or before its statement is a reason', () => {
  expect(problems('const a = b as string; // always one')).toEqual([]);
  expect(problems('// always one\nconst a = f(\n  b as string,\n);')).toEqual([]);
  expect(problems('// about something else\n\nconst a = b as string;')).toEqual(['reason']);
});

test('as const and as unknown need no reason', () => {
  expect(problems('const a = [1] as const; const b = a as unknown;')).toEqual([]);
});

test('a file name is kebab-case', () => {
  expect(problems('', 'list-subgraphs.test.ts')).toEqual([]);
  expect(problems('', 'listSubgraphs.ts')).toEqual(['kebab']);
});
