import { expect, test } from 'vitest';
import { missingReadmes } from './missing-readmes.ts';

test('a folder without a README is named, and so is one that holds folders only', () => {
  const files = ['gateway/README.md', 'gateway/main.ts', 'subgraphs/police/service.ts'];
  expect(missingReadmes(files)).toEqual(['subgraphs', 'subgraphs/police']);
});

test('migrations and fixtures need none', () => {
  const files = [
    'subgraphs/README.md',
    'subgraphs/police/README.md',
    'subgraphs/police/migrations/meta/_journal.json',
    'tests/README.md',
    'tests/fixtures/README.md',
    'tests/fixtures/sample/registers/mall.csv',
  ];
  expect(missingReadmes(files)).toEqual([]);
});
