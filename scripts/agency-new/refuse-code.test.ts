import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { refuseCode } from './refuse-code.ts';

const folder = await tempFolder();

beforeAll(() => mkdir(join(folder.path, 'subgraphs', 'lodging'), { recursive: true }));
afterAll(() => folder[Symbol.asyncDispose]());

test('a code of small letters that nobody has is free', () => {
  expect(refuseCode(folder.path, 'hotels')).toBeUndefined();
});

test.each(['Hotels', 'h', 'hotel-rooms', 'hotel2', '../x', '', 'x'.repeat(25), '酒店'])(
  '%j is no code',
  (code) => {
    expect(refuseCode(folder.path, code)).toContain('is no code');
  },
);

test.each(['court', 'gateway', 'audit', 'registry', 'kit', 'provider', 'repairs', 'envelope'])(
  '%s is taken by another part of the hub',
  (code) => {
    expect(refuseCode(folder.path, code)).toBe(`${code} is the name of another part`);
  },
);

test('a code whose folder is there is refused', () => {
  expect(refuseCode(folder.path, 'lodging')).toContain('is there already');
});
