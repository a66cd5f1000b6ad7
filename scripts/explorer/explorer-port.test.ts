import { expect, test } from 'vitest';
import { explorerPort } from './explorer-port.ts';

test('there is an explorer at 4001, or where it is told to be', () => {
  expect(explorerPort({})).toBe(4001);
  expect(explorerPort({ EXPLORER_PORT: '5001', NODE_ENV: 'development' })).toBe(5001);
});

test('there is none where it is off, and never in production', () => {
  expect(explorerPort({ EXPLORER: 'off' })).toBeUndefined();
  const asked = { EXPLORER: 'on', EXPLORER_PORT: '5001', NODE_ENV: 'production' };
  expect(explorerPort(asked)).toBeUndefined();
});
